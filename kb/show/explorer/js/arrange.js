// Where events stand on the timeline: rows within lanes, or counts where there is no room for rows.
import { floorTo, stepOf, stepsBetween } from "./time.js";
import { toX } from "./axis.js";

const ROOMY = 21, ROW = 15, TIGHT = 8, PAD = 9; // pixels of a row with titles, without, at least
const LEGIBLE = 13; // pixels of a row below which titles would touch
const CROWD = 34; // pixels of a lane of counts
export const DRAWN = 1500; // events; no eye tells more apart

/** @typedef {{event: number, row: number, x: number, left: number, right: number, text: string}} Bar
 * @typedef {{name: string, top: number, height: number, rowHeight: number, bars: Bar[],
 *   cells: {x: number, width: number, from: number, to: number, parts: Uint32Array, sum: number}[],
 *   sum: number}} Lane
 * @typedef {{lanes: Lane[], height: number, most: number, roomy: boolean}} Arrangement */

/** @param {{index: ArrayLike<number>, lanes: import("./lanes.js").Lanes, spanOf: ArrayLike<number>,
 *   spans: import("./spans.js").Spans, family: (row: number) => number, families: number,
 *   title: (row: number) => string, measure: (text: string) => number,
 *   scale: import("./axis.js").Scale, room: number}} what @returns {Arrangement} */
export function arrange(what) {
  const { spans, spanOf, index, lanes, scale } = what;
  const inView = [], perLane = new Uint32Array(lanes.names.length);
  let seen = 0;
  for (let at = 0; at < index.length; at++) {
    const event = index[at], span = spanOf[event];
    if (!(spans.to[span] > scale.from && spans.from[span] < scale.to) || Number.isNaN(spans.mark[span])) continue;
    seen++;
    inView.push(event);
    eachLane(lanes, event, (lane) => { perLane[lane]++; });
  }
  const rows = lanes.names.map(() => /** @type {number[]} */ ([]));
  const crowded = perLane.map((n) => Number(n > DRAWN / 4));
  if (seen > DRAWN) crowded.fill(1);
  for (const event of inView) eachLane(lanes, event, (lane) => { if (!crowded[lane]) rows[lane].push(event); });
  return fitted(what, inView, rows, perLane, crowded);
}

export function eachLane({ starts, codes }, event, tell) {
  if (!starts) tell(codes[event]);
  else for (let at = starts[event]; at < starts[event + 1]; at++) tell(codes[at]);
}

/** Finds the airiest way in which all lanes fit the room. */
function fitted(what, inView, rows, perLane, crowded) {
  const used = [...perLane.keys()].filter((lane) => perLane[lane]);
  const single = used.reduce((sum, lane) => sum + rows[lane].length, 0);
  const stacked = (roomy) => rows.map((events) => stack(what, events, roomy));
  const heightOf = (lanes, row) => used.reduce((sum, lane) =>
    sum + (crowded[lane] ? CROWD : Math.max(lanes[lane].depth, 1) * row) + PAD, 0);
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
  if (!roomy && row >= LEGIBLE) for (const { bars, depth } of made) titled(bars, depth, what);
  const cells = crowded.includes(1) ? counted(what, inView, crowded) : null;
  let top = 0, most = 1;
  const lanes = used.map((lane) => {
    const height = (crowded[lane] ? CROWD : Math.max(made[lane].depth, 1) * row) + PAD;
    const own = crowded[lane] ? cells(lane) : [];
    for (const cell of own) most = Math.max(most, cell.sum);
    top += height;
    return {
      name: what.lanes.names[lane], top: top - height, height, rowHeight: row, cells: own,
      bars: crowded[lane] ? [] : made[lane].bars, sum: perLane[lane],
    };
  });
  return { lanes, height: top, most, roomy };
}

/** Puts each event into the first row in which it has room; titles take room where there is some. */
function stack({ spans, spanOf, scale, title, measure }, events, roomy) {
  const ends = [], bars = [];
  for (const event of events) {
    const span = spanOf[event];
    const clip = (second) => Math.min(Math.max(toX(scale, second), scale.left - 60), scale.right + 60);
    const x = clip(spans.mark[span]);
    const left = Math.min(clip(spans.from[span]), x - 8), right = Math.max(clip(spans.to[span]), x + 8);
    const text = roomy ? title(event) : "";
    const end = text ? Math.max(right, x + 12 + measure(text)) : right;
    let row = 0;
    while (row < ends.length && ends[row] > left - 3) row++;
    ends[row] = end;
    bars.push({ event, row, x, left, right, text });
  }
  return { bars, depth: ends.length };
}

/** Gives a title to each bar that has room for it before the next one of its row. */
function titled(bars, depth, { title, measure, scale }) {
  const next = Array(depth).fill(scale.right + 40);
  for (const bar of bars.toReversed()) {
    const room = next[bar.row] - bar.right - 10;
    next[bar.row] = bar.left;
    if (room < 40) continue;
    const text = title(bar.event);
    if (measure(text) <= room) bar.text = text;
  }
}

/** Counts the events of crowded lanes by stretch of time and family. */
function counted({ spans, spanOf, scale, lanes, family, families }, inView, crowded) {
  const step = stepOf((scale.to - scale.from) / (scale.right - scale.left) * 7);
  const begins = stepsBetween(scale.from, scale.to, step);
  const even = step.unit !== "month" && step.unit !== "year";
  const first = floorTo(scale.from, step), bins = begins.length;
  const counts = new Uint32Array(lanes.names.length * bins * families);
  const binOf = (second) => {
    if (even) return Math.floor((second - first) / (begins[1] - begins[0]));
    let low = 0, high = bins;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= second) low = middle; else high = middle;
    }
    return second < begins[0] ? -1 : low;
  };
  for (const event of inView) {
    const bin = binOf(spans.mark[spanOf[event]]);
    if (bin < 0 || bin >= bins) continue;
    const hue = family(event);
    eachLane(lanes, event, (lane) => { if (crowded[lane]) counts[(lane * bins + bin) * families + hue]++; });
  }
  return (lane) => begins.flatMap((from, bin) => {
    const at = (lane * bins + bin) * families;
    const parts = counts.subarray(at, at + families);
    const sum = parts.reduce((all, each) => all + each, 0);
    if (!sum) return [];
    const to = begins[bin + 1] ?? from + step.seconds;
    const x = toX(scale, from);
    return { x, width: Math.max(toX(scale, to) - x, 2), from, to, parts, sum };
  });
}
