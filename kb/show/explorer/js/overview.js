// The strip above the timeline, where it stays in its place however tall that is: how many events all of time holds, and which part of it one sees.
import { ticks, toSecond, toX } from "./axis.js";
import { fit, listen, perFrame } from "./gestures.js";
import { say } from "./words.js";

const HEIGHT = 56, FLOOR = 40; // pixels of the strip, and of its counts
const BINS = 240;
const GRIP = 9; // pixels to either side of an edge from which it can be drawn
const LEAST = 600; // seconds that can be seen at once

export class Overview {
  /** @param {HTMLCanvasElement} canvas @param {(from: number, to: number) => void} move
   * @param {() => import("./marks.js").Colors} colors @param {() => {left: number, right: number}} sides
   * those of the timeline above */
  constructor(canvas, move, colors, sides) {
    Object.assign(this, { canvas, move, colors, sides, extent: [0, 1], view: [0, 1], bins: [] });
    this.soon = perFrame(() => this.draw());
    let part = "", begin = 0;
    canvas.addEventListener("pointerdown", (event) => {
      part = this.partAt(event.offsetX);
      begin = toSecond(this.scale, event.offsetX);
      this.now = begin;
    }, true);
    listen(canvas, {
      pan: (dx) => (part ? this.drag(part, dx) : this.brush(begin, dx)),
      zoom: () => {},
      wheels: () => false,
      click: (x) => this.centre(x),
      hover: (x) => { canvas.style.cursor = { from: "ew-resize", to: "ew-resize", all: "grab" }[this.partAt(x)] ?? "crosshair"; },
      leave: () => {},
    });
  }

  get width() { return this.wide ??= this.canvas.clientWidth || 600; }

  get scale() {
    const { left, right } = this.sides();
    return { from: this.extent[0], to: this.extent[1], left, right };
  }

  renew() {
    this.wide = undefined;
    this.soon();
  }

  /** @param {ArrayLike<number>} rows @param {ArrayLike<number>} spanOf
   * @param {import("./spans.js").Spans} spans @param {[number, number]} extent */
  show(rows, spanOf, spans, extent) {
    const bins = new Uint32Array(BINS + 1), across = extent[1] - extent[0];
    const { mark } = spans, binOf = new Uint8Array(mark.length).fill(BINS);
    for (let span = 0; span < mark.length; span++) {
      const bin = Math.floor((mark[span] - extent[0]) / across * BINS);
      if (bin >= 0 && bin < BINS) binOf[span] = bin;
    }
    for (let at = 0; at < rows.length; at++) bins[binOf[spanOf[rows[at]]]]++;
    bins[BINS] = 0;
    Object.assign(this, { bins, extent });
    this.soon();
  }

  /** @param {number} from @param {number} to */
  look(from, to) {
    this.view = [from, to];
    this.soon();
  }

  draw() {
    const pen = fit(this.canvas, this.width, HEIGHT), colors = this.colors(), { scale } = this;
    pen.font = `11px ${colors.sans}`;
    this.paintCounts(pen, colors, scale);
    this.paintTicks(pen, colors, scale);
    if (scale.left > 80) {
      pen.fillStyle = colors.muted;
      pen.textAlign = "right";
      pen.fillText(say("all_time"), scale.left - 12, FLOOR / 2 + 8);
      pen.textAlign = "left";
    }
    this.paintView(pen, colors, scale);
  }

  paintCounts(pen, colors, { left, right }) {
    const most = Math.sqrt(Math.max(1, ...this.bins)), step = (right - left) / BINS;
    pen.fillStyle = colors.muted;
    this.bins.forEach((n, at) => {
      const tall = Math.max(Math.sqrt(n) / most * (FLOOR - 6), 1.5);
      if (n) pen.fillRect(left + at * step, FLOOR - tall, Math.max(step - .6, .8), tall);
    });
    pen.strokeStyle = colors.rule;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(left, FLOOR + .5);
    pen.lineTo(right, FLOOR + .5);
    pen.stroke();
  }

  paintTicks(pen, colors, scale) {
    const { fine, coarse } = ticks(scale), marks = coarse.length > 1 ? coarse : fine;
    pen.fillStyle = colors.muted;
    let end = scale.left;
    for (const { at, text } of marks) {
      const x = Math.max(toX(scale, at), scale.left), wide = pen.measureText(text).width;
      if (x < end || x + wide > scale.right + 10) continue;
      pen.fillText(text, x, HEIGHT - 4);
      end = x + wide + 8;
    }
  }

  paintView(pen, colors, scale) {
    const [from, to] = this.view.map((second) => Math.max(scale.left, Math.min(scale.right, toX(scale, second))));
    pen.fillStyle = colors.paper;
    pen.globalAlpha = 0.68;
    pen.fillRect(scale.left, 0, from - scale.left, FLOOR);
    pen.fillRect(to, 0, scale.right - to, FLOOR);
    pen.globalAlpha = 0.07;
    pen.fillStyle = colors.link;
    pen.fillRect(from, 0, to - from, FLOOR);
    pen.globalAlpha = 1;
    pen.strokeStyle = colors.link;
    pen.lineWidth = 1.5;
    pen.strokeRect(from + .75, .75, Math.max(to - from - 1.5, 3), FLOOR - 1);
    for (const x of [from, to]) pen.fillRect(x - 2.5, FLOOR / 2 - 9, 5, 18);
  }

  partAt(x) {
    const [from, to] = this.view.map((second) => toX(this.scale, second));
    if (Math.abs(x - from) < GRIP) return "from";
    if (Math.abs(x - to) < GRIP) return "to";
    const whole = this.view[0] <= this.extent[0] && this.view[1] >= this.extent[1];
    return x > from && x < to && !whole ? "all" : "";
  }

  drag(part, dx) {
    const { left, right } = this.scale, shift = dx / (right - left) * (this.extent[1] - this.extent[0]);
    let [from, to] = this.view;
    if (part !== "to") from += shift;
    if (part !== "from") to += shift;
    if (to - from > LEAST) this.move(from, to);
  }

  /** Chooses a part anew: from where one began to where one is. */
  brush(begin, dx) {
    const { left, right } = this.scale;
    this.now += dx / (right - left) * (this.extent[1] - this.extent[0]);
    const [from, to] = [Math.min(begin, this.now), Math.max(begin, this.now)];
    if (to - from > LEAST) this.move(Math.max(from, this.extent[0]), Math.min(to, this.extent[1]));
  }

  centre(x) {
    const [from, to] = this.view, at = toSecond(this.scale, x);
    this.move(at - (to - from) / 2, at + (to - from) / 2);
  }
}
