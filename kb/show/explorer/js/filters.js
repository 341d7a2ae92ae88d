// Turns what is asked for into the events that remain: one index array from which all views draw.
import { standingOf } from "./data.js";
import { coded } from "./known.js";
import { parseMoment } from "./time.js";

/** @typedef {{name: string, ids: string[], codes?: ArrayLike<number>,
 *   links?: import("./data.js").Links, scene?: import("./data.js").Links}} Facet one code an event, or
 *   several */

const MANY = 8; // of so many events one left: they are sifted out of all instead of sorted
const STANDINGS = ["agreed", "one_sided", "contested", "denied", "withdrawn"];
const DATINGS = ["day", "span", "within", "about", "plan", "none"];

/** The facets of what is known, each with the codes of the events.
 * @param {import("./data.js").Data} data @param {import("./spans.js").Spans} spans
 * @param {import("./known.js").Known} known
 * @param {Record<string, import("./data.js").Links>} links @returns {Facet[]} */
export function facetsOf(data, spans, known, links) {
  const { meta } = data;
  const standing = data.again("standing", [known.flags], () => standingsOf(known.flags));
  const dating = data.again("dating", [known.span], () => datingsOf(data, spans, known.span));
  const single = (name) => ({ name, ids: coded(data, name).names, codes: known.codes(name) });
  const every = [
    single("kind"), single("status"),
    { name: "place", ids: meta.places.map((each) => each[0]), links: links.place, get scene() { return links.scene; } },
    { name: "actor", ids: meta.actors.map((each) => each[0]), links: links.actor },
    { name: "source", ids: data.told("source").values.all(), links: links.source },
    single("side"),
    { name: "standing", ids: STANDINGS, codes: standing },
    { name: "dating", ids: DATINGS, codes: dating },
  ];
  return every;
}

/** How each event stands. @param {ArrayLike<number>} flags */
function standingsOf(flags) {
  const rank = Uint8Array.from({ length: 16 }, (_, each) => STANDINGS.indexOf(standingOf(each)));
  const found = new Uint8Array(flags.length);
  for (let row = 0; row < found.length; row++) found[row] = rank[flags[row] & 15];
  return found;
}

/** How well the date of each event is known. */
function datingsOf(data, spans, spanOf) {
  const looks = Uint8Array.from(spans.mark, (_, span) => DATINGS.indexOf(datingOf(spans, span)));
  const planned = Uint8Array.from(spans.mark, (mark) => (Number.isNaN(mark) ? 5 : 4));
  const found = new Uint8Array(data.n);
  for (let row = 0; row < found.length; row++) found[row] = looks[spanOf[row]] === 5 ? planned[data.plan[row]] : looks[spanOf[row]];
  return found;
}

function datingOf(spans, span) {
  if (!span) return "none";
  if (spans.about[span]) return "about";
  if (spans.to[span] - spans.from[span] <= 86400) return "day";
  return Number.isNaN(spans.sureFrom[span]) ? "within" : "span";
}

/** The events that all filters leave, in time order and as they lie, and how many each value of a
 * facet would.
 * @param {import("./state.js").State} state @param {Facet[]} facets
 * @param {{n: number, order: ArrayLike<number>, timely: (rows: ArrayLike<number>) => Uint32Array,
 *   there: Uint8Array | null, found: Uint8Array | null, span: ArrayLike<number>,
 *   spans: import("./spans.js").Spans}} events `order`: all of them in time order, as `timely` puts some
 * @returns {{index: ArrayLike<number>, rows: Uint32Array, counts: Record<string, Uint32Array>}} */
export function filters(state, facets, { n, order, timely, there, found, span, spans }) {
  const missed = new Uint8Array(n); // the only filter that an event fails, 255 when it fails more
  const fail = (row, filter) => { missed[row] = missed[row] ? 255 : filter; };
  const range = rangeOf(state);
  for (let row = 0; row < n; row++) {
    if ((there && !there[row]) || (found && !found[row])) missed[row] = 255;
    else if (range && !within(spans, span[row], range)) missed[row] = 255;
  }
  facets.forEach((facet, at) => {
    const wanted = state[facet.name];
    if (!wanted.length) return;
    const chosen = new Uint8Array(facet.ids.length);
    for (const id of wanted) {
      const code = facet.ids.indexOf(id);
      if (code >= 0) chosen[code] = 1;
    }
    for (let row = 0; row < n; row++) if (!any(facet, chosen, row)) fail(row, at + 1);
  });
  const rows = passing(missed);
  const index = rows.length === n ? order : rows.length * MANY > n ? sifted(order, missed, rows.length) : timely(rows);
  const counts = Object.fromEntries(facets.map((facet, at) =>
    [facet.name, count(facet, state[facet.name].length ? passing(missed, at + 1) : rows, n)]));
  return { index, rows, counts };
}

/** The events in time order that fail nothing. */
function sifted(order, missed, size) {
  const index = new Uint32Array(size);
  for (let at = 0, found = 0; at < order.length; at++) if (!missed[order[at]]) index[found++] = order[at];
  return index;
}

/** The events that fail nothing, or one filter alone. @param {Uint8Array} missed @param {number} [filter] */
function passing(missed, filter = 0) {
  const rows = new Uint32Array(missed.length);
  let size = 0;
  for (let row = 0; row < missed.length; row++) if (!missed[row] || missed[row] === filter) rows[size++] = row;
  return rows.subarray(0, size);
}

/** Whether a date may lie in a range; no date does, and one that is open either way always may. */
function within({ from, to }, span, [first, last]) {
  return span > 0 && to[span] > first && from[span] <= last;
}

/** @param {import("./state.js").State} state @returns {[number, number] | null} */
export function rangeOf({ from, to }) {
  const first = parseMoment(from), last = parseMoment(to);
  if ((!first && !last) || (first && last && first[0] > last[1])) return null;
  return [first ? first[0] : -Infinity, last ? last[1] : Infinity];
}

function any({ codes, links }, chosen, row) {
  if (codes) return chosen[codes[row]] === 1;
  for (let at = links.starts[row]; at < links.starts[row + 1]; at++) if (chosen[links.codes[at]]) return true;
  return false;
}

/** How many of some events have each value; of all, the values are counted as they lie. */
function count({ ids, codes, links }, rows, n) {
  const counts = new Uint32Array(ids.length), all = rows.length === n;
  const values = codes ?? links.codes, starts = links?.starts;
  if (all) for (let at = 0; at < values.length; at++) counts[values[at]]++;
  else if (codes) for (let at = 0; at < rows.length; at++) counts[codes[rows[at]]]++;
  else {
    for (let each = 0; each < rows.length; each++) {
      for (let at = starts[rows[each]], end = starts[rows[each] + 1]; at < end; at++) counts[values[at]]++;
    }
  }
  return counts;
}
