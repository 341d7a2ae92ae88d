// The map: where events happened, as finely as that is known, over lines that the page carries.
import { fit, listen, perFrame } from "./gestures.js";
import { say } from "./words.js";

const KM = 111.32; // of a degree of latitude
const LINES = { coast: ["muted", 1, []], lake: ["water", 1, []], river: ["water", 0.9, []], border: ["muted", 0.9, [5, 3]], disputed: ["muted", 0.9, [1.5, 3]] };

export class MapView {
  /** @param {HTMLCanvasElement} canvas @param {import("./data.js").Data} data
   * @param {{colors: () => any, choose: (facet: string, id: string) => void, tip: (...at: any[]) => void}} tell */
  constructor(canvas, data, tell) {
    Object.assign(this, { canvas, tell, map: data.meta.map, index: [], chosen: [], spots: [] });
    canvas.closest("section").hidden = !this.map;
    if (!this.map) return;
    this.spotsOf = data.links("map");
    this.lines = Object.fromEntries(["lines", "fine"].map((part) => [part, Object.entries(this.map[part]).flatMap(([name, lines]) => lines.map((line) => ({ name, ...unfolded(line) })))]));
    this.soon = perFrame(() => this.draw());
    this.home();
    listen(canvas, {
      pan: (dx, dy) => { this.x -= dx / this.zoomed; this.y += dy / this.zoomed; this.soon(); },
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      click: (x, y) => this.click(x, y),
      hover: (x, y) => this.hover(x, y),
      leave: () => tell.tip(),
      again: (x, y) => this.zoom(0.5, x, y),
      wheels: (event) => event.ctrlKey || document.activeElement === canvas,
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
    for (const [id, factor] of [["map-nearer", 0.6], ["map-farther", 1.67]]) document.getElementById(id).addEventListener("click", () => this.zoom(factor));
    document.getElementById("map-home").addEventListener("click", () => { this.home(); this.soon(); });
    new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; if (this.seen) this.soon(); }).observe(canvas);
  }

  /** Looks at the box of the events. */
  home() {
    const [west, south, east, north] = this.map.box;
    [this.x, this.y] = [(west + east) / 2, (south + north) / 2];
    this.squeeze = Math.cos(this.y * Math.PI / 180);
    this.across = Math.max((east - west) * this.squeeze, (north - south) * (this.width / this.height)) || 1;
  }

  get width() { return this.wide ??= this.canvas.clientWidth || 600; }

  renew() {
    this.wide = undefined;
    this.draw();
  }

  get height() { return Math.round(Math.min(460, Math.max(280, this.width * 0.66))); }
  /** Pixels a degree of latitude. */
  get scale() { return this.width / this.across; }
  get zoomed() { return this.scale * this.squeeze; }

  at(lon, lat) {
    return [this.width / 2 + (lon - this.x) * this.squeeze * this.scale, this.height / 2 - (lat - this.y) * this.scale];
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const [dx, dy] = [(x - this.width / 2) / this.scale / this.squeeze, (this.height / 2 - y) / this.scale];
    const across = Math.min(Math.max(this.across * factor, 0.02), 360);
    const by = across / this.across;
    this.x += dx * (1 - by);
    this.y += dy * (1 - by);
    this.across = across;
    this.soon();
  }

  key(event) {
    const step = 60 / this.scale;
    const doing = { ArrowLeft: () => { this.x -= step; }, ArrowRight: () => { this.x += step; }, ArrowUp: () => { this.y += step; },
      ArrowDown: () => { this.y -= step; }, "+": () => this.zoom(0.6), "=": () => this.zoom(0.6), "-": () => this.zoom(1.67), 0: () => this.home() }[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
    this.soon();
  }

  /** @param {ArrayLike<number>} index @param {import("./state.js").State} state */
  show(index, state) {
    if (!this.map) return;
    const counts = new Uint32Array(this.map.spots.length), { starts, codes } = this.spotsOf;
    for (let each = 0; each < index.length; each++) {
      for (let at = starts[index[each]]; at < starts[index[each] + 1]; at++) counts[codes[at]]++;
    }
    Object.assign(this, { counts, chosen: state.place });
    if (this.seen) this.soon();
  }

  draw() {
    if (!this.map || !this.counts || !this.seen) return;
    const pen = fit(this.canvas, this.width, this.height), colors = this.tell.colors();
    pen.lineJoin = "round";
    this.paintLines(pen, this.scale > 40 && this.lines.fine.length ? this.lines.fine : this.lines.lines, colors);
    this.paintSpots(pen, colors);
  }

  paintLines(pen, lines, colors) {
    for (const [name, [color, width, dash]] of Object.entries(LINES)) {
      pen.beginPath();
      for (const line of lines) {
        if (line.name !== name || !this.meets(line)) continue;
        for (let at = 0; at < line.lon.length; at++) {
          const [x, y] = this.at(line.lon[at], line.lat[at]);
          if (at) pen.lineTo(x, y); else pen.moveTo(x, y);
        }
      }
      pen.strokeStyle = colors[color];
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.stroke();
    }
    pen.setLineDash([]);
  }

  meets({ west, east, south, north }) {
    const [left, bottom] = [this.x - this.width / 2 / this.zoomed, this.y - this.height / 2 / this.scale];
    return east >= left && west <= 2 * this.x - left && north >= bottom && south <= 2 * this.y - bottom;
  }

  paintSpots(pen, colors) {
    const hue = colors.link, drawn = [...this.counts.keys()].filter((spot) => this.counts[spot]);
    this.spots = drawn.map((spot) => {
      const [id, name, lat, lon, radius] = this.map.spots[spot], [x, y] = this.at(lon, lat);
      return { spot, id, name, x, y, n: this.counts[spot], r: 2.6 + Math.sqrt(this.counts[spot]) * 1.9, ring: radius / KM * this.scale };
    }).sort((a, b) => b.ring - a.ring || b.r - a.r);
    for (const { id, x, y, r, ring } of this.spots) {
      const chosen = this.chosen.includes(id);
      pen.fillStyle = pen.strokeStyle = hue;
      pen.lineWidth = chosen ? 2.4 : 1.2;
      if (ring > r + 3) {
        pen.globalAlpha = 0.06;
        circle(pen, x, y, ring).fill();
        pen.globalAlpha = 0.6;
        pen.setLineDash([3, 4]);
        circle(pen, x, y, ring).stroke();
        pen.setLineDash([]);
      }
      pen.globalAlpha = ring > r + 3 ? 0.22 : chosen ? 0.95 : 0.62;
      circle(pen, x, y, r).fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = chosen ? colors.ink : ring > r + 3 ? hue : colors.paper;
      circle(pen, x, y, r).stroke();
    }
    this.paintNames(pen, colors);
  }

  /** Names the spots with the most events, as long as no name covers another. */
  paintNames(pen, colors) {
    pen.font = `11.5px ${colors.sans}`;
    pen.lineWidth = 3;
    const taken = [];
    for (const { name, x, y, r } of this.spots.toSorted((a, b) => b.n - a.n).slice(0, 120)) {
      const text = name.slice(0, 40), box = [x + r + 3, y - 7, x + r + 6 + pen.measureText(text).width, y + 7];
      if (x < 0 || y < 0 || box[2] > this.width || y > this.height) continue;
      if (taken.some((each) => box[0] < each[2] && box[2] > each[0] && box[1] < each[3] && box[3] > each[1])) continue;
      taken.push(box);
      pen.strokeStyle = colors.paper;
      pen.strokeText(text, box[0], y + 4);
      pen.fillStyle = colors.ink;
      pen.fillText(text, box[0], y + 4);
    }
  }

  spotAt(x, y) {
    return this.spots.findLast((each) => Math.hypot(each.x - x, each.y - y) < each.r + 4);
  }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (spot?.id) this.tell.choose("place", spot.id);
  }

  hover(x, y) {
    const spot = this.spotAt(x, y);
    this.canvas.style.cursor = spot ? "pointer" : "grab";
    if (spot) this.tell.tip(this.canvas, spot.x, spot.y, spot.name, say("n_events", { n: spot.n }));
    else this.tell.tip();
  }
}

function circle(pen, x, y, r) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  return pen;
}

/** A line out of steps of hundredths of a degree. */
function unfolded(steps) {
  const n = steps.length / 2, lon = new Float32Array(n), lat = new Float32Array(n);
  let x = 0, y = 0, west = 999, east = -999, south = 999, north = -999;
  for (let at = 0; at < n; at++) {
    x += steps[2 * at];
    y += steps[2 * at + 1];
    lon[at] = x / 100;
    lat[at] = y / 100;
    west = Math.min(west, lon[at]);
    east = Math.max(east, lon[at]);
    south = Math.min(south, lat[at]);
    north = Math.max(north, lat[at]);
  }
  return { lon, lat, west, east, south, north };
}
