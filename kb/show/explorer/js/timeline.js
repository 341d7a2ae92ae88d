// The timeline: lanes of bars and marks on a canvas, that one can move through.
import { arrange } from "./arrange.js";
import { ticks, toSecond, toX } from "./axis.js";
import { short } from "./dom.js";
import { fit, listen, perFrame } from "./gestures.js";
import { drawBar, drawMark } from "./marks.js";
import { SvgPen } from "./svg.js";
import { number, say } from "./words.js";

const FOOT = 42, TOP = 6, LABEL = 11.5, MARK = 5;
const NEAREST = 600, FARTHEST = 1e13; // seconds across the drawing

/** @typedef {{index: ArrayLike<number>, lanes: import("./lanes.js").Lanes, spanOf: ArrayLike<number>,
 *   planned: (row: number) => boolean, flags: ArrayLike<number>, spans: import("./spans.js").Spans,
 *   family: (row: number) => number, families: number, status: (row: number) => string,
 *   title: (row: number) => string, ghosts: (row: number) => number[], chosen: number}} Scene */

export class Timeline {
  /** @param {HTMLCanvasElement} canvas
   * @param {{range: (from: number, to: number) => void, pick: (row: number) => void,
   *   hover: (row: number, x: number, y: number, text?: string) => void,
   *   colors: () => import("./marks.js").Colors, room: () => number}} tell */
  constructor(canvas, tell) {
    this.canvas = canvas;
    this.tell = tell;
    this.from = 0;
    this.to = 1;
    this.spots = [];
    this.soon = perFrame(() => this.draw());
    this.widths = new Map();
    listen(canvas, {
      pan: (dx) => this.pan(dx),
      zoom: (factor, x) => this.zoom(factor, x),
      click: (x, y) => this.click(x, y),
      hover: (x, y) => this.hover(x, y),
      leave: () => tell.hover(-1, 0, 0),
      again: (x) => this.zoom(0.4, x),
    });
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.soon();
  }

  /** @param {number} from @param {number} to */
  look(from, to) {
    const across = Math.min(Math.max(to - from, NEAREST), FARTHEST);
    const middle = (from + to) / 2;
    [this.from, this.to] = [middle - across / 2, middle + across / 2];
    this.soon();
  }

  pan(dx) {
    const { left, right } = this.scale;
    const shift = dx / (right - left) * (this.to - this.from);
    this.look(this.from - shift, this.to - shift);
    this.tell.range(this.from, this.to);
  }

  /** @param {number} factor below 1 comes nearer @param {number} [x] what stays where it is */
  zoom(factor, x = (this.scale.left + this.scale.right) / 2) {
    const at = toSecond(this.scale, Math.max(x, this.scale.left));
    const across = (this.to - this.from) * factor;
    if (across < NEAREST && factor < 1) return;
    const share = (at - this.from) / (this.to - this.from);
    this.look(at - across * share, at + across * (1 - share));
    this.tell.range(this.from, this.to);
  }

  /** Pixels across; asked of the page once only, since asking makes it lay everything out. */
  get width() { return this.wide ??= this.canvas.clientWidth || 800; }

  /** Takes up a new size or new colours. */
  renew() {
    this.wide = undefined;
    this.draw();
  }

  get scale() {
    const left = this.width < 640 ? 96 : Math.min(190, this.width * 0.19);
    return { from: this.from, to: this.to, left, right: this.width - 14 };
  }

  draw() {
    if (!this.scene) return;
    this.arranged = this.arrange();
    const height = Math.max(this.arranged.height, 60) + TOP + FOOT;
    const pen = fit(this.canvas, this.width, height);
    this.paint(pen, height);
    this.drawn = (this.drawn ?? 0) + 1;
  }

  arrange() {
    const { title } = this.scene;
    return arrange({
      ...this.scene, scale: this.scale, room: this.tell.room() - TOP - FOOT,
      title: (row) => short(title(row), this.width < 640 ? 24 : 44),
      measure: (text) => this.measure(text),
    });
  }

  measure(text) {
    let width = this.widths.get(text);
    if (width === undefined) {
      const pen = this.canvas.getContext("2d");
      pen.font = `${LABEL}px ${this.tell.colors().sans}`;
      this.widths.set(text, width = pen.measureText(text).width);
    }
    return width;
  }

  /** The drawing as a picture that can be kept. @returns {string} */
  svg() {
    const height = Math.max(this.arranged.height, 60) + TOP + FOOT;
    const pen = new SvgPen(this.width, height);
    pen.fillStyle = this.tell.colors().paper;
    pen.fillRect(0, 0, this.width, height);
    this.paint(pen, height);
    return String(pen);
  }

  paint(pen, height) {
    const colors = this.tell.colors(), { scale } = this;
    this.spots = [];
    pen.font = `${LABEL}px ${colors.sans}`;
    this.paintAxis(pen, height, colors);
    for (const [at, lane] of this.arranged.lanes.entries()) this.paintLane(pen, lane, at, colors);
    if (this.arranged.lanes.length === 0) {
      pen.fillStyle = colors.muted;
      pen.textAlign = "center";
      pen.fillText(say("nothing_here"), (scale.left + scale.right) / 2, 34);
    }
  }

  paintAxis(pen, height, colors) {
    const { scale } = this, { fine, coarse } = ticks(scale);
    const foot = height - FOOT;
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
    this.paintTicks(pen, fine, foot + 16, colors.muted, false);
    pen.font = `600 ${LABEL}px ${colors.sans}`;
    this.paintTicks(pen, coarse, foot + 33, colors.ink, true);
    pen.font = `${LABEL}px ${colors.sans}`;
    pen.strokeStyle = colors.ink;
    pen.beginPath();
    pen.moveTo(scale.left, foot + .5);
    pen.lineTo(scale.right, foot + .5);
    pen.stroke();
  }

  /** What is coarse stays in view as long as any of its stretch does. */
  paintTicks(pen, marks, y, color, stays) {
    const { scale } = this;
    pen.fillStyle = color;
    marks.forEach(({ at, text }, place) => {
      const begin = toX(scale, at) + 5;
      const end = place + 1 < marks.length ? toX(scale, marks[place + 1].at) : Infinity;
      const x = stays ? Math.max(begin, scale.left + 2) : begin;
      if (x < scale.left || x + this.measure(text) > Math.min(end, scale.right + 12)) return;
      pen.fillText(text, x, y);
    });
  }

  paintLane(pen, lane, at, colors) {
    const { scale } = this, top = TOP + lane.top;
    if (at % 2 === 0) {
      pen.fillStyle = colors.band;
      pen.globalAlpha = 0.75;
      pen.fillRect(0, top, this.width, lane.height);
      pen.globalAlpha = 1;
    }
    this.paintName(pen, lane, top, colors);
    pen.save();
    pen.beginPath();
    pen.rect(scale.left - 2, top, scale.right - scale.left + 14, lane.height);
    pen.clip();
    if (lane.cells.length) this.paintCells(pen, lane, top, colors);
    for (const bar of lane.bars) this.paintBar(pen, bar, top + 4.5 + (bar.row + .5) * lane.rowHeight, lane, colors);
    pen.restore();
  }

  paintName(pen, lane, top, colors) {
    const { left } = this.scale;
    pen.textAlign = "right";
    const count = number(lane.sum), room = left - 18;
    const low = lane.height < 30;
    const space = low ? room - this.measure(count) - 8 : room;
    let name = lane.name;
    while (name.length > 3 && this.measure(name) > space) name = name.slice(0, -2).trimEnd() + "…";
    pen.fillStyle = colors.ink;
    pen.fillText(name, left - 12 - (low ? this.measure(count) + 8 : 0), top + Math.min(lane.height / 2 + 4, 18));
    pen.fillStyle = colors.muted;
    pen.fillText(count, left - 12, low ? top + Math.min(lane.height / 2 + 4, 18) : top + 33);
    pen.textAlign = "left";
  }

  paintCells(pen, lane, top, colors) {
    const floor = top + lane.height - 3, tall = lane.height - 8;
    for (const cell of lane.cells) {
      const height = Math.max(2, Math.sqrt(cell.sum / this.arranged.most) * tall);
      let y = floor;
      const width = Math.max(cell.width - 1, 1);
      cell.parts.forEach((part, family) => {
        if (!part) return;
        const piece = part / cell.sum * height;
        pen.fillStyle = colors.families[family];
        pen.fillRect(cell.x, y - piece, width, piece);
        y -= piece;
      });
      this.spots.push({ cell, x: cell.x + width / 2, y: top + lane.height / 2, w: width / 2 + 1, h: lane.height / 2, lane });
    }
  }

  paintBar(pen, bar, y, lane, colors) {
    const { scene } = this, { spans } = scene;
    const span = scene.spanOf[bar.event], color = colors.families[scene.family(bar.event)];
    const status = scene.status(bar.event), flags = scene.flags[bar.event];
    const hollow = scene.planned(bar.event) || ["planned", "postponed", "cancelled"].includes(status);
    const small = lane.rowHeight < 12, clip = (second) => this.clipped(second);
    this.paintGhosts(pen, bar, y, colors);
    if (spans.to[span] - spans.from[span] > 86400 || spans.about[span] & 1) {
      const sure = Number.isNaN(spans.sureFrom[span]) ? null
        : /** @type {[number, number]} */ ([clip(spans.sureFrom[span]), clip(spans.sureTo[span])]);
      const pieces = (spans.pieces[span] ?? []).map(([a, b]) => [clip(a ?? -Infinity), clip(b === null ? Infinity : b + 1)]);
      drawBar(pen, { ...bar, left: clip(spans.from[span]), right: clip(spans.to[span]) }, y,
        { color, thick: small ? 4 : 7, sure, about: (spans.about[span] & 1) === 1, hollow, pieces });
    }
    drawMark(pen, bar.x, y, small ? 3.2 : MARK, { status, flags, color, chosen: bar.event === scene.chosen }, colors);
    if (bar.text) {
      pen.fillStyle = colors.ink;
      const beside = this.arranged.roomy ? Math.max(bar.right, bar.x + 8) : Math.max(bar.right, bar.x + 8);
      pen.fillText(bar.text, beside + 5, y + 4);
    }
    this.spots.push({ event: bar.event, x: bar.x, y, w: 9, h: lane.rowHeight / 2 + 1,
      left: bar.left, right: bar.text ? Math.max(bar.right, bar.x + 8) + 5 + this.measure(bar.text) : bar.right });
  }

  /** Dates that lost, and plans that were overtaken. */
  paintGhosts(pen, bar, y, colors) {
    const { scene } = this, { spans } = scene;
    for (const span of scene.ghosts(bar.event)) {
      if (Number.isNaN(spans.mark[span])) continue;
      const x = this.clipped(spans.mark[span]);
      pen.save();
      pen.strokeStyle = colors.muted;
      pen.lineWidth = 1.1;
      pen.setLineDash([1.5, 3]);
      pen.beginPath();
      pen.moveTo(bar.x, y);
      pen.lineTo(x, y);
      pen.moveTo(this.clipped(spans.from[span]), y);
      pen.lineTo(this.clipped(spans.to[span]), y);
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

  clipped(second) {
    const { scale } = this;
    return Math.min(Math.max(toX(scale, second), scale.left - 60), scale.right + 60);
  }

  spotAt(x, y) {
    let best = null, distance = Infinity;
    for (const spot of this.spots) {
      if (Math.abs(spot.y - y) > spot.h) continue;
      const inside = spot.left === undefined ? Math.abs(spot.x - x) <= spot.w
        : x >= Math.min(spot.left, spot.x - 9) - 2 && x <= Math.max(spot.right, spot.x + 9) + 2;
      const d = Math.abs(spot.x - x) + Math.abs(spot.y - y);
      if (inside && d < distance) [best, distance] = [spot, d];
    }
    return best;
  }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (!spot) return;
    if (spot.cell) {
      const across = spot.cell.to - spot.cell.from;
      this.look(spot.cell.from - across * 2, spot.cell.to + across * 2);
      this.tell.range(this.from, this.to);
    } else {
      this.tell.pick(spot.event);
    }
  }

  hover(x, y) {
    const spot = this.spotAt(x, y);
    this.canvas.style.cursor = spot ? "pointer" : "grab";
    if (spot?.cell) this.tell.hover(-1, spot.x, spot.y, say("cell", { n: spot.cell.sum, lane: spot.lane.name }));
    else this.tell.hover(spot ? spot.event : -1, spot ? spot.x : 0, spot ? spot.y : 0);
  }
}

