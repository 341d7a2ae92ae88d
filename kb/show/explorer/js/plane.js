// A drawing on a plane that one can move over: by hand, wheel, fingers, keys and buttons.
import { fit, listen, perFrame } from "./gestures.js";

const KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
const NEARER = 0.6;

export class Plane {
  /** @param {HTMLCanvasElement} canvas its buttons are called like it: `map-nearer`
   * @param {{paint: (pen: any) => void, home: (plane: Plane) => [number, number, number],
   *   least: number, most: number, click: (x: number, y: number) => void,
   *   hover: (x: number, y: number) => void, leave: () => void, tall?: (width: number) => number | undefined}} view
   * `home` gives the middle of the whole and how much lies across, `tall` the height where it is another */
  constructor(canvas, view) {
    Object.assign(this, { canvas, view, seen: false });
    this.soon = perFrame(() => this.draw());
    [this.x, this.y, this.across] = view.home(this);
    listen(canvas, {
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      click: view.click, hover: view.hover, leave: view.leave,
      again: (x, y) => this.zoom(NEARER, x, y),
      wheels: (event) => event.ctrlKey || event.metaKey || document.activeElement === canvas,
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
    const buttons = { nearer: () => this.zoom(NEARER), farther: () => this.zoom(1 / NEARER), home: () => this.home() };
    for (const [name, run] of Object.entries(buttons)) {
      document.getElementById(`${canvas.id}-${name}`)?.addEventListener("click", run);
    }
    new IntersectionObserver(([entry]) => {
      this.seen = entry.isIntersecting;
      if (this.seen) this.soon();
    }).observe(canvas);
  }

  get width() { return this.wide ??= this.canvas.clientWidth || 600; }
  get height() { return Math.round(this.view.tall?.(this.width) ?? Math.min(460, Math.max(280, this.width * 0.66))); }
  /** Pixels a unit. */
  get scale() { return this.width / this.across; }

  /** Takes up a new size or new colours. */
  renew() {
    this.wide = undefined;
    this.soon();
  }

  draw() {
    this.soon.done();
    if (this.seen) this.view.paint(fit(this.canvas, this.width, this.height));
  }

  /** Where a point of the plane lies on the canvas. */
  at(x, y) { return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 + (y - this.y) * this.scale]; }

  home() {
    [this.x, this.y, this.across] = this.view.home(this);
    this.soon();
  }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.soon();
  }

  /** @param {number} factor below 1 comes nearer @param {number} [x] what stays @param {number} [y] */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const across = Math.min(Math.max(this.across * factor, this.view.least), this.view.most);
    const by = (1 - across / this.across) / this.scale;
    this.x += (x - this.width / 2) * by;
    this.y += (y - this.height / 2) * by;
    this.across = across;
    this.soon();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const doing = KEYS[event.key] ? () => this.pan(...KEYS[event.key])
      : { "+": () => this.zoom(NEARER), "=": () => this.zoom(NEARER), "-": () => this.zoom(1 / NEARER), 0: () => this.home() }[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
  }
}
