// The page: opens its data, keeps what is asked for, and lets every view draw what is left.
import { ghostsOf, whenOf } from "./account.js";
import { Data } from "./data.js";
import { byId, short } from "./dom.js";
import { offer } from "./takeaway.js";
import { Facets } from "./facets.js";
import { facetsOf, filters, rangeOf } from "./filters.js";
import { afterFrame, perFrame, whenSeen } from "./gestures.js";
import { changesSince, coded, knownBy } from "./known.js";
import { lanesOf, nameOf } from "./lanes.js";
import { MapView } from "./map.js";
import { NetworkView } from "./network.js";
import { Overview } from "./overview.js";
import { showPanel, titleOf } from "./panel.js";
import { linksBy, outBy } from "./past.js";
import { Search } from "./search.js";
import { FAR, readSpans } from "./spans.js";
import { FACETS, blank, keep } from "./state.js";
import { summarize } from "./summary.js";
import { Table } from "./table.js";
import { isoOf, parseMoment } from "./time.js";
import { Timeline } from "./timeline.js";
import { inflate, readPack } from "./unpack.js";
import { Votes } from "./votes.js";
import { say, speak } from "./words.js";

const NARROW = ["q", "from", "to", "known", ...FACETS]; // what changes which events are left

const NARROWEST = 860; // pixels of width up to which the filters stand folded above the views

class Explorer {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    this.spans = readSpans(data.pack);
    this.search = new Search(data);
    this.days = data.pack.lines("history.days");
    this.kindFamily = (names) => Uint8Array.from(names, (kind) => data.meta.kinds[kind]?.[1] ?? 0);
    this.stale = new Set();
    this.rest = afterFrame(() => this.follow());
    this.tabulate = whenSeen(byId("events"), () => this.table.show(this.world, this.index, this.store.state.sort, this.chosen));
    this.vote = whenSeen(byId("votes-section"), () => this.votes.show(this.world, this.index, this.store.state, this.chosen));
    this.store = keep(data.meta, (state, changed) => this.update(state, changed));
    const pick = (row) => this.pick(row);
    const family = (row) => this.family(row);
    this.timeline = new Timeline(byId("timeline"), {
      range: (from, to) => this.moved(from, to), pick, hover: (...spot) => this.hover(...spot),
      colors: () => this.colors, room: () => Math.min(900, Math.max(480, innerHeight * 0.86)),
      undated: () => this.toggle("dating", "none"), lane: (name) => this.chooseLane(name),
    });
    this.overview = new Overview(byId("overview"), (from, to) => {
      this.timeline.look(from, to);
      this.moved(from, to);
    }, () => this.colors, () => this.timeline.scale);
    this.facets = new Facets(byId("facets"), (facet, values) => this.store.set({ [facet]: values }));
    this.table = new Table(byId("table"), { pick, family, sort: (sort) => this.store.set({ sort }) });
    this.votes = new Votes({ pick, choose: (votes) => this.store.set({ votes }) });
    const choose = (facet, id) => this.toggle(facet, id);
    const view = { colors: () => this.colors, choose, tip: (...at) => this.tip(...at) };
    this.map = new MapView(byId("map"), data, view);
    this.network = new NetworkView(byId("network"), data, { ...view, pick });
  }

  start() {
    this.paint();
    this.controls();
    if (innerWidth <= NARROWEST) byId("side").open = false;
    byId("tip").setAttribute("aria-hidden", "true");
    this.update(this.store.state, new Set(["known", "lanes", "at", "event", "sort", ...NARROW]));
    this.timeline.draw();
  }

  /** Draws anew what a change of what is asked for touches. */
  update(state, told) {
    const changed = new Set(told), any = (...names) => names.some((name) => changed.has(name));
    if (any("known")) this.know(state.known);
    if (any("known", "q")) this.seek(state, changed);
    if (any("known", "lanes")) this.lanes = lanesOf(state.lanes, this.data, this.facetList);
    if (any(...NARROW)) this.narrow(state);
    this.chosen = this.data.row(state.event);
    if (any("at") || (any(...NARROW) && !this.placed)) this.look(state);
    if (any("known", "lanes", "event", ...NARROW)) this.scene();
    if (any("event", "known")) this.panel();
    summarize(this, state);
    for (const name of changed) this.stale.add(name);
    this.rest();
    this.told();
  }

  /** Draws what one looks at second: at first once the timeline stands, then in one frame with it. */
  follow() {
    const { state } = this.store, changed = this.stale, first = !document.documentElement.dataset.drawn;
    const any = (...names) => names.some((name) => changed.has(name));
    this.stale = new Set();
    if (any(...NARROW)) this.facets.show(this.data, this.facetList, this.counts, state);
    if (any("sort", ...NARROW)) this.tabulate(first || any("sort"));
    else if (any("event")) this.table.mark(this.chosen);
    if (any("event", "votes", ...NARROW)) this.vote(first || any("event", "votes"));
    if (any("event", ...NARROW)) {
      this.map.show(this.rows, state);
      this.network.show(this.rows, state);
    }
    if (first) this.rest = perFrame(() => this.follow());
    document.documentElement.dataset.drawn = "yes";
    this.search.warm();
  }

  /** Takes up what was known by a day; all that is known for no day. */
  know(day) {
    const all = this.days.size ? this.days.all() : [];
    const at = day ? all.findLastIndex((each) => each <= day) : -1;
    const known = this.known = knownBy(this.data, day && at < 0 ? 0 : at, day);
    const { data, spans } = this;
    this.world = { data, spans, known };
    this.changes = changesSince(data, known);
    const out = outBy(data, known), links = linksBy(data, known, out);
    this.search.restrict(out, links);
    this.facetList = facetsOf(data, spans, known, links);
    const { names } = coded(data, "kind");
    this.familyOf = this.kindFamily(names);
    const kinds = known.codes("kind");
    this.hues = new Uint8Array(data.n);
    for (let row = 0; row < data.n; row++) this.hues[row] = this.familyOf[kinds[row]];
    const spanOf = this.spanOf = new Uint32Array(known.span), { mark } = spans;
    for (let row = 0; row < data.n && known.day < 0; row++) {
      if (Number.isNaN(mark[spanOf[row]])) spanOf[row] = data.plan[row];
    }
    this.timely = timely(spanOf, spans);
    this.order = this.timely(new Uint32Array(data.n).map((_, row) => row));
  }

  /** Searches; where that finds what it did before, as many letters do, nothing has changed. */
  seek(state, changed) {
    const found = this.search.find(state.q);
    if (found === this.found && !changed.has("known")) changed.delete("q");
    this.found = found;
  }

  narrow(state) {
    const { data, known, order, spans, found, timely } = this;
    Object.assign(this, filters(state, this.facetList, { n: data.n, order, timely, there: known.there, found, span: known.span, spans }));
    this.extent = extentOf(this.rows, this.spanOf, this.spans) ?? this.extent ?? [0, 86400];
  }

  /** Moves the timeline to where the address says, else to where most of the events are. */
  look(state) {
    const [from, to] = state.at.split("..").map((each) => parseMoment(each)?.[0]);
    const opening = () => rangeOf(state)?.every(Number.isFinite) ? rangeOf(state) : viewOf(this.index, this.spanOf, this.spans, this.extent);
    const view = to > from ? [from, to] : opening();
    this.placed = to > from;
    this.timeline.look(view[0], view[1]);
    this.overview.look(view[0], view[1]);
  }

  scene() {
    const { data, spans, known, index, rows, lanes, spanOf } = this;
    this.timeline.show({
      index, rows, lanes, spanOf, spans, flags: known.flags, chosen: this.chosen, families: data.meta.families.length,
      planned: (row) => !known.span[row], hues: this.hues,
      status: (row) => known.text("status", row), title: (row) => titleOf(this.world, row),
      ghosts: (row) => ghostsOf(this.world, row),
      known: known.day < 0 ? null : { day: known.until, end: parseMoment(known.until)[1] },
    });
    this.overview.show(rows, spanOf, spans, this.extent);
  }

  family(row) { return this.hues[row]; }

  moved(from, to) {
    this.placed = true;
    this.overview.look(from, to);
    this.store.set({ at: `${isoOf(from)}..${isoOf(to)}` }, { soon: true });
  }

  toggle(facet, id) {
    const now = this.store.state[facet];
    this.store.set({ [facet]: now.includes(id) ? now.filter((each) => each !== id) : [...now, id] });
  }

  /** Leaves the events of a lane alone; one that gathers several says nothing. @param {string} name */
  chooseLane(name) {
    const { data, store: { state: { lanes } } } = this, { ids } = this.facetList.find((each) => each.name === lanes);
    const id = ids.find((each) => each && nameOf(lanes, each, data) === name);
    if (id) this.toggle(lanes, id);
  }

  /** @param {number} row of the event to open, -1 to close */
  pick(row) {
    this.before ??= document.activeElement;
    this.store.set({ event: row < 0 ? "" : this.data.id(row) });
    if (row < 0) {
      (this.before?.isConnected ? this.before : byId("timeline")).focus();
      this.before = null;
    } else if (document.activeElement !== byId("timeline")) {
      byId("panel-heading")?.focus({ preventScroll: true });
    }
  }

  panel() {
    const place = byId("panel");
    document.documentElement.classList.toggle("open", this.chosen >= 0);
    place.hidden = this.chosen < 0;
    if (this.chosen < 0) return place.replaceChildren();
    showPanel(place, this.world, this.chosen, {
      pick: (row) => this.pick(row), close: () => this.pick(-1), family: (row) => this.family(row),
      neighbours: [this.beside(-1), this.beside(1)], votes: () => byId("votes-heading").focus(),
    });
    place.scrollTop = 0;
    return undefined;
  }

  /** The event before or after the chosen one in time, -1 where there is none. */
  beside(step) {
    const at = this.index.indexOf(this.chosen);
    if (at < 0) return this.index.length ? this.index[step > 0 ? 0 : this.index.length - 1] : -1;
    return this.index[at + step] ?? -1;
  }

  /** Goes to the event before or after, and keeps it in view. */
  step(step) {
    const row = this.beside(step);
    if (row < 0) return;
    const at = this.spans.mark[this.spanOf[row]], { from, to } = this.timeline;
    if (at < from || at > to) {
      this.timeline.look(at - (to - from) / 2, at + (to - from) / 2);
      this.moved(this.timeline.from, this.timeline.to);
    }
    this.pick(row);
    byId("live").textContent = `${titleOf(this.world, row)}. ${whenOf(this.world, row)}`;
  }

  hover(row, x, y, text) {
    if (row < 0 && !text) return this.tip();
    return this.tip(byId("timeline"), x, y, text ?? short(titleOf(this.world, row), 140), text ? "" : whenOf(this.world, row));
  }

  tip(canvas, x, y, title, more = "") {
    const tip = byId("tip");
    tip.hidden = !canvas;
    if (!canvas) return;
    tip.firstElementChild.textContent = title;
    tip.lastElementChild.textContent = more;
    const box = canvas.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + x - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = box.top + y - tip.offsetHeight - 14;
    tip.style.transform = `translate(${left}px, ${above > 4 ? above : box.top + y + 18}px)`;
  }

  paint() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue("--" + name).trim();
    this.colors = Object.fromEntries(["paper", "ink", "muted", "rule", "band", "link", "sans", "land", "sea", "shore", "water"].map((name) => [name, value(name)]));
    this.colors.dark = matchMedia("screen and (prefers-color-scheme: dark)").matches;
    this.colors.families = this.data.meta.families.map((each) => each[1]);
  }

  redraw() {
    this.paint();
    for (const view of [this.timeline, this.overview, this.map, this.network]) view.renew();
  }

  controls() {
    const { store, timeline } = this;
    const on = (id, event, run) => byId(id).addEventListener(event, run);
    on("search", "input", (event) => store.set({ q: event.target.value }, { soon: true }));
    on("lanes", "change", (event) => store.set({ lanes: event.target.value }));
    on("known", "input", (event) => {
      const at = Number(event.target.value);
      store.set({ known: at >= this.days.size ? "" : this.days.at(at) }, { soon: true });
    });
    for (const name of ["from", "to"]) {
      on(name, "change", (event) => store.set({ [name]: event.target.value.trim() }));
    }
    on("in-view", "click", () => store.set({ from: isoOf(timeline.from).split("T")[0], to: isoOf(timeline.to).split("T")[0] }));
    on("reset", "click", () => store.set({ ...blank(this.data.meta), event: store.state.event }));
    on("nearer", "click", () => timeline.zoom(0.5));
    on("farther", "click", () => timeline.zoom(2));
    on("whole", "click", () => store.set({ at: "" }));
    on("earlier", "click", () => timeline.pan((timeline.scale.right - timeline.scale.left) / 2));
    on("later", "click", () => timeline.pan((timeline.scale.left - timeline.scale.right) / 2));
    on("timeline", "keydown", (event) => this.key(event));
    on("panel", "keydown", (event) => { if (event.key === "Escape") this.pick(-1); });
    const again = perFrame(() => this.redraw());
    new ResizeObserver(([entry]) => {
      if (Math.abs(entry.contentRect.width - timeline.width) >= 1) again();
    }).observe(byId("timeline"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    offer(this);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { timeline } = this, far = (timeline.scale.right - timeline.scale.left) / 4;
    const doing = {
      ArrowRight: () => event.shiftKey ? timeline.pan(-far) : this.step(1),
      ArrowLeft: () => event.shiftKey ? timeline.pan(far) : this.step(-1),
      "+": () => timeline.zoom(0.5), "=": () => timeline.zoom(0.5), "-": () => timeline.zoom(2),
      0: () => this.store.set({ at: "" }), Escape: () => this.pick(-1),
      Enter: () => byId("panel-heading")?.focus(),
      Home: () => { this.chosen = -1; this.step(1); }, End: () => { this.chosen = -1; this.step(-1); },
    }[event.key];
    if (!doing) return;
    event.preventDefault();
    doing();
  }

  /** Tells the notebook around the page which events are chosen. */
  told() {
    if (window.parent === window) return;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const all = this.index.length === this.data.n;
      window.parent.postMessage({ kb: "selection", events: all ? null : Array.from(this.index, (row) => this.data.id(row)) }, "*");
    }, 200);
  }
}

/** What puts events into time order, the undated last: distinct dates are sorted, once, and events
 * counted into them. */
function timely(spanOf, spans) {
  const n = spans.mark.length;
  const far = (value) => Number.isNaN(value) ? Infinity : value;
  const ranked = new Uint32Array(n).map((_, at) => at)
    .sort((a, b) => (far(spans.mark[a]) === far(spans.mark[b]) ? spans.to[a] - spans.to[b] || a - b : far(spans.mark[a]) - far(spans.mark[b])));
  const rank = new Uint32Array(n);
  ranked.forEach((span, at) => { rank[span] = at; });
  return (rows) => {
    const starts = new Uint32Array(n + 1), order = new Uint32Array(rows.length);
    for (let each = 0; each < rows.length; each++) starts[rank[spanOf[rows[each]]] + 1]++;
    for (let at = 0; at < n; at++) starts[at + 1] += starts[at];
    for (let each = 0; each < rows.length; each++) order[starts[rank[spanOf[rows[each]]]]++] = rows[each];
    return order;
  };
}

/** From when to when the events reach; nothing when none has a date. */
function extentOf(rows, spanOf, spans) {
  const there = new Uint8Array(spans.mark.length);
  for (let at = 0; at < rows.length; at++) there[spanOf[rows[at]]] = 1;
  let first = Infinity, last = -Infinity;
  for (let span = 0; span < there.length; span++) {
    const mark = spans.mark[span];
    if (!there[span] || Number.isNaN(mark)) continue;
    first = Math.min(first, mark, Math.abs(spans.from[span]) < FAR ? spans.from[span] : mark);
    last = Math.max(last, mark, Math.abs(spans.to[span]) < FAR ? spans.to[span] : mark);
  }
  if (first > last) return null;
  const pad = Math.max((last - first) / 40, 86400);
  return [first - pad, last + pad];
}

/** What to open on: all, unless a few events far off would crowd the many. They stand in time order. */
function viewOf(index, spanOf, spans, extent) {
  let n = index.length;
  while (n > 0 && Number.isNaN(spans.mark[spanOf[index[n - 1]]])) n--;
  if (n < 20) return extent;
  const aside = Math.floor(n * 0.02), at = (place) => spans.mark[spanOf[index[place]]];
  const low = at(aside), high = at(n - 1 - aside), near = Math.max(high - low, 7 * 86400);
  if (extent[1] - extent[0] <= 1.25 * near) return extent;
  return [Math.max(extent[0], low - near / 12), Math.min(extent[1], high + near / 12)];
}

async function open() {
  const text = byId("data").textContent;
  byId("data").remove();
  const data = new Data(readPack(await inflate(text)));
  speak(data.meta.messages, document.documentElement.lang);
  document.documentElement.dataset.live = "yes";
  const explorer = new Explorer(data);
  Object.assign(window, { kb: explorer });
  explorer.start();
}

open().catch((fault) => {
  delete document.documentElement.dataset.live;
  byId("fault").hidden = false;
  console.error(fault);
});
