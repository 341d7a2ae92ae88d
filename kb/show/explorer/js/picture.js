// The timeline as a picture that stands by itself: below its title, above what its marks mean.
import { byId, short } from "./dom.js";
import { drawBar, drawMark } from "./marks.js";
import { SvgPen } from "./svg.js";

const EDGE = 18, HEAD = 58, LINE = 20, GAP = 20; // pixels around it, of its head, of a line of its key, between two
const SHARP = 2; // pixels of a PNG for each of the screen's
const FLAGS = [0, 4, 1, 2, 8]; // of the standings, in the order of the key
const STATUSES = ["occurred", "ongoing", "planned", "postponed", "cancelled"];

/** @param {any} explorer @returns {string} */
export function svgOf(explorer) {
  const { width, height } = sizeOf(explorer), pen = new SvgPen(width, height);
  paint(pen, explorer);
  return String(pen);
}

/** @param {any} explorer @returns {Promise<Blob>} */
export function pngOf(explorer) {
  const { width, height } = sizeOf(explorer), canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
  const pen = canvas.getContext("2d");
  pen.scale(SHARP, SHARP);
  paint(pen, explorer);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob), "image/png"));
}

function sizeOf({ timeline }) {
  const { width, height } = timeline, lines = keyOf(timeline).length;
  return { width: Math.round(width + 2 * EDGE), height: Math.round(HEAD + height + 12 + lines * LINE + EDGE) };
}

function paint(pen, explorer) {
  const { timeline, colors, data } = explorer, { width, height } = sizeOf(explorer);
  pen.fillStyle = colors.paper;
  pen.fillRect(0, 0, width, height);
  pen.textAlign = "left";
  pen.font = `700 20px ${colors.serif}`;
  pen.fillStyle = colors.ink;
  pen.fillText(short(data.meta.title, Math.floor(timeline.width / 10)), EDGE, 29);
  pen.font = `12px ${colors.sans}`;
  pen.fillStyle = colors.muted;
  pen.fillText(short(told(explorer), Math.floor(timeline.width / 6)), EDGE, 47);
  pen.save();
  pen.translate(EDGE, HEAD);
  timeline.paint(pen);
  pen.translate(0, timeline.height + 12);
  pen.font = `11.5px ${colors.sans}`;
  keyOf(timeline).forEach((line, at) => line.forEach((item) => paintItem(pen, item, at * LINE + LINE / 2, colors)));
  pen.restore();
}

/** What is chosen, and of which data. */
function told({ data: { meta } }) {
  const chips = [...byId("chips").querySelectorAll("span[dir]")].map((each) => each.textContent);
  return [byId("chosen").textContent, ...chips, meta.version, meta.date, meta.licence].filter(Boolean).join(" · ");
}

/** What the key of the page says, in lines that fit: each item of a kind, by its place among those. */
function keyOf(timeline) {
  const lines = [];
  [...document.querySelectorAll(".key ul")].forEach((list, kind) => {
    let x = Infinity;
    [...list.children].forEach((each, at) => {
      const text = each.textContent.trim(), icon = [11, 18, 18, 38][kind], wide = icon + 6 + timeline.measure(text);
      if (x + wide > timeline.width) {
        lines.push([]);
        x = 0;
      }
      lines.at(-1).push({ kind, at, icon, text, x, swatch: each.querySelector(".swatch")?.className.match(/f(\d+)/)?.[1] });
      x += wide + GAP;
    });
  });
  return lines;
}

function paintItem(pen, { kind, at, icon, text, x, swatch }, y, colors) {
  const color = colors.muted, middle = x + icon / 2;
  if (kind === 0) {
    pen.fillStyle = colors.families[swatch];
    pen.fillRect(x, y - 5.5, 11, 11);
  } else if (kind === 1) {
    drawMark(pen, middle, y, 4.6, { status: STATUSES[at], flags: 0, color }, colors);
  } else if (kind === 2) {
    drawMark(pen, middle, y, 4.6, { status: "occurred", flags: FLAGS[at], color }, colors);
  } else if (at < 4) {
    const sure = at === 0 || at === 3 ? [x, x + 34] : null;
    const soft = at === 2 ? 10 : 0;
    drawBar(pen, { left: x + soft, right: x + 34 - soft }, y, { color, thick: 8, sure, about: at === 2, hollow: at === 3, pieces: [], open: [false, false], faint: 0.17 });
  } else {
    paintGhost(pen, x, y, color, colors.paper);
  }
  pen.fillStyle = colors.muted;
  pen.fillText(text, x + icon + 6, y + 4);
}

function paintGhost(pen, x, y, color, paper) {
  pen.strokeStyle = color;
  pen.lineWidth = 1.1;
  pen.setLineDash([1.5, 3]);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 34, y);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x + 17, y, 3.4, 0, 2 * Math.PI);
  pen.fillStyle = paper;
  pen.fill();
  pen.stroke();
}
