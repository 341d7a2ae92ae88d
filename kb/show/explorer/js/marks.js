// The marks of the timeline: a bar says how sure a date is, a shape what became of the event, its
// fill and ring who stands by it.
import { standingOf, has } from "./data.js";

const OUTLINES = {
  occurred: (p, r) => p.arc(0, 0, r, 0, 2 * Math.PI),
  ongoing: (p, r) => path(p, [[-0.85, -1.1], [1.2, 0], [-0.85, 1.1]], r),
  planned: (p, r) => path(p, [[0, -1.28], [1.28, 0], [0, 1.28], [-1.28, 0]], r),
  postponed: (p, r) => path(p, [[-1.05, -1.1], [1.05, -1.1], [-1.05, 1.1], [1.05, 1.1]], r),
  cancelled: (p, r) => path(p, [[-1.1, -.65], [-.65, -1.1], [0, -.45], [.65, -1.1], [1.1, -.65], [.45, 0],
    [1.1, .65], [.65, 1.1], [0, .45], [-.65, 1.1], [-1.1, .65], [-.45, 0]], r),
};

function path(pen, points, r) {
  points.forEach(([x, y], at) => pen[at ? "lineTo" : "moveTo"](x * r, y * r));
  pen.closePath();
}

/** @typedef {{paper: string, ink: string, muted: string, rule: string, band: string, link: string,
 *   sans: string, dark: boolean, families: string[]}} Colors */

/** Draws the bar of a date. @param {any} pen @param {{left: number, right: number}} bar
 * @param {number} y @param {{color: string, thick: number, sure: [number, number] | null,
 *   about: boolean, hollow: boolean, pieces: [number, number][], open: [boolean, boolean], faint: number}} look */
export function drawBar(pen, { left, right }, y, { color, thick, sure, about, hollow, pieces, open, faint }) {
  const top = y - thick / 2;
  pen.strokeStyle = pen.fillStyle = color;
  for (const [from, to] of pieces.length ? pieces : [[left, right]]) {
    pen.globalAlpha = faint;
    pen.fillRect(from, top, Math.max(to - from, 1), thick);
    if (!sure && !about) hatch(pen, from, to, top, thick);
  }
  if (about) fade(pen, left, right, top, thick, color);
  if (sure) {
    pen.globalAlpha = hollow ? 1 : 0.82;
    pen.lineWidth = 1.3;
    if (hollow) pen.strokeRect(sure[0] + .65, top + .65, Math.max(sure[1] - sure[0] - 1.3, 1), thick - 1.3);
    else pen.fillRect(sure[0], top, Math.max(sure[1] - sure[0], 1), thick);
  }
  pen.globalAlpha = 1;
  if (open[0]) arrow(pen, left, y, thick, -1);
  if (open[1]) arrow(pen, right, y, thick, 1);
}

/** An end that nobody knows: it goes on. */
function arrow(pen, x, y, thick, way) {
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.moveTo(x, y - thick / 2);
  pen.lineTo(x + way * thick, y);
  pen.lineTo(x, y + thick / 2);
  pen.stroke();
}

function hatch(pen, left, right, top, thick) {
  pen.globalAlpha = 0.5;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let x = left; x < right - 2; x += 6) {
    const end = Math.min(x + thick, right);
    pen.moveTo(x, top + thick);
    pen.lineTo(end, top + thick - (end - x));
  }
  pen.stroke();
}

function fade(pen, left, right, top, thick, color) {
  const soft = Math.max(10, (right - left) / 4);
  pen.fillStyle = color;
  for (let slice = 0; slice < 5; slice++) {
    pen.globalAlpha = 0.42 - slice * 0.08;
    const width = soft / 5;
    pen.fillRect(left - (slice + 1) * width, top, width, thick);
    pen.fillRect(right + slice * width, top, width, thick);
  }
  pen.globalAlpha = 0.42;
  pen.fillRect(left, top, right - left, thick);
}

/** Draws the mark of an event. @param {any} pen @param {number} x @param {number} y @param {number} r
 * @param {{status: string, flags: number, color: string, chosen?: boolean}} what
 * @param {Colors} colors */
export function drawMark(pen, x, y, r, { status, flags, color, chosen }, colors) {
  const standing = standingOf(flags);
  pen.save();
  pen.translate(x, y);
  if (chosen) {
    pen.beginPath();
    pen.arc(0, 0, r * 2.5, 0, 2 * Math.PI);
    pen.fillStyle = color;
    pen.globalAlpha = 0.28;
    pen.fill();
    pen.globalAlpha = 1;
  }
  pen.beginPath();
  (OUTLINES[status] ?? OUTLINES.occurred)(pen, r);
  pen.fillStyle = has(flags, "one_sided") || standing === "withdrawn" ? colors.paper : color;
  pen.fill();
  pen.strokeStyle = color;
  pen.lineWidth = 1.6;
  pen.stroke();
  around(pen, r, standing, colors.ink);
  pen.restore();
}

function around(pen, r, standing, ink) {
  if (standing === "agreed" || standing === "one_sided") return;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.25;
  pen.beginPath();
  if (standing === "withdrawn") {
    pen.moveTo(-2 * r, 0);
    pen.lineTo(2 * r, 0);
  } else {
    pen.arc(0, 0, r * 1.75, 0, 2 * Math.PI);
  }
  pen.stroke();
  if (standing !== "denied") return;
  const d = r * 1.24;
  pen.beginPath();
  for (const [x, y] of [[-1, -1], [-1, 1]]) {
    pen.moveTo(x * d, y * d);
    pen.lineTo(-x * d, -y * d);
  }
  pen.stroke();
}
