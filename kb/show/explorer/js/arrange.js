// Where events stand on the timeline: rows within lanes, or counts where there is no room for rows.
import { DAY, floorTo, stepOf, stepsBetween } from "./time.js";
import { toX } from "./axis.js";
import { HALF, entitle, placesOf } from "./titles.js";

const ROOMY = 21, ROW = 15, TIGHT = 10, PAD = 7; // pixels of a row with titles, without, at least
const LEGIBLE = 13; // pixels of a row below which titles would touch
const CROWD = 34; // pixels of a lane of counts
const HEAD = 17; // pixels above a lane whose name stands within the drawing
export const DRAWN = 1500; // events; no eye tells more apart

/** @typedef {{event: number, row: number, x: number, left: number, right: number, reach: number,
 *   text: string, textX: number, raised: boolean}} Bar `left` and `right` hold all that is drawn, `reach`
 *   the date alone; a title that is `raised` stands on its bar
 * @typedef {{name: string, top: number, head: number, height: number, rowHeight: number, bars: Bar[],
 *   cells: {x: number, width: number, from: number, to: number, parts: Uint32Array, sum: number}[],
 *   sum: number, most: number}} Lane
 * @typedef {{lanes: Lane[], height: number, most: number}} Arrangement */

/** @param {{index: ArrayLike<number>, rows: ArrayLike<number>, lanes: import("./lanes.js").Lanes, spanOf: ArrayLike<number>,
 *   spans: import("./spans.js").Spans, hues: Uint8Array, families: number,
 *   title: (row: number, longest?: number) => string, measure: (text: string) => number,
 *   ghosts: (row: number) => number[], weight: (row: number) => number,
 *   scale: import("./axis.js").Scale, room: number, inside: boolean}} what `inside`: names of lanes
 *   stand within the drawing @returns {Arrangement} */
export function arrange(what) {
  const { lanes } = what, every = visible(what, what.rows);
  const inView = every.length > DRAWN ? every : visible(what, what.index), perLane = laneSizes(lanes, inView);
  const rows = lanes.names.map(() => /** @type {number[]} */ ([]));
  const crowded = perLane.map((n) => Number(n > DRAWN / 4));
  if (inView.length > DRAWN) crowded.fill(1);
  else for (const event of inView) eachLane(lanes, event, (lane) => { if (!crowded[lane]) rows[lane].push(event); });
  return fitted(what, inView, rows, perLane, crowded);
}

/** The events of which something lies in view. A million of them is looked through: what depends on
 * the date alone is worked out once a distinct date. */
function visible({ spanOf, spans, scale }, events) {
  const { mark, from, to } = spans, shown = new Uint8Array(mark.length);
  for (let span = 0; span < shown.length; span++) {
    if (to[span] > scale.from && from[span] < scale.to && !Number.isNaN(mark[span])) shown[span] = 1;
  }
  const found = new Uint32Array(events.length);
  let n = 0;
  for (let at = 0; at < events.length; at++) if (shown[spanOf[events[at]]]) found[n++] = events[at];
  return found.subarray(0, n);
}

function laneSizes({ names, starts, codes }, events) {
  const sizes = new Uint32Array(names.length);
  if (!starts) for (let at = 0; at < events.length; at++) sizes[codes[events[at]]]++;
  else {
    for (let each = 0; each < events.length; each++) {
      for (let at = starts[events[each]], end = starts[events[each] + 1]; at < end; at++) sizes[codes[at]]++;
    }
  }
  return sizes;
}

function eachLane({ starts, codes }, event, tell) {
  if (!starts) tell(codes[event]);
  else for (let at = starts[event]; at < starts[event + 1]; at++) tell(codes[at]);
}

/** Finds the airiest way in which all lanes fit the room. */
function fitted(what, inView, rows, perLane, crowded) {
  const used = [...perLane.keys()].filter((lane) => perLane[lane]), head = what.inside ? HEAD : 0;
  const single = used.reduce((sum, lane) => sum + rows[lane].length, 0);
  const stacked = (roomy) => rows.map((events) => stack(what, events, roomy));
  const tall = (made, lane, row) => (crowded[lane] ? CROWD : Math.max(made[lane].depth, 1) * row) + PAD + head;
  const heightOf = (made, row) => used.reduce((sum, lane) => sum + tall(made, lane, row), 0);
  let roomy = single <= 400 && !crowded.includes(1);
  let made = stacked(roomy), row = ROOMY;
  if (roomy && heightOf(made, ROOMY) > what.room) [roomy, made] = [false, stacked(false)];
  if (!roomy) {
    row = ROW;
    while (row > TIGHT && heightOf(made, row) > what.room) row--;
    const deepest = () => used.filter((lane) => !crowded[lane])
      .sort((a, b) => made[b].depth - made[a].depth)[0];
    while (heightOf(made, row) > what.room && deepest() !== undefined
      && made[deepest()].depth * row > CROWD) crowded[deepest()] = 1;
  }
  if (!roomy) made.forEach(({ bars, depth }, lane) => { if (!crowded[lane]) entitle(bars, depth, row < LEGIBLE, what); });
  const cells = crowded.includes(1) ? counted(what, inView, crowded) : null;
  let top = 0, most = 1;
  const lanes = used.map((lane) => {
    const height = tall(made, lane, row), own = crowded[lane] ? cells(lane) : [];
    const peak = own.reduce((peak, cell) => Math.max(peak, cell.sum), 1);
    most = Math.max(most, peak);
    top += height;
    return {
      name: what.lanes.names[lane], top: top - height, head, height, rowHeight: row, cells: own, most: peak,
      bars: crowded[lane] ? [] : made[lane].bars, sum: perLane[lane],
    };
  });
  return { lanes, height: top, most };
}

/** Puts each event into the first row in which it has room; titles take room where there is some. */
function stack({ spans, spanOf, scale, title, measure, ghosts }, events, roomy) {
  const ends = [], bars = [];
  const clip = (second) => Math.min(Math.max(toX(scale, second), scale.left - 60), scale.right + 60);
  for (const event of events) {
    const span = spanOf[event], x = clip(spans.mark[span]);
    let left = Math.min(clip(spans.from[span]), x - HALF), right = Math.max(clip(spans.to[span]), x + HALF);
    const reach = right;
    for (const other of ghosts(event)) {
      if (Number.isNaN(spans.mark[other])) continue;
      left = Math.min(left, clip(spans.from[other]), clip(spans.mark[other]) - 5);
      right = Math.max(right, clip(spans.to[other]), clip(spans.mark[other]) + 5);
    }
    const bar = { event, row: 0, x, left, right, reach, text: "", textX: 0, raised: false };
    let [begin, end] = [left, right];
    if (roomy) {
      const text = title(event), wide = measure(text), [place] = placesOf(bar, wide, scale);
      if (place) {
        Object.assign(bar, { text, textX: place.at, raised: place.raised });
        [begin, end] = [Math.min(left, place.at - 5), Math.max(right, place.at + wide + 8)];
      }
    }
    while (bar.row < ends.length && ends[bar.row] > begin - 3) bar.row++;
    ends[bar.row] = end;
    bars.push(bar);
  }
  return { bars, depth: ends.length };
}

/** Counts the events of crowded lanes by stretch of time and family. */
function counted({ spans, spanOf, scale, lanes, hues, families }, inView, crowded) {
  const least = spans.byDay ? DAY : 0;
  const step = stepOf(Math.max((scale.to - scale.from) / (scale.right - scale.left) * 7, least));
  const begins = stepsBetween(scale.from, scale.to, step), bins = begins.length;
  const binOf = binsOf(spans.mark, begins, step);
  const counts = new Uint32Array(lanes.names.length * bins * families), { starts, codes } = lanes;
  for (let each = 0; each < inView.length; each++) {
    const event = inView[each], bin = binOf[spanOf[event]];
    if (bin < 0) continue;
    if (!starts) counts[(codes[event] * bins + bin) * families + hues[event]]++;
    else for (let at = starts[event], end = starts[event + 1]; at < end; at++) counts[(codes[at] * bins + bin) * families + hues[event]]++;
  }
  return (lane) => !crowded[lane] ? [] : begins.flatMap((from, bin) => {
    const at = (lane * bins + bin) * families;
    const parts = counts.subarray(at, at + families);
    const sum = parts.reduce((all, each) => all + each, 0);
    if (!sum) return [];
    const to = begins[bin + 1] ?? from + step.seconds;
    const x = toX(scale, from);
    return { x, width: Math.max(toX(scale, to) - x, 2), from, to, parts, sum };
  });
}

/** The stretch in which each distinct date has its mark, -1 for none. */
function binsOf(marks, begins, step) {
  const bins = begins.length, even = step.unit !== "month" && step.unit !== "year", first = floorTo(begins[0], step);
  const found = new Int32Array(marks.length).fill(-1), across = begins[1] - begins[0];
  for (let span = 0; span < marks.length; span++) {
    if (!(marks[span] >= begins[0])) continue;
    const bin = even ? Math.floor((marks[span] - first) / across) : lastBefore(begins, marks[span]);
    if (bin < bins) found[span] = bin;
  }
  return found;
}

/** The last of some ascending numbers that is not above another. */
function lastBefore(numbers, most) {
  let low = 0, high = numbers.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] <= most) low = middle; else high = middle;
  }
  return low;
}
