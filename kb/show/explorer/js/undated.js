// The lane of events of which no day is known: beside time, since they have no place in it.
import { drawMark } from "./marks.js";
import { paintName } from "./paint.js";
import { number, say } from "./words.js";

const NAMED = 14, SHOWN = 400; // events with their titles, as marks alone; more are counted
const STEP = 17, LINE = 20, GAP = 14, ABOVE = 10;

/** @typedef {{rows: ArrayLike<number>, height: number, head: number, items: {event: number, x: number, y: number, text: string}[],
 *   cells: {family: number, n: number, x: number, y: number, width: number}[]}} Undated */

/** The events of a list in time order that have no date: they stand at its end.
 * @param {import("./timeline.js").Scene} scene @returns {Uint32Array} */
export function undatedOf({ index, spanOf, spans }) {
  let begin = index.length;
  while (begin > 0 && Number.isNaN(spans.mark[spanOf[index[begin - 1]]])) begin--;
  return Uint32Array.from({ length: index.length - begin }, (_, at) => index[begin + at]);
}

/** @param {Uint32Array} rows @param {{scale: import("./axis.js").Scale, inside: boolean,
 *   title: (row: number) => string, measure: (text: string) => number, hues: Uint8Array,
 *   families: number}} what @returns {Undated | null} */
export function arrangeUndated(rows, what) {
  if (!rows.length) return null;
  const head = what.inside ? 17 : 0;
  const { items, cells, lines } = rows.length > SHOWN ? counted(rows, what) : flowing(rows, what);
  return { rows, items, cells, head, height: head + lines * LINE + 10 };
}

function flowing(rows, { scale, title, measure }) {
  const named = rows.length <= NAMED, items = [];
  let x = scale.left + 9, line = 0;
  for (const event of rows) {
    const text = named ? title(event) : "", wide = text ? 18 + measure(text) + GAP : STEP;
    if (x + wide > scale.right + 9 && x > scale.left + 9) [x, line] = [scale.left + 9, line + 1];
    items.push({ event, x, y: (line + .5) * LINE + 5, text });
    x += wide;
  }
  return { items, cells: [], lines: line + 1 };
}

function counted(rows, { scale, hues, families }) {
  const counts = new Uint32Array(families), room = scale.right - scale.left;
  for (const row of rows) counts[hues[row]]++;
  let x = scale.left;
  const cells = [...counts.keys()].filter((at) => counts[at]).map((at) => {
    const width = counts[at] / rows.length * room;
    x += width;
    return { family: at, n: counts[at], x: x - width, y: 5, width };
  });
  return { items: [], cells, lines: 1 };
}

/** @param {import("./paint.js").Brush} brush @param {Undated} undated @param {number} top */
export function paintUndated(brush, undated, top) {
  const { pen, colors, scene, scale, width, spots, measure } = brush;
  pen.fillStyle = colors.band;
  pen.fillRect(0, top, width, undated.height);
  const lane = { name: say("undated_lane"), sum: undated.rows.length, height: undated.height };
  paintName(brush, lane, top);
  for (const { event, x, y, text } of undated.items) {
    const at = top + undated.head + y, color = colors.families[scene.hues[event]];
    drawMark(pen, x, at, 4.4, { status: scene.status(event), flags: scene.flags[event], color, chosen: event === scene.chosen }, colors);
    pen.fillStyle = colors.ink;
    if (text) pen.fillText(text, x + 12, at + 4);
    spots.push({ event, x, y: at, w: 8, h: LINE / 2, left: x - 8, right: text ? x + 12 + measure(text) : x + 8 });
  }
  for (const { family, n, x, y, width: wide } of undated.cells) {
    const at = top + undated.head + y;
    pen.fillStyle = colors.families[family];
    pen.fillRect(x, at, Math.max(wide - 1, 1), LINE);
    pen.fillStyle = colors.paper;
    if (measure(number(n)) + 10 < wide) pen.fillText(number(n), x + 6, at + 14);
    spots.push({ undated: n, x: x + wide / 2, y: at + LINE / 2, w: wide / 2, h: LINE / 2 });
  }
}

export const UNDATED_ABOVE = ABOVE;
