// The network: actors, places and events, where Python has put them; what one points at stands out.
import { short } from "./dom.js";
import { paintLabels } from "./labels.js";
import { Plane } from "./plane.js";
import { say } from "./words.js";

const FLAT = 0.68, UPRIGHT = 1.1; // the height of the whole, as a part of its width: at most so little, so much
const PHONE = 480; // pixels of width below which it stands upright, so that names have room
const FEW = 6, LOW = 220; // nodes that need no more room than so many pixels of height
const NEAR = 0.5; // from here on events have names
const MANY = 300; // lines; where there are more, each is fainter

export class NetworkView {
  /** @param {HTMLCanvasElement} canvas @param {import("./data.js").Data} data
   * @param {{colors: () => any, choose: (facet: string, id: string) => void, pick: (row: number) => void,
   *   tip: (...at: any[]) => void}} tell */
  constructor(canvas, data, tell) {
    Object.assign(this, { canvas, data, tell, network: data.meta.network, spots: [], near: -1, chosen: [] });
    const section = canvas.closest("section");
    const some = this.network?.nodes.some(([kind]) => kind !== "event");
    for (const each of [canvas, section.querySelector(".buttons")]) each.hidden = !some;
    if (!some) {
      section.querySelector(".note").textContent = say("network_none");
      return;
    }
    const codes = (name) => new Map(data.meta[name].map((each, at) => [each[0], at]));
    const at = { place: codes("places"), actor: codes("actors") };
    this.codes = this.network.nodes.map(([kind, key]) => kind === "event" ? data.row(key) : at[kind]?.get(key) ?? -1);
    this.beside = neighbours(this.network);
    this.plane = new Plane(canvas, {
      least: 0.05, most: 5, tall: (width) => (this.network.nodes.length <= FEW ? LOW : width < PHONE ? width * UPRIGHT : undefined),
      home: (plane) => [0, 0, 2.15 * Math.max(1, this.flat(plane) * plane.width / plane.height)],
      paint: (pen) => this.paint(pen), click: (x, y) => this.click(x, y), hover: (x, y) => this.hover(x, y),
      leave: () => this.point(-1),
    });
    section.querySelector(".note")?.append(this.said());
  }

  renew() { this.plane?.renew(); }

  /** How high the whole is, as a part of its width. */
  flat({ width, height } = this.plane) { return Math.min(UPRIGHT, Math.max(FLAT, height / width)); }

  /** What is left out, where something is. */
  said() {
    const { hubs, of, events } = this.network;
    const parts = [hubs < of && say("network_hubs", { n: hubs, of }), !events && this.data.n && say("network_without_events")];
    return parts.filter(Boolean).map((each) => " " + each).join("");
  }

  /** @param {ArrayLike<number>} index @param {import("./state.js").State} state
   * @param {Record<"named" | "actor", import("./data.js").Links>} links where and who */
  show(index, state, links) {
    if (!this.plane) return;
    if (links !== this.links) this.weights = null;
    this.links = links;
    this.chosen = this.network.nodes.map(([kind, key]) => kind === "event" ? state.event === key : Boolean(state[kind]?.includes(key)));
    if (index !== this.index) this.weights = null;
    this.index = index;
    this.plane.soon();
  }

  /** Of how many events that are left each node is part; counted when it is drawn. */
  weigh() {
    const { data, index } = this;
    const counts = {
      place: tally(index, this.links.named, data.meta.places.length), actor: tally(index, this.links.actor, data.meta.actors.length),
      event: new Uint8Array(data.n),
    };
    for (let each = 0; each < index.length; each++) counts.event[index[each]] = 1;
    return this.network.nodes.map(([kind], node) => (this.codes[node] < 0 ? 0 : counts[kind]?.[this.codes[node]] ?? 0));
  }

  paint(pen) {
    if (!this.index) return;
    this.weights ??= this.weigh();
    const colors = this.tell.colors();
    const chosen = this.chosen.lastIndexOf(true);
    this.lit = this.near >= 0 ? this.near : chosen >= 0 && this.network.nodes[chosen][0] === "event" ? chosen : -1;
    this.paintEdges(pen, colors);
    this.paintNodes(pen, colors);
    const named = this.spots.filter(({ kind, node }) => kind !== "event" || this.plane.across < NEAR || node === this.lit)
      .map((each) => ({ ...each, name: short(each.label, 34), strong: each.node === this.lit || this.chosen[each.node] }));
    const first = (each) => (each.strong ? 2e9 : this.stands(each.node) ? 1e9 : 0) + each.n;
    const { width, height } = this.plane;
    paintLabels(pen, named.toSorted((a, b) => first(b) - first(a)), { width, height, most: this.lit < 0 ? 60 : 90, colors });
  }

  /** Whether a node is what one points at or a neighbour of it. */
  stands(node) { return this.lit >= 0 && (node === this.lit || this.beside[this.lit].has(node)); }

  paintEdges(pen, colors) {
    const { nodes, edges } = this.network, flat = this.flat(), points = nodes.map(([, , , x, y]) => this.plane.at(x, y * flat));
    for (const strong of [false, true]) {
      pen.beginPath();
      for (const [from, to] of edges) {
        if (!this.weights[from] || !this.weights[to]) continue;
        if ((from === this.lit || to === this.lit) !== strong) continue;
        pen.moveTo(...points[from]);
        pen.lineTo(...points[to]);
      }
      pen.strokeStyle = strong ? colors.link : colors.muted;
      pen.globalAlpha = strong ? 0.75 : (this.lit < 0 ? 0.15 : 0.07) * Math.min(1, Math.sqrt(MANY / edges.length));
      pen.lineWidth = strong ? 1.3 : 0.8;
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  paintNodes(pen, colors) {
    const { width, height } = this.plane, hubs = this.weights.filter((n, node) => n && this.network.nodes[node][0] !== "event");
    const most = hubs.reduce((a, b) => Math.max(a, b), 1), large = Math.min(14, Math.max(5, Math.sqrt(width * height / (hubs.length + 1)) * 0.3));
    const sized = (n) => Math.min(3 + Math.sqrt(n) * 1.1, 2.6 + (large - 2.6) * Math.sqrt(n / most));
    const flat = this.flat(), hues = { actor: colors.families[0], place: colors.families[1] };
    this.spots = this.network.nodes.flatMap(([kind, key, label, x, y], node) => {
      const n = this.weights[node], [px, py] = this.plane.at(x, y * flat);
      return n ? [{ node, kind, key, label, x: px, y: py, n, r: kind === "event" ? 2.4 : sized(n) }] : [];
    });
    for (const { kind, node, x, y, r } of this.spots) {
      pen.beginPath();
      if (kind === "place") pen.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      else pen.arc(x, y, r, 0, 2 * Math.PI);
      pen.fillStyle = hues[kind] ?? colors.muted;
      pen.globalAlpha = this.lit >= 0 && !this.stands(node) ? 0.22 : kind === "event" ? 0.7 : 1;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = this.chosen[node] || node === this.lit ? colors.ink : colors.paper;
      pen.lineWidth = this.chosen[node] || node === this.lit ? 2.2 : 1;
      pen.stroke();
    }
  }

  spotAt(x, y) {
    let best = null, nearest = Infinity;
    for (const each of this.spots) {
      const away = Math.hypot(each.x - x, each.y - y) - each.r;
      if (away < 5 && away < nearest) [best, nearest] = [each, away];
    }
    return best;
  }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (spot?.kind === "event") this.tell.pick(this.codes[spot.node]);
    else if (spot) this.tell.choose(spot.kind, spot.key);
  }

  hover(x, y) {
    const spot = this.spotAt(x, y);
    this.canvas.style.cursor = spot ? "pointer" : "grab";
    this.point(spot ? spot.node : -1);
    if (spot) this.tell.tip(this.canvas, spot.x, spot.y, short(spot.label, 120), spot.kind === "event" ? "" : say("n_events", { n: spot.n }));
  }

  point(node) {
    if (node < 0) this.tell.tip();
    if (node !== this.near) this.plane.soon();
    this.near = node;
  }
}

function tally(index, { starts, codes }, size) {
  const counts = new Uint32Array(size);
  for (let each = 0; each < index.length; each++) {
    for (let at = starts[index[each]], end = starts[index[each] + 1]; at < end; at++) counts[codes[at]]++;
  }
  return counts;
}

function neighbours({ nodes, edges }) {
  const found = nodes.map(() => new Set());
  for (const [from, to] of edges) {
    found[from].add(to);
    found[to].add(from);
  }
  return found;
}
