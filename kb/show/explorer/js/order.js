// Events in time: their order, from when to when they reach, and what of that to open on.
import { FAR } from "./spans.js";
import { DAY, parseMoment } from "./time.js";

const WEEK = 7 * DAY; // to look at, where nothing has a time of day

/** What puts events into time order, the undated last: distinct dates are sorted, once, and events
 * counted into them. */
export function timely(spanOf, spans) {
  const n = spans.mark.length;
  const far = (value) => Number.isNaN(value) ? Infinity : value;
  const ranked = new Uint32Array(n).map((_, at) => at)
    .sort((a, b) => (far(spans.mark[a]) === far(spans.mark[b]) ? spans.to[a] - spans.to[b] || a - b : far(spans.mark[a]) - far(spans.mark[b])));
  const rank = new Uint32Array(n);
  ranked.forEach((span, at) => { rank[span] = at; });
  return (rows) => {
    const starts = new Uint32Array(n + 1), order = new Uint32Array(rows.length);
    for (let each = 0; each < rows.length; each++) starts[rank[spanOf[rows[each]]] + 1]++;
    for (let at = 0; at < n; at++) starts[at + 1] += starts[at];
    for (let each = 0; each < rows.length; each++) order[starts[rank[spanOf[rows[each]]]]++] = rows[each];
    return order;
  };
}

/** From when to when the events reach; nothing when none has a date. */
export function extentOf(rows, spanOf, spans) {
  const there = new Uint8Array(spans.mark.length);
  for (let at = 0; at < rows.length; at++) there[spanOf[rows[at]]] = 1;
  let first = Infinity, last = -Infinity;
  for (let span = 0; span < there.length; span++) {
    const mark = spans.mark[span];
    if (!there[span] || Number.isNaN(mark)) continue;
    first = Math.min(first, mark, Math.abs(spans.from[span]) < FAR ? spans.from[span] : mark);
    last = Math.max(last, mark, Math.abs(spans.to[span]) < FAR ? spans.to[span] : mark);
  }
  if (first > last) return null;
  const pad = Math.max((last - first) / 40, DAY, spans.byDay ? (WEEK - last + first) / 2 : 0);
  return [first - pad, last + pad];
}

/** What to open on: all, unless a few events far off would crowd the many. They stand in time order. */
export function viewOf(index, spanOf, spans, extent) {
  let n = index.length;
  while (n > 0 && Number.isNaN(spans.mark[spanOf[index[n - 1]]])) n--;
  if (n < 20) return extent;
  const aside = Math.floor(n * 0.02), at = (place) => spans.mark[spanOf[index[place]]];
  const low = at(aside), high = at(n - 1 - aside), near = Math.max(high - low, 7 * 86400);
  if (extent[1] - extent[0] <= 1.25 * near) return extent;
  return [Math.max(extent[0], low - near / 12), Math.min(extent[1], high + near / 12)];
}

/** From when to when reports were published, for events of which none has a date.
 * @param {{size: number, at: (place: number) => string}} days @returns {[number, number] | null} */
export function published(days) {
  if (!days.size) return null;
  const [first, last] = [0, days.size - 1].map((at) => parseMoment(days.at(at))?.[0]);
  return first === undefined || last === undefined ? null : [first - DAY, last + 2 * DAY];
}
