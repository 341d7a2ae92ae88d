// Votes: what each source claims of one event, or of what happened at one place, day by day.
import { claimsOf, propertyOf, rankOf, readingWords, ruleOf, stateOf } from "./claims.js";
import { byId, el, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { titleOf } from "./panel.js";
import { DAY, civil, parseMoment, stepOf, stepsBetween } from "./time.js";
import { dayName, monthName, say, said, yearName } from "./words.js";

const ROWS = 24, LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; // rows at first; names of readings
const MARK = 27, NARROW = 740, NAMES = [214, 134]; // pixels: a mark, a phone, what names take on either
const TICK = 52, LETTER = 6.8; // pixels: from tick to tick at the least, a letter of its words
const OF_EVENT = ["date", "status", "kind", "places", "actors", "counts"];
const OF_PLACE = ["kind", "status", "event"];
const MOST = 3000; // reports of a place

/** @typedef {{who: string, day: string, text: string, state: string, rule: string, row: number,
 *   title: string}} Vote */

export class Votes {
  /** @param {{pick: (row: number) => void, choose: (property: string) => void}} tell */
  constructor(tell) {
    this.tell = tell;
    this.place = byId("votes");
    this.select = byId("votes-property");
    this.select.addEventListener("change", () => tell.choose(this.select.value));
    this.all = false;
  }

  /** @param {import("./account.js").World} world @param {ArrayLike<number>} index
   * @param {import("./state.js").State} state @param {number} chosen */
  show(world, index, state, chosen) {
    const place = state.place.length === 1 ? state.place[0] : "";
    const subject = chosen >= 0 ? "event " + chosen : place && "place " + place;
    if (subject !== this.subject) this.all = false;
    this.subject = subject;
    byId("votes-section").toggleAttribute("data-empty", !subject);
    this.again = () => this.show(world, index, state, chosen);
    if (!subject) return this.invite(world, index);
    const claims = chosen >= 0 ? ofEvent(world, chosen) : ofPlace(world, index, place);
    const known = [...new Set([...(chosen >= 0 ? OF_EVENT : OF_PLACE), ...claims.keys()])].filter((each) => claims.has(each));
    const property = known.includes(state.votes) ? state.votes : usual(world, chosen, known);
    this.offer(known, property, chosen < 0);
    const what = chosen >= 0 ? titleOf(world, chosen) : nameOf("place", place, world.data);
    this.draw(claims.get(property) ?? [], short(what, 140), chosen < 0);
    return undefined;
  }

  offer(known, property, ofPlace) {
    byId("votes-pick").hidden = known.length < 2;
    this.select.replaceChildren(...known.map((each) => el("option", { value: each, text: each === "event" && ofPlace ? say("votes_event") : propertyOf(each) })));
    this.select.value = property;
  }

  /** Nothing is chosen yet: says what to choose, and offers the events that are disputed most. */
  invite(world, index) {
    const { data, known } = world;
    byId("votes-pick").hidden = true;
    const disputed = [];
    for (let at = 0; at < index.length && disputed.length < 400; at++) {
      if (known.flags[index[at]] & 1) disputed.push(index[at]);
    }
    const { starts } = data.reports;
    disputed.sort((a, b) => starts[b + 1] - starts[b] - starts[a + 1] + starts[a] || a - b);
    this.place.replaceChildren(el("p", { class: "note", text: say("votes_none") }),
      el("ul", { class: "disputed" }, ...disputed.slice(0, 6).map((row) => el("li", {},
        el("button", { type: "button", class: "link", dir: "auto", onclick: () => this.tell.pick(row), text: short(titleOf(world, row), 120) }),
        el("span", { class: "muted", text: " " + say("n_reports", { n: starts[row + 1] - starts[row] }) })))));
  }

  /** @param {Vote[]} votes @param {string} what @param {boolean} ofPlace */
  draw(votes, what, ofPlace) {
    const readings = ranked(votes), letter = new Map(readings.map(({ key }, at) => [key, LETTERS[at] ?? "·"]));
    const rows = [...grouped(votes, (vote) => vote.who)].sort((a, b) => firstDay(a[1]) < firstDay(b[1]) ? -1 : 1);
    const shown = this.all ? rows.slice(0, 400) : rows.slice(0, ROWS);
    const span = spanOf(votes), names = NAMES[innerWidth <= NARROW ? 1 : 0];
    this.near = 100 * MARK / Math.max(120, this.place.clientWidth - names - MARK);
    this.place.replaceChildren(
      el("p", { class: "votes-of" }, el("b", { dir: "auto", text: what }), el("span", { class: "note", text: " " + say(ofPlace ? "votes_place_how" : "votes_how") })),
      el("ol", { class: "readings-key" }, ...readings.slice(0, LETTERS.length).map((each) => legend(each, letter.get(each.key)))),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("votes_caption") },
        el("table", { class: "votes" }, el("caption", { class: "unseen", text: say("votes_caption") }),
          el("thead", {}, el("tr", {}, el("th", { scope: "col", text: say("who") }), el("th", { scope: "col", class: "axis" }, el("span", { class: "unseen", text: say("published") }), ...axis(span, this.place.clientWidth - names)))),
          el("tbody", {}, ...shown.map(([who, some]) => this.line(who, some, span, letter))))),
      rows.length > shown.length ? el("button", { type: "button", onclick: () => { this.all = true; this.again(); }, text: say("votes_more", { n: rows.length - shown.length }) }) : "");
  }

  line(who, votes, span, letter) {
    const levels = [];
    const marks = votes.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).map((vote) => {
      const left = share(vote.day, span);
      let level = levels.findIndex((last) => left - last >= this.near);
      if (level < 0) level = levels.push(0) - 1;
      levels[level] = left;
      return this.mark(vote, letter.get(vote.text + "\n" + vote.state), left, level);
    });
    const cell = el("td", {}, el("ul", {}, ...marks));
    cell.firstChild.style.height = `${Math.max(1, levels.length) * 26 + 2}px`;
    return el("tr", {}, el("th", { scope: "row", dir: "auto", text: short(who || say("no_source"), 60) }), cell);
  }

  mark(vote, letter, left, level) {
    const state = vote.state && said("state_" + vote.state) ? `, ${say("state_" + vote.state)}` : "";
    const words = `${dayName(vote.day) || say("no_day")}: ${short(vote.text, 120)}${state}${vote.title ? `, ${short(vote.title, 100)}` : ""}`;
    const button = el("button", { type: "button", class: "vote " + (said("state_" + vote.state) ? vote.state : ""), title: words, "aria-label": words, onclick: () => this.tell.pick(vote.row), text: letter });
    const item = el("li", {}, button);
    item.style.left = `calc(${left / 100} * (100% - 26px))`;
    item.style.top = `${level * 26}px`;
    return item;
  }
}

function legend({ text, state, rule, who }, letter) {
  const known = said("state_" + state);
  return el("li", {}, el("span", { class: "vote " + (known ? state : ""), "aria-hidden": "true", text: letter }),
    el("span", { class: "unseen", text: letter + ": " }), el("b", { dir: "auto", text: short(text, 160) }),
    el("span", { class: "muted", text: ` ${[known ? say("state_" + state) : "", say("n_holders", { n: who })].filter(Boolean).join(", ")}` }),
    rule && ["won", "lost"].includes(state) ? el("span", { class: "because", text: ruleOf(rule, state) }) : "");
}

/** @returns {Map<string, Vote[]>} by property */
function ofEvent(world, row) {
  const votes = claimsOf(world, row).map(({ property, text, state, holder, day, rule }) => ({
    property, who: holder, day, text: readingWords(world, property, text, state), state, rule, row, title: "",
  }));
  return grouped(votes, (vote) => vote.property);
}

function ofPlace(world, index, id) {
  const { data, known } = world, { starts, codes } = data.wherever;
  const place = data.meta.places.findIndex((each) => each[0] === id);
  const found = new Map(OF_PLACE.map((each) => [each, []]));
  let reports = 0;
  for (let at = 0; at < index.length && reports < MOST; at++) {
    const row = index[at];
    if (!holds(codes, starts[row], starts[row + 1], place)) continue;
    const title = titleOf(world, row);
    for (const report of known.reports(row)) {
      reports += 1;
      const cell = (name) => data.pack.has("reports." + name) ? data.told(name).at(report) : "";
      const vote = { who: data.told("root").at(report), day: cell("published").slice(0, 10), state: stateOf(cell("stance")), rule: "", row, title };
      found.get("kind").push({ ...vote, text: nameOf("kind", cell("kind") || known.text("kind", row), data) });
      found.get("status").push({ ...vote, text: nameOf("status", cell("status") || "occurred", data) });
      found.get("event").push({ ...vote, text: title, title: "" });
    }
  }
  return found;
}

function holds(codes, begin, end, code) {
  for (let at = begin; at < end; at++) if (codes[at] === code) return true;
  return false;
}

/** What is disputed, else the date. */
function usual({ known }, chosen, properties) {
  if (chosen < 0) return properties[0];
  const disputed = known.text("contested_properties", chosen).split("; ").map((each) => (each === "agent" ? "actors" : each));
  return disputed.find((each) => properties.includes(each)) ?? properties[0];
}

/** The readings, those that won first, then those with the most votes. */
function ranked(votes) {
  return [...grouped(votes, (vote) => vote.text + "\n" + vote.state)].map(([key, some]) => ({
    key, text: some[0].text, state: some[0].state, rule: some[0].rule, who: new Set(some.map((vote) => vote.who)).size, n: some.length,
  })).sort((a, b) => rankOf(a.state) - rankOf(b.state) || b.n - a.n || (a.text < b.text ? -1 : 1));
}

function grouped(list, by) {
  const found = new Map();
  for (const each of list) {
    const key = by(each);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(each);
  }
  return found;
}

const firstDay = (votes) => votes.map((vote) => vote.day || "~").sort()[0];

/** From which day of publication to which, in seconds. @returns {[number, number]} */
function spanOf(votes) {
  const days = votes.map((vote) => parseMoment(vote.day)?.[0]).filter((each) => each !== undefined);
  if (!days.length) return [0, DAY];
  const first = days.reduce((a, b) => Math.min(a, b)), last = days.reduce((a, b) => Math.max(a, b));
  return [first, Math.max(last, first + 6 * DAY)];
}

/** How far along the axis a day lies, in per cent; a report without a day stands at its beginning. */
function share(day, [first, last]) {
  const at = parseMoment(day)?.[0] ?? first;
  return 5 + 95 * (at - first) / (last - first);
}

/** Ticks that have room, each for its words: none is cut off at the end. The year stands at the first. */
function axis([first, last], wide) {
  const step = stepOf(Math.max(DAY, (last - first) * TICK / Math.max(wide, TICK))), ticks = [];
  let end = 0;
  for (const at of stepsBetween(first, last, step).filter((each) => each >= first && each <= last)) {
    const share = (5 + 95 * (at - first) / (last - first)) / 100, x = share * (wide - MARK);
    const words = tickWords(at, step, !ticks.length), width = words.length * LETTER + 9;
    if (x < end || x + width > wide) continue;
    end = x + width;
    const tick = el("span", { class: "tick", "aria-hidden": "true", text: words });
    tick.style.left = `calc(${share} * (100% - 26px))`;
    ticks.push(tick);
  }
  return ticks;
}

function tickWords(at, { unit }, isFirst) {
  const [year, month, day] = civil(Math.floor(at / DAY));
  if (unit === "day") return `${day} ${monthName(month)}`;
  return unit === "year" ? yearName(year) : isFirst || month === 1 ? `${monthName(month)} ${yearName(year)}` : monthName(month);
}
