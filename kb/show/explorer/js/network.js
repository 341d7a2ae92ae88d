// The network: actors, places and events, where Python has put them; what is not chosen fades.
import { short } from "./dom.js";
import { fit, listen, perFrame } from "./gestures.js";
import { say } from "./words.js";

export class NetworkView {
  /** @param {HTMLCanvasElement} canvas @param {import("./data.js").Data} data
   * @param {{colors: () => any, choose: (facet: string, id: string) => void, pick: (row: number) => void,
   *   tip: (...at: any[]) => void}} tell */
  constructor(canvas, data, tell) {
    Object.assign(this, { canvas, data, tell, network: data.meta.network, spots: [] });
    canvas.closest("section").hidden = !this.network?.nodes.length;
    if (!this.network) return;
    const codes = (name) => new Map(data.meta[name].map((each, at) => [each[0], at]));
    const at = { place: codes("places"), actor: codes("actors") };
    this.codes = this.network.nodes.map(([kind, key]) => kind === "event" ? data.row(key) : at[kind]?.get(key) ?? -1);
    this.soon = perFrame(() => this.draw());
    this.home();
    listen(canvas, {
      pan: (dx, dy) => { this.x -= dx / this.scale; this.y -= dy / this.scale; this.soon(); },
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      click: (x, y) => this.click(x, y),
      hover: (x, y) => this.hover(x, y),
      leave: () => { this.near = -1; tell.tip(); this.soon(); },
      again: (x, y) => this.zoom(0.5, x, y),
      wheels: (event) => event.ctrlKey || document.activeElement === canvas,
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
    for (const [id, factor] of [["network-nearer", 0.6], ["network-farther", 1.67]]) document.getElementById(id).addEventListener("click", () => this.zoom(factor));
    document.getElementById("network-home").addEventListener("click", () => { this.home(); this.soon(); });
    new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; if (this.seen) this.soon(); }).observe(canvas);
  }

  home() { Object.assign(this, { x: 0, y: 0, across: 2.2, near: -1 }); }
  get width() { return this.wide ??= this.canvas.clientWidth || 600; }

  renew() {
    this.wide = undefined;
    this.draw();
  }

  get height() { return Math.round(Math.min(460, Math.max(280, this.width * 0.66))); }
  get scale() { return Math.min(this.width, this.height * 1.5) / this.across; }
  at(x, y) { return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 + (y * 0.68 - this.y) * this.scale]; }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const across = Math.min(Math.max(this.across * factor, 0.05), 4), by = 1 - across / this.across;
    this.x += (x - this.width / 2) / this.scale * by;
    this.y += (y - this.height / 2) / this.scale * by;
    this.across = across;
    this.soon();
  }

  key(event) {
    const step = 60 / this.scale;
    const doing = { ArrowLeft: () => { this.x -= step; }, ArrowRight: () => { this.x += step; }, ArrowUp: () => { this.y -= step; },
      ArrowDown: () => { this.y += step; }, "+": () => this.zoom(0.6), "=": () => this.zoom(0.6), "-": () => this.zoom(1.67), 0: () => this.home() }[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
    this.soon();
  }

  /** @param {ArrayLike<number>} index @param {import("./state.js").State} state */
  show(index, state) {
    if (!this.network) return;
    const { data } = this;
    const counts = { place: new Uint32Array(data.meta.places.length), actor: new Uint32Array(data.meta.actors.length), event: new Uint8Array(data.n) };
    const links = { place: data.links("places"), actor: data.links("actors") };
    for (let each = 0; each < index.length; each++) {
      const row = index[each];
      counts.event[row] = 1;
      for (const kind of ["place", "actor"]) {
        const { starts, codes } = links[kind];
        for (let at = starts[row]; at < starts[row + 1]; at++) counts[kind][codes[at]]++;
      }
    }
    this.weights = this.network.nodes.map(([kind], node) => (this.codes[node] < 0 ? 0 : counts[kind]?.[this.codes[node]] ?? 0));
    this.state = state;
    if (this.seen) this.soon();
  }

  draw() {
    if (!this.network || !this.weights || !this.seen) return;
    const pen = fit(this.canvas, this.width, this.height), colors = this.tell.colors();
    this.paintEdges(pen, colors);
    this.paintNodes(pen, colors);
  }

  paintEdges(pen, colors) {
    const { nodes, edges } = this.network;
    for (const strong of [false, true]) {
      pen.beginPath();
      for (const [from, to] of edges) {
        if (!this.weights[from] || !this.weights[to]) continue;
        if ((from === this.near || to === this.near) !== strong) continue;
        pen.moveTo(...this.at(nodes[from][3], nodes[from][4]));
        pen.lineTo(...this.at(nodes[to][3], nodes[to][4]));
      }
      pen.strokeStyle = strong ? colors.link : colors.muted;
      pen.globalAlpha = strong ? 0.8 : 0.16;
      pen.lineWidth = strong ? 1.4 : 0.8;
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  paintNodes(pen, colors) {
    this.spots = this.network.nodes.map(([kind, key, label, x, y], node) => {
      const [px, py] = this.at(x, y), n = this.weights[node];
      return { node, kind, key, label, x: px, y: py, n, r: kind === "event" ? 2.6 : 3 + Math.sqrt(n) * 1.25 };
    }).filter((each) => each.n);
    for (const { kind, key, node, x, y, r } of this.spots) {
      const chosen = kind === "event" ? this.state.event === key : this.state[kind]?.includes(key);
      pen.beginPath();
      if (kind === "place") pen.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
      else pen.arc(x, y, r, 0, 2 * Math.PI);
      pen.fillStyle = { actor: colors.families[0], place: colors.families[1] }[kind] ?? colors.muted;
      pen.globalAlpha = kind === "event" ? 0.7 : 0.88;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = chosen || node === this.near ? colors.ink : colors.paper;
      pen.lineWidth = chosen ? 2.4 : 1;
      pen.stroke();
    }
    this.paintNames(pen, colors);
  }

  paintNames(pen, colors) {
    pen.font = `11.5px ${colors.sans}`;
    pen.lineWidth = 3;
    const taken = [];
    const first = (each) => (each.node === this.near ? 1e9 : each.kind === "event" ? each.n - 1e3 : each.n);
    for (const each of this.spots.toSorted((a, b) => first(b) - first(a)).slice(0, 160)) {
      if (each.kind === "event" && this.across > 0.5 && each.node !== this.near) continue;
      const text = short(each.label, 34), left = each.x + each.r + 3;
      const box = [left, each.y - 7, left + pen.measureText(text).width, each.y + 7];
      if (box[0] < 0 || box[2] > this.width || box[1] < 0 || box[3] > this.height) continue;
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      pen.strokeStyle = colors.paper;
      pen.strokeText(text, left, each.y + 4);
      pen.fillStyle = colors.ink;
      pen.fillText(text, left, each.y + 4);
    }
  }

  spotAt(x, y) {
    return this.spots.findLast((each) => Math.hypot(each.x - x, each.y - y) < each.r + 4);
  }

  click(x, y) {
    const spot = this.spotAt(x, y);
    if (spot?.kind === "event") this.tell.pick(this.codes[spot.node]);
    else if (spot) this.tell.choose(spot.kind, spot.key);
  }

  hover(x, y) {
    const spot = this.spotAt(x, y), node = spot?.node ?? -1;
    this.canvas.style.cursor = spot ? "pointer" : "grab";
    if (node !== this.near) this.soon();
    this.near = node;
    if (spot) this.tell.tip(this.canvas, spot.x, spot.y, short(spot.label, 120), spot.kind === "event" ? "" : say("n_events", { n: spot.n }));
    else this.tell.tip();
  }
}
