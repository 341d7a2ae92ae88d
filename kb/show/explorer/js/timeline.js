// The timeline: lanes of bars and marks on a canvas, that one can move through.
import { arrange } from "./arrange.js";
import { toSecond } from "./axis.js";
import { short } from "./dom.js";
import { fit, listen, perFrame } from "./gestures.js";
import { FOOT, LABEL, TOP, paintAxis, paintBand, paintKnown, paintLane } from "./paint.js";
import { UNDATED_ABOVE, arrangeUndated, paintUndated, undatedOf } from "./undated.js";
import { say } from "./words.js";

const NEAREST = 600, FARTHEST = 1e13; // seconds across the drawing
const REST = 700; // milliseconds without a change after which the drawing may shrink
const NARROW = 640; // pixels; below, names of lanes stand within the drawing

/** @typedef {{index: ArrayLike<number>, rows: ArrayLike<number>, lanes: import("./lanes.js").Lanes, spanOf: ArrayLike<number>,
 *   planned: (row: number) => boolean, flags: ArrayLike<number>, spans: import("./spans.js").Spans,
 *   hues: Uint8Array, families: number, status: (row: number) => string,
 *   title: (row: number) => string, weight: (row: number) => number, ghosts: (row: number) => number[], chosen: number,
 *   known: {day: string, end: number} | null, timeless: boolean}} Scene `timeless` where nothing has
 *   any day */

export class Timeline {
  /** @param {HTMLCanvasElement} canvas
   * @param {{range: (from: number, to: number) => void, pick: (row: number) => void, undated: () => void,
 *   lane: (name: string) => void,
   *   hover: (row: number, x: number, y: number, text?: string) => void,
   *   colors: () => import("./marks.js").Colors, room: () => number}} tell */
  constructor(canvas, tell) {
    Object.assign(this, { canvas, tell, from: 0, to: 1, spots: [], widths: new Map() });
    this.soon = perFrame(() => this.draw());
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
    const kept = new Map(), { ghosts } = scene;
    const once = (row) => kept.get(row) ?? kept.set(row, ghosts(row)).get(row);
    this.scene = { ...scene, ghosts: once };
    this.undated = undatedOf(scene);
    this.held = 0;
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
  get inside() { return this.width < NARROW; }

  /** Takes up a new size or new colours. */
  renew() {
    this.wide = undefined;
    this.widths.clear();
    this.soon();
  }

  get scale() {
    return { from: this.from, to: this.to, left: this.inside ? 8 : Math.min(190, this.width * 0.19), right: this.width - 14 };
  }

  draw() {
    if (!this.scene) return;
    this.soon.done();
    this.arrange();
    this.paint(fit(this.canvas, this.width, this.hold(this.height)));
    this.drawn = (this.drawn ?? 0) + 1;
  }

  /** How tall to be: what lies below comes nearer only once one has come to rest. */
  hold(height) {
    clearTimeout(this.resting);
    this.held = Math.max(height, this.held ?? 0);
    if (this.held > height) {
      this.resting = setTimeout(() => {
        this.held = 0;
        this.soon();
      }, REST);
    }
    return this.held;
  }

  arrange() {
    const { scene, scale, inside } = this, measure = (text) => this.measure(text);
    const title = (row, longest = 48) => short(scene.title(row), inside ? Math.min(longest, 34) : longest);
    this.beside = arrangeUndated(this.undated, { ...scene, scale, inside, title, measure });
    const room = this.tell.room() - TOP - FOOT - (this.beside ? this.beside.height + UNDATED_ABOVE : 0);
    this.arranged = arrange({ ...scene, scale, inside, room, title, measure });
    this.foot = TOP + Math.max(this.arranged.height, 60);
    this.height = this.foot + FOOT + (this.beside ? this.beside.height + UNDATED_ABOVE : 0);
  }

  measure(text) {
    let width = this.widths.get(text);
    if (width === undefined) {
      const pen = this.ruler ??= document.createElement("canvas").getContext("2d");
      pen.font = `${LABEL}px ${this.tell.colors().sans}`;
      if (this.widths.size > 20_000) this.widths.clear();
      this.widths.set(text, width = pen.measureText(text).width);
    }
    return width;
  }

  paint(pen) {
    const colors = this.tell.colors(), { scale, scene, width, inside, foot } = this;
    this.spots = [];
    const brush = { pen, colors, scale, scene, width, inside, spots: this.spots, measure: (text) => this.measure(text) };
    pen.font = `${LABEL}px ${colors.sans}`;
    const { lanes, most } = this.arranged;
    lanes.forEach((lane, at) => paintBand(brush, lane, at));
    if (!scene.timeless) paintAxis(brush, foot);
    lanes.forEach((lane) => paintLane(brush, lane, most));
    if (scene.known) paintKnown(brush, scene.known.end, scene.known.day, foot);
    if (this.beside) paintUndated(brush, this.beside, foot + FOOT + UNDATED_ABOVE);
    if (lanes.length || this.beside) return;
    pen.fillStyle = colors.muted;
    pen.textAlign = "center";
    pen.fillText(say("nothing_here"), (scale.left + scale.right) / 2, 34);
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

  /** Where the mark of an event is drawn, for who wants to point at it. @param {number} row */
  placeOf(row) { return this.spots.find((spot) => spot.event === row) ?? null; }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (!spot) return;
    if (spot.undated) this.tell.undated();
    else if (spot.event === undefined && !spot.cell) this.tell.lane(spot.lane);
    else if (spot.cell) {
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
    else if (spot?.undated) this.tell.hover(-1, spot.x, spot.y, say("cell", { n: spot.undated, lane: say("undated_lane") }));
    else this.tell.hover(spot?.event ?? -1, spot ? spot.x : 0, spot ? spot.y : 0);
  }
}
