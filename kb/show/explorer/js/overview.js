// The strip below the timeline: how many events all of time holds, and which part of it one sees.
import { fit, listen } from "./gestures.js";

export class Overview {
  /** @param {HTMLCanvasElement} canvas @param {(from: number, to: number) => void} move
   * @param {() => import("./marks.js").Colors} colors */
  constructor(canvas, move, colors) {
    Object.assign(this, { canvas, move, colors, extent: [0, 1], view: [0, 1], bins: [] });
    let part = "";
    canvas.addEventListener("pointerdown", (event) => { part = this.partAt(event.offsetX); }, true);
    listen(canvas, {
      pan: (dx) => this.drag(part, dx),
      zoom: () => {},
      wheels: () => false,
      click: (x) => this.centre(x),
      hover: (x) => { canvas.style.cursor = { from: "ew-resize", to: "ew-resize", all: "grab" }[this.partAt(x)] ?? "pointer"; },
      leave: () => {},
    });
  }

  get width() { return this.wide ??= this.canvas.clientWidth || 600; }

  renew() {
    this.wide = undefined;
    this.draw();
  }

  /** @param {ArrayLike<number>} index @param {ArrayLike<number>} spanOf
   * @param {import("./spans.js").Spans} spans @param {[number, number]} extent */
  show(index, spanOf, spans, extent) {
    const bins = new Uint32Array(240), across = extent[1] - extent[0];
    for (let at = 0; at < index.length; at++) {
      const bin = Math.floor((spans.mark[spanOf[index[at]]] - extent[0]) / across * bins.length);
      if (bin >= 0 && bin < bins.length) bins[bin]++;
    }
    Object.assign(this, { bins, extent });
    this.draw();
  }

  /** @param {number} from @param {number} to */
  look(from, to) {
    this.view = [from, to];
    this.draw();
  }

  x(second) { return (second - this.extent[0]) / (this.extent[1] - this.extent[0]) * this.width; }

  draw() {
    const { canvas, bins } = this, width = this.width, height = 44;
    const pen = fit(canvas, width, height), colors = this.colors();
    const most = Math.sqrt(Math.max(1, ...bins)), step = width / (bins.length || 1);
    pen.fillStyle = colors.muted;
    bins.forEach((n, at) => {
      const tall = Math.sqrt(n) / most * (height - 8);
      if (n) pen.fillRect(at * step, height - 1 - Math.max(tall, 1.5), Math.max(step - .6, .8), Math.max(tall, 1.5));
    });
    const [from, to] = this.view.map((second) => Math.max(-2, Math.min(width + 2, this.x(second))));
    pen.fillStyle = colors.paper;
    pen.globalAlpha = 0.72;
    pen.fillRect(0, 0, from, height);
    pen.fillRect(to, 0, width - to, height);
    pen.globalAlpha = 1;
    pen.strokeStyle = colors.link;
    pen.lineWidth = 1.5;
    pen.strokeRect(from + .75, .75, Math.max(to - from - 1.5, 3), height - 1.5);
    pen.fillStyle = colors.link;
    for (const x of [from, to]) pen.fillRect(x - 2, height / 2 - 8, 4, 16);
  }

  partAt(x) {
    const [from, to] = this.view.map((second) => this.x(second));
    if (Math.abs(x - from) < 8) return "from";
    if (Math.abs(x - to) < 8) return "to";
    return x > from && x < to ? "all" : "";
  }

  drag(part, dx) {
    const shift = dx / this.width * (this.extent[1] - this.extent[0]);
    let [from, to] = this.view;
    if (part !== "to") from += shift;
    if (part !== "from") to += shift;
    if (to - from > 600) this.move(from, to);
  }

  centre(x) {
    const [from, to] = this.view;
    const at = this.extent[0] + x / this.width * (this.extent[1] - this.extent[0]);
    this.move(at - (to - from) / 2, at + (to - from) / 2);
  }
}
