// The map: where events happened, as finely as that is known; spots that crowd become one count.
import { short } from "./dom.js";
import { Ground } from "./ground.js";
import { paintLabels } from "./labels.js";
import { Plane } from "./plane.js";
import { number, say } from "./words.js";

const KM = 111.32; // of a degree of latitude
const APART = 3; // pixels between two spots that are told apart

export class MapView {
  /** @param {HTMLCanvasElement} canvas @param {import("./data.js").Data} data
   * @param {{colors: () => any, choose: (facet: string, id: string) => void, tip: (...at: any[]) => void}} tell */
  constructor(canvas, data, tell) {
    Object.assign(this, { canvas, data, tell, map: data.meta.map, chosen: [], spots: [] });
    if (!this.map) return;
    this.spotsOf = data.links("map");
    const [, south, , north] = this.map.home, squeeze = Math.cos((south + north) / 2 * Math.PI / 180);
    this.toPlane = (lon, lat) => /** @type {[number, number]} */ ([lon * squeeze, -lat]);
    this.ground = new Ground(this.map, this.toPlane);
    this.plane = new Plane(canvas, {
      least: 0.05, most: 360 * squeeze, home: (plane) => this.home(plane), paint: (pen) => this.paint(pen),
      click: (x, y) => this.click(x, y), hover: (x, y) => this.hover(x, y), leave: () => tell.tip(),
    });
  }

  renew() { this.plane?.renew(); }

  /** Where most events are. */
  home({ width, height }) {
    const [west, south, east, north] = this.map.home;
    const [[left, top], [right, bottom]] = [this.toPlane(west, north), this.toPlane(east, south)];
    return [(left + right) / 2, (top + bottom) / 2, Math.max(right - left, (bottom - top) * width / height) || 1];
  }

  /** @param {ArrayLike<number>} index @param {import("./state.js").State} state
   * @param {import("./data.js").Links} [spots] on which spots events lie */
  show(index, state, spots = this.spotsOf) {
    if (!this.map) return;
    if (spots !== this.spotsOf) this.counts = null;
    this.spotsOf = spots;
    const event = this.data.row(state.event), { starts, codes } = this.spotsOf;
    const own = new Set(event < 0 ? [] : codes.slice(starts[event], starts[event + 1]));
    Object.assign(this, { chosen: state.place, own });
    if (index !== this.index) this.counts = null;
    this.index = index;
    this.plane.soon();
  }

  /** Counted when they are drawn: what nobody looks at costs nothing. */
  count() {
    const counts = new Uint32Array(this.map.spots.length), { starts, codes } = this.spotsOf, { index } = this;
    for (let each = 0; each < index.length; each++) {
      for (let at = starts[index[each]], end = starts[index[each] + 1]; at < end; at++) counts[codes[at]]++;
    }
    return counts;
  }

  paint(pen) {
    if (!this.index) return;
    this.counts ??= this.count();
    const colors = this.tell.colors(), { width, height } = this.plane;
    this.ground.paint(pen, this.plane, colors);
    const all = this.placed();
    this.areas = all.filter((each) => each.ring > each.r + 3).sort((a, b) => b.ring - a.ring);
    this.spots = gathered(all);
    for (const area of this.areas) paintArea(pen, area, width, colors);
    for (const spot of this.spots) paintSpot(pen, spot, colors);
    paintLabels(pen, this.spots.map((each) => ({ ...each, name: short(each.name, 34) })), { width, height, most: 90, colors });
    paintMeasure(pen, this.plane, colors);
    paintBeyond(pen, all, this.plane, colors);
  }

  /** The spots that have events, where they lie on the canvas; those with the most first. */
  placed() {
    const { plane, map, counts } = this;
    return [...counts.keys()].filter((spot) => counts[spot]).map((spot) => {
      const [id, name, lat, lon, radius] = map.spots[spot], [x, y] = plane.at(...this.toPlane(lon, lat)), n = counts[spot];
      return { spot, id, name, x, y, n, r: sized(n), ring: radius / KM * plane.scale, parts: 1, own: this.own.has(spot), strong: this.chosen.includes(id) };
    }).sort((a, b) => b.n - a.n || a.spot - b.spot);
  }

  spotAt(x, y) {
    const near = this.spots.find((each) => Math.hypot(each.x - x, each.y - y) < each.r + 4);
    return near ?? this.areas?.findLast((each) => Math.hypot(each.x - x, each.y - y) < each.ring);
  }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (!spot) return;
    if (spot.parts > 1) this.plane.zoom(0.35, spot.x, spot.y);
    else if (spot.id) this.tell.choose("place", spot.id);
  }

  hover(x, y) {
    const spot = this.spotAt(x, y);
    this.canvas.style.cursor = !spot ? "grab" : spot.parts > 1 ? "zoom-in" : "pointer";
    if (!spot) return this.tell.tip();
    const more = spot.parts > 1 ? say("map_more", { n: spot.parts - 1 }) : "";
    const about = spot.ring > spot.r + 3 ? say("map_area", { n: Math.round(this.map.spots[spot.spot][4]) }) : "";
    return this.tell.tip(this.canvas, spot.x, spot.y, [spot.name, more].filter(Boolean).join(" "), [say("n_events", { n: spot.n }), about].filter(Boolean).join(", "));
  }
}

/** A count as it fits a circle. @param {number} n */
const counted = (n) => (n < 10_000 ? number(n) : say("thousands", { n: Math.round(n / 1000) }));

const sized = (n) => Math.min(2.8 + Math.sqrt(n) * 1.7, 6 + Math.log2(n + 1) * 1.8);

/** Joins spots that would cover each other to the one that has the most events. */
function gathered(spots) {
  const found = [], cells = new Map(), cell = 48;
  for (const spot of spots) {
    const [column, row] = [Math.floor(spot.x / cell), Math.floor(spot.y / cell)];
    let into = null;
    for (let dx = -1; dx <= 1 && !into; dx++) {
      for (let dy = -1; dy <= 1 && !into; dy++) {
        into = cells.get(`${column + dx} ${row + dy}`)?.find((each) => Math.hypot(each.x - spot.x, each.y - spot.y) < each.r + spot.r + APART) ?? null;
      }
    }
    if (into) {
      Object.assign(into, { n: into.n + spot.n, parts: into.parts + 1, own: into.own || spot.own, strong: into.strong || spot.strong });
      into.r = Math.min(sized(into.n), 22);
    } else {
      const made = { ...spot }, key = `${column} ${row}`;
      found.push(made);
      cells.set(key, [...cells.get(key) ?? [], made]);
    }
  }
  const most = found.reduce((most, each) => Math.max(most, each.n), 1);
  for (const each of found) {
    each.r = Math.min(each.r, Math.max(2.8, 2.8 + 18 * Math.sqrt(each.n / most)));
    if (each.parts > 1) each.r = Math.max(each.r, 5 + 3.1 * counted(each.n).length);
  }
  return found.sort((a, b) => b.n - a.n);
}

/** A dashed ring; one that is wider than the view is no shade over all of it. */
function paintArea(pen, { x, y, ring }, width, colors) {
  pen.fillStyle = pen.strokeStyle = colors.link;
  pen.lineWidth = 1.1;
  pen.globalAlpha = 0.055;
  if (2 * ring < width) circle(pen, x, y, ring).fill();
  pen.globalAlpha = 0.55;
  pen.setLineDash([2, 4]);
  circle(pen, x, y, ring).stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** A dot for a place, a hollow one for the middle of an area, a number where several are one. */
function paintSpot(pen, { x, y, r, n, ring, parts, own, strong }, colors) {
  const area = ring > r + 3 && parts === 1;
  pen.lineWidth = 1.3;
  pen.fillStyle = area ? colors.paper : colors.link;
  pen.globalAlpha = area ? 0.8 : 0.86;
  circle(pen, x, y, r).fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = area ? colors.link : colors.paper;
  circle(pen, x, y, r).stroke();
  if (own || strong) {
    pen.strokeStyle = colors.ink;
    pen.lineWidth = 2;
    circle(pen, x, y, r + 3).stroke();
  }
  if (parts < 2) return;
  pen.font = `600 10.5px ${colors.sans}`;
  pen.fillStyle = colors.paper;
  pen.textAlign = "center";
  pen.fillText(counted(n), x, y + 3.8);
  pen.textAlign = "left";
}

/** How many of the places that have events one does not see. */
function paintBeyond(pen, spots, { width, height }, colors) {
  const n = spots.filter(({ x, y }) => x < 0 || y < 0 || x > width || y > height).length;
  if (!n) return;
  pen.font = `11px ${colors.sans}`;
  pen.textAlign = "right";
  pen.lineWidth = 3;
  pen.strokeStyle = colors.paper;
  pen.strokeText(say("map_beyond", { n }), width - 10, height - 11);
  pen.fillStyle = colors.muted;
  pen.fillText(say("map_beyond", { n }), width - 10, height - 11);
  pen.textAlign = "left";
}

/** How many kilometres some pixels are. */
function paintMeasure(pen, { scale, height }, colors) {
  const per = KM / scale;
  const km = [0.1, 0.2, 0.5].flatMap((each) => [1, 10, 100, 1000, 10000].map((by) => each * by)).sort((a, b) => a - b).findLast((each) => each / per < 110);
  if (!km) return;
  const long = km / per, y = height - 12;
  pen.strokeStyle = colors.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [x, up] of [[12, 4], [12, 0], [12 + long, 0], [12 + long, 4]]) pen[x === 12 && up === 4 ? "moveTo" : "lineTo"](x, y - up);
  pen.stroke();
  pen.font = `11px ${colors.sans}`;
  pen.fillStyle = colors.ink;
  pen.fillText(`${number(km)} km`, 16 + long, y + 1);
}

function circle(pen, x, y, r) {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  return pen;
}
