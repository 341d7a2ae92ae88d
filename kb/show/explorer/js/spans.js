// Where each distinct date lies on an axis: what of it is certain, and how far it may reach.
import { DAY } from "./time.js";

export const FAR = 3.2e14; // seconds: ten million years either way can still be drawn

/** Columns by distinct date: first and last moment (infinite: open), what it certainly covers (NaN:
 * nothing), where its mark stands (NaN: no date).
 * @typedef {{from: Float64Array, to: Float64Array, sureFrom: Float64Array, sureTo: Float64Array,
 *   mark: Float64Array, about: ArrayLike<number>, edtf: any, words: any,
 *   byDay: boolean, pieces: Record<string, number[][]>}} Spans `byDay`: none has a time of day */

/** @param {import("./unpack.js").Pack} pack @returns {Spans} */
export function readSpans(pack) {
  const [begins, beginsBy, endsFrom, ends] = ["begin_earliest", "begin_latest", "end_earliest", "end_latest"]
    .map((name) => pack.numbers("spans." + name));
  const n = begins.length;
  const made = () => new Float64Array(n).fill(NaN);
  const from = begins.slice(), to = made(), sureFrom = made(), sureTo = made(), mark = made();
  const pieces = pack.meta.pieces;
  let allByDay = true;
  for (let row = 1; row < n; row++) {
    to[row] = ends[row] + 1;
    const first = from[row], last = to[row];
    const closed = Math.abs(first) < FAR && Math.abs(last) < FAR;
    if (closed && last - first < DAY) allByDay = false;
    mark[row] = closed && last - first <= DAY ? (first + last) / 2
      : Math.abs(first) < FAR ? first : Math.abs(last) < FAR ? last : NaN;
    if (row in pieces) continue;
    const byDay = (Math.abs(first) < FAR ? first % DAY : 0) === 0
      && (Math.abs(last) < FAR ? last % DAY : 0) === 0;
    const grain = byDay ? DAY : 1;
    const begin = Math.floor(beginsBy[row] / grain) * grain;
    const end = Math.ceil((endsFrom[row] + 1) / grain) * grain;
    if (begin < end && Math.abs(begin) < FAR && Math.abs(end) < FAR) {
      sureFrom[row] = begin;
      sureTo[row] = end;
    } else if (closed && last - first <= 3600) {
      sureFrom[row] = first;
      sureTo[row] = last;
    }
  }
  return {
    from, to, sureFrom, sureTo, mark, pieces, byDay: allByDay, about: pack.codes("spans.about"),
    edtf: pack.lines("spans.edtf"), words: pack.lines("spans.words"),
  };
}
