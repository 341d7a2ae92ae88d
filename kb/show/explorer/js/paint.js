// Paints what arrange.js has put in its place: lanes with their names, bars, marks, counts.
import { ticks, toX } from "./axis.js";
import { drawBar, drawMark } from "./marks.js";
import { DAY } from "./time.js";
import { dayName, number, say } from "./words.js";

export const FOOT = 42; // pixels of the axis below the lanes
export const TOP = 6;
export const LABEL = 11.5; // pixels of all texts
const MARK = 5, SMALL = 3.1; // pixels from the middle of a mark to its edge
const WIDE = 24; // pixels from which on a day is a stretch in which something was some time
const EDGE = 60; // pixels beyond the drawing to which what lies outside is drawn

/** What painting needs to know.
 * @typedef {{pen: any, colors: import("./marks.js").Colors, scale: import("./axis.js").Scale,
 *   scene: import("./timeline.js").Scene, width: number, inside: boolean,
 *   measure: (text: string) => number, spots: any[]}} Brush */

/** @param {Brush} brush @param {number} second @returns {number} */
function clipped({ scale }, second) {
  return Math.min(Math.max(toX(scale, second), scale.left - EDGE), scale.right + EDGE);
}

/** @param {Brush} brush @param {number} foot where the lanes end */
export function paintAxis(brush, foot) {
  const { pen, colors, scale } = brush, { fine, coarse } = ticks(scale);
  pen.lineWidth = 1;
  for (const [marks, strong] of [[fine, false], [coarse, true]]) {
    pen.strokeStyle = strong ? colors.muted : colors.rule;
    pen.globalAlpha = strong ? 0.55 : 0.7;
    pen.beginPath();
    for (const { at } of marks) {
      const x = Math.round(toX(scale, at)) + 0.5;
      if (x < scale.left || x > scale.right) continue;
      pen.moveTo(x, TOP);
      pen.lineTo(x, foot + (strong ? 34 : 5));
    }
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.textAlign = "left";
  paintTicks(brush, fine, foot + 16, colors.muted, false);
  pen.font = `600 ${LABEL}px ${colors.sans}`;
  paintTicks(brush, coarse, foot + 33, colors.ink, true);
  pen.font = `${LABEL}px ${colors.sans}`;
  pen.strokeStyle = colors.ink;
  pen.beginPath();
  pen.moveTo(scale.left, foot + .5);
  pen.lineTo(scale.right, foot + .5);
  pen.stroke();
}

/** What is coarse stays in view as long as any of its stretch does. */
function paintTicks({ pen, scale, measure }, marks, y, color, stays) {
  pen.fillStyle = color;
  marks.forEach(({ at, text }, place) => {
    const begin = toX(scale, at) + 5;
    const end = place + 1 < marks.length ? toX(scale, marks[place + 1].at) : Infinity;
    const x = stays ? Math.max(begin, scale.left + 2) : begin;
    if (x < scale.left || x + measure(text) > Math.min(end, scale.right + 12)) return;
    pen.fillText(text, x, y);
  });
}

/** Every other lane has a band of its own. @param {Brush} brush @param {import("./arrange.js").Lane} lane
 * @param {number} at */
export function paintBand({ pen, colors, width }, lane, at) {
  if (at % 2) return;
  pen.fillStyle = colors.band;
  pen.fillRect(0, TOP + lane.top, width, lane.height);
}

/** @param {Brush} brush @param {import("./arrange.js").Lane} lane @param {number} most in one count */
export function paintLane(brush, lane, most) {
  const { pen, scale } = brush, top = TOP + lane.top;
  pen.save();
  pen.beginPath();
  pen.rect(scale.left - 2, top, scale.right - scale.left + 16, lane.height);
  pen.clip();
  if (lane.cells.length) paintCells(brush, lane, top, most);
  for (const bar of lane.bars) paintBar(brush, bar, top + lane.head + 3.5 + (bar.row + .5) * lane.rowHeight, lane.rowHeight);
  pen.restore();
  paintName(brush, lane, top);
  brush.spots.push(brush.inside ? { lane: lane.name, x: scale.left + 60, y: top + 9, w: 60, h: 8 }
    : { lane: lane.name, x: scale.left / 2, y: top + lane.height / 2, w: scale.left / 2 - 8, h: lane.height / 2 });
}

/** The name of a lane and how many events are in view, beside it, or where there is no room above it. */
export function paintName({ pen, colors, scale, measure, inside }, { name, sum, height }, top) {
  const count = number(sum), wide = measure(count) + 8;
  pen.textAlign = inside ? "left" : "right";
  if (inside) {
    const shown = cut(name, scale.right - scale.left - wide, measure);
    pen.fillStyle = colors.ink;
    pen.fillText(shown, scale.left, top + 14);
    pen.fillStyle = colors.muted;
    pen.fillText(count, scale.left + measure(shown) + 8, top + 14);
    pen.textAlign = "left";
    return;
  }
  const below = height >= 40, room = scale.left - 18 - (below ? 0 : wide);
  const y = below ? top + 18 : top + height / 2 + 4;
  pen.fillStyle = colors.ink;
  pen.fillText(cut(name, room, measure), scale.left - 12 - (below ? 0 : wide), y);
  pen.fillStyle = colors.muted;
  pen.fillText(count, scale.left - 12, below ? y + 15 : y);
  pen.textAlign = "left";
}

function cut(name, room, measure) {
  let shown = name;
  while (shown.length > 3 && measure(shown) > room) shown = shown.slice(0, -2).trimEnd() + "…";
  return shown;
}

/** Counts: each lane by itself, those with many somewhat taller. */
function paintCells({ pen, colors, spots }, lane, top, most) {
  const floor = top + lane.height - 3;
  const tall = (lane.height - lane.head - 8) * (0.5 + 0.5 * Math.sqrt(lane.most / most));
  for (const cell of lane.cells) {
    const height = Math.max(2, Math.sqrt(cell.sum / lane.most) * tall), width = Math.max(cell.width - 1, 1);
    let y = floor;
    cell.parts.forEach((part, family) => {
      if (!part) return;
      const piece = part / cell.sum * height;
      pen.fillStyle = colors.families[family];
      pen.fillRect(cell.x, y - piece, width, piece);
      y -= piece;
    });
    spots.push({ cell, x: cell.x + width / 2, y: top + lane.height / 2, w: width / 2 + 1, h: lane.height / 2, lane });
  }
}

function paintBar(brush, bar, y, rowHeight) {
  const { pen, colors, scene, spots, measure, scale } = brush, { spans } = scene;
  const span = scene.spanOf[bar.event], color = colors.families[scene.hues[bar.event]];
  const status = scene.status(bar.event), flags = scene.flags[bar.event];
  const hollow = scene.planned(bar.event) || ["planned", "postponed", "cancelled"].includes(status);
  const small = rowHeight < 13, clip = (second) => clipped(brush, second);
  paintGhosts(brush, bar, y);
  const long = spans.to[span] - spans.from[span] > DAY;
  if (long || spans.about[span] & 1 || clip(spans.to[span]) - clip(spans.from[span]) > WIDE) {
    const sure = Number.isNaN(spans.sureFrom[span]) || (!long && spans.to[span] - spans.from[span] === DAY) ? null
      : /** @type {[number, number]} */ ([clip(spans.sureFrom[span]), clip(spans.sureTo[span])]);
    const pieces = (spans.pieces[span] ?? []).map(([a, b]) => [clip(a ?? -Infinity), clip(b === null ? Infinity : b + 1)]);
    drawBar(pen, { left: clip(spans.from[span]), right: clip(spans.to[span]) }, y,
      { color, thick: small ? 4 : 7, sure, about: (spans.about[span] & 1) === 1, hollow, pieces, faint: colors.dark ? 0.34 : 0.17,
        open: [!Number.isFinite(spans.from[span]), !Number.isFinite(spans.to[span])] });
  }
  drawMark(pen, bar.x, y, small ? SMALL : MARK, { status, flags, color, chosen: bar.event === scene.chosen }, colors);
  if (bar.text) paintTitle(brush, bar, y);
  const [left, right] = bar.text ? [Math.min(bar.textX, bar.left), Math.max(bar.textX + measure(bar.text), bar.reach)] : [bar.left, bar.reach];
  spots.push({ event: bar.event, x: Math.max(bar.x, scale.left), y, w: 9, h: rowHeight / 2 + 1, left, right });
}

/** A title beside its mark; one that its bar reaches stands on the bar, so that all of that is seen. */
function paintTitle({ pen, colors, measure }, bar, y) {
  const foot = bar.raised ? y : y + 4;
  if (bar.raised) plate(pen, colors, bar.textX, foot, measure(bar.text), 1);
  pen.fillStyle = colors.ink;
  pen.fillText(bar.text, bar.textX, foot);
}

/** Paper behind a text, so that it can be read on whatever is there. */
function plate(pen, colors, x, y, wide, below = 4) {
  pen.fillStyle = colors.paper;
  pen.globalAlpha = 0.8;
  pen.fillRect(x - 3, y - 11, wide + 6, 11 + below);
  pen.globalAlpha = 1;
}

/** Dates that lost, and plans that were overtaken. */
function paintGhosts(brush, bar, y) {
  const { pen, colors, scene } = brush, { spans } = scene;
  for (const span of scene.ghosts(bar.event)) {
    if (Number.isNaN(spans.mark[span])) continue;
    const x = clipped(brush, spans.mark[span]);
    pen.save();
    pen.strokeStyle = colors.muted;
    pen.lineWidth = 1.1;
    pen.setLineDash([1.5, 3]);
    pen.beginPath();
    pen.moveTo(bar.x, y);
    pen.lineTo(x, y);
    pen.moveTo(clipped(brush, spans.from[span]), y);
    pen.lineTo(clipped(brush, spans.to[span]), y);
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(x, y, 3.2, 0, 2 * Math.PI);
    pen.fillStyle = colors.paper;
    pen.fill();
    pen.stroke();
    pen.restore();
  }
}

/** The day to which one has gone back: what came out later is not known yet. @param {Brush} brush
 * @param {number} second @param {string} day @param {number} lanesEnd */
export function paintKnown({ pen, colors, scale, measure }, second, day, lanesEnd) {
  const x = Math.round(toX(scale, second)) + 0.5;
  if (!(x > scale.left && x < scale.right)) return;
  const text = say("chip_known", { day: dayName(day) }), wide = measure(text);
  const left = x + 5 + wide < scale.right ? x + 5 : x - 5 - wide;
  const meets = ticks(scale).coarse.some((tick) => Math.abs(Math.max(toX(scale, tick.at), scale.left) + 5 - left) < wide + 90);
  const foot = lanesEnd + (meets ? 16 : 33);
  pen.strokeStyle = colors.link;
  pen.lineWidth = 1.5;
  pen.setLineDash([6, 3]);
  pen.beginPath();
  pen.moveTo(x, TOP);
  pen.lineTo(x, foot + 4);
  pen.stroke();
  pen.setLineDash([]);
  plate(pen, colors, left, foot, wide);
  pen.fillStyle = colors.link;
  pen.fillText(text, left, foot);
}
