// The page: opens its data, keeps what is asked for, and lets every view draw what is left.
import { ghostsOf, whenOf } from "./account.js";
import { claimsOf } from "./claims.js";
import { listenToControls } from "./controls.js";
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
import { extentOf, published, timely, viewOf } from "./order.js";
import { Overview } from "./overview.js";
import { showPanel, titleOf } from "./panel.js";
import { linksBy, outBy } from "./past.js";
import { Search } from "./search.js";
import { readSpans } from "./spans.js";
import { FACETS, keep } from "./state.js";
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
    listenToControls(this);
    offer(this);
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
      this.map.show(this.rows, state, this.links.spot);
      this.network.show(this.rows, state, this.links);
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
    this.links = links;
    this.search.restrict(out, links);
    this.facetList = facetsOf(data, spans, known, links);
    const kinds = known.codes("kind"), { mark } = spans;
    this.hues = data.again("hues", [kinds], () => this.huesOf(kinds));
    this.spanOf = known.day < 0 ? data.once("spans.planned", () => plannedSpans(data, mark)) : known.span;
    const { spanOf } = this;
    this.timely = data.again("timely", [spanOf], () => timely(spanOf, spans));
    this.order = data.again("order", [spanOf], () => this.timely(new Uint32Array(data.n).map((_, row) => row)));
    this.reach = data.again("reach", [spanOf], () => extentOf(this.order, spanOf, spans) ?? published(this.days));
    this.marked = data.again("marked", [spanOf], () => markedOf(this.order, spanOf, mark));
  }

  /** The family of each event, by its kind. */
  huesOf(kinds) {
    const { data } = this, { names } = coded(data, "kind"), hues = new Uint8Array(data.n);
    const family = Uint8Array.from(names, (kind) => data.meta.kinds[kind]?.[1] ?? 0);
    for (let row = 0; row < hues.length; row++) hues[row] = family[kinds[row]];
    return hues;
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
    this.extent = extentOf(this.rows, this.spanOf, this.spans) ?? this.extent ?? this.reach ?? [0, 86400];
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
      ghosts: (row) => ghostsOf(this.world, row), weight: (row) => (row === this.chosen ? Infinity : data.reports.starts[row + 1] - data.reports.starts[row]),
      timeless: !this.reach,
      known: known.day < 0 ? null : { day: known.until, end: parseMoment(known.until)[1] },
    });
    byId("overview").hidden = !this.reach;
    this.overview.show(rows, spanOf, spans, this.extent);
  }

  family(row) { return this.hues[row]; }

  /** What is claimed of an event on the day that is shown. @param {number} row */
  claims(row) { return claimsOf(this.world, row); }

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
    this.colors = Object.fromEntries(["paper", "ink", "muted", "rule", "band", "link", "sans", "serif", "land", "sea", "shore", "water"].map((name) => [name, value(name)]));
    this.colors.dark = matchMedia("screen and (prefers-color-scheme: dark)").matches;
    this.colors.families = this.data.meta.families.map((each) => each[1]);
  }

  redraw() {
    this.paint();
    for (const view of [this.timeline, this.overview, this.map, this.network]) view.renew();
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

/** The date of each event, of what has none its plan. @param {Data} data @param {Float64Array} mark */
function plannedSpans(data, mark) {
  const spanOf = new Uint32Array(data.span);
  for (let row = 0; row < spanOf.length; row++) if (Number.isNaN(mark[spanOf[row]])) spanOf[row] = data.plan[row];
  return spanOf;
}

/** The first and the last mark of events in time order. */
function markedOf(order, spanOf, mark) {
  const last = order.findLast((row) => !Number.isNaN(mark[spanOf[row]]));
  return last === undefined ? [] : [mark[spanOf[order[0]]], mark[spanOf[last]]];
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
