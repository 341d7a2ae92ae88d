// What is said of an event: its date in words, its readings, its reports, what hangs together with it.

/** @typedef {{data: import("./data.js").Data, spans: import("./spans.js").Spans,
 *   known: import("./known.js").Known}} World */
import { standingOf, has } from "./data.js";
import { say, said } from "./words.js";

const STATES = ["won", "agrees", "lost", "doubts", "denies", "superseded", "history", "withdrawn"];
const TOLD = ["date", "status", "kind", "places", "actors", "counts"];

/** @param {World} world @param {number} row @returns {string} the date in words */
export function whenOf({ data, spans, known }, row) {
  if (known.span[row]) return spans.words.at(known.span[row]);
  if (data.plan[row] && known.day < 0) return say("planned_for", { when: spans.words.at(data.plan[row]) });
  const by = data.text("not_after").at(row);
  return by && known.day < 0 ? say("no_date_by", { day: by }) : say("no_date");
}

/** @param {World} world @param {number} row @returns {{name: string, text: string}[]} */
export function badgesOf({ data, known }, row) {
  const flags = known.flags[row], found = [];
  const add = (name, values) => found.push({ name, text: say("badge_" + name, values) });
  if (has(flags, "withdrawn")) add("withdrawn");
  if (has(flags, "denied")) add("denied");
  if (has(flags, "contested")) add("contested", { about: known.text("contested_properties", row).split("; ").filter(Boolean).map(propertyOf).join(", ").toLowerCase() });
  if (has(flags, "one_sided")) add("one_sided", { side: known.text("side", row) });
  return found;
}

/** What a property is called. @param {string} property */
export const propertyOf = (property) => said("property_" + property) ? say("property_" + property) : property;

/** Why a reading stands where it does, in words. @param {string} rule */
export const ruleOf = (rule) => said("rule_" + rule) ? say("rule_" + rule) : rule;

/** Actors by their part: `agent: A; agent: B; target: C` in pairs of words and names.
 * @param {string} text @returns {[string, string[]][]} */
export function rolesOf(text) {
  const found = new Map();
  for (const each of text.split("; ").filter(Boolean)) {
    const cut = each.indexOf(": "), role = each.slice(0, Math.max(cut, 0));
    const [how, name] = said("role_" + role) ? [say("role_" + role), each.slice(cut + 2)] : ["", each];
    found.set(how, [...found.get(how) ?? [], name]);
  }
  return [...found];
}

/** Counts in words: `killed: 7..` is `killed 7 or more`. @param {string} text @returns {string} */
export function countsOf(text) {
  return text.split("; ").filter(Boolean).map((each) => {
    const found = /^(\w+): (\d*)(\.\.)?(\d*)(~?)$/.exec(each);
    if (!found) return each;
    const [, name, low, range, high, about] = found;
    return `${propertyOf(name).toLowerCase()} ${amount(low, range, high, about)}`;
  }).join("; ");
}

function amount(low, range, high, about) {
  if (range) return say(low && high ? "count_between" : low ? "count_from" : "count_to", { low, high });
  return about ? say("count_about", { low }) : low;
}

/** @typedef {{text: string, state: string, holders: string[], rule: string}} Reading */

/** The readings of each property, those that won first.
 * @param {World} world @param {number} row @returns {[string, Reading[]][]} */
export function readingsOf(world, row) {
  const { data, known } = world;
  const { starts, codes } = data.rowsOf("claims");
  if (known.day >= 0 || starts[row] === starts[row + 1]) return fromReports(world, row);
  const cell = (name, at) => data.pack.texts("claims." + name).at(at);
  const found = new Map();
  for (let place = starts[row]; place < starts[row + 1]; place++) {
    const at = codes[place];
    add(found, cell("property", at), cell("reading", at), cell("state", at), cell("root_name", at), cell("rule", at));
  }
  const places = data.meta.places, actors = data.meta.actors;
  for (const reading of found.get("places") ?? []) {
    reading.text = places.find((each) => each[0] === reading.text)?.[1] ?? reading.text;
  }
  for (const reading of found.get("actors") ?? []) {
    const cut = reading.text.indexOf(": ") + 2;
    const actor = actors.find((each) => each[0] === reading.text.slice(cut));
    if (actor) reading.text = reading.text.slice(0, cut) + actor[1];
  }
  for (const readings of found.values()) {
    readings.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  }
  return [...found];
}

/** What reports say, where nobody has weighed it: on a past day, or where all agree. */
function fromReports({ data, known }, row) {
  const found = new Map();
  for (const report of known.reports(row)) {
    for (const name of TOLD) {
      if (!data.pack.has("reports." + name)) continue;
      const text = (name === "date" && data.told("edtf").at(report)) || data.told(name).at(report);
      if (text) add(found, name, text, "", data.told("root").at(report), "");
    }
  }
  return [...found];
}

function add(found, property, text, state, holder, rule) {
  if (!found.has(property)) found.set(property, []);
  const readings = found.get(property);
  const same = readings.find((each) => each.text === text && each.state === state);
  if (!same) readings.push({ text, state, holders: [holder], rule });
  else if (!same.holders.includes(holder)) same.holders.push(holder);
}

/** Which events this one names, and which name it: pairs of what joins them and an event's row.
 * @param {World} world @param {number} row @returns {{words: string, row: number, id: string}[]} */
export function relationsOf({ data }, row) {
  const relation = data.pack.texts("relations.relation"), target = data.pack.texts("relations.target");
  const to = data.pack.codes("relations.at"), from = data.pack.codes("relations.event");
  const own = data.rowsOf("relations"), other = data.referring;
  const found = [];
  for (let at = own.starts[row]; at < own.starts[row + 1]; at++) {
    const link = own.codes[at];
    found.push({ words: say("rel_" + relation.at(link)), row: to[link] < data.n ? to[link] : -1, id: target.at(link) });
  }
  for (let at = other.starts[row]; at < other.starts[row + 1]; at++) {
    const link = other.codes[at];
    found.push({ words: say("back_" + relation.at(link)), row: from[link], id: "" });
  }
  return found.filter((each) => each.row !== row);
}

/** The states that an event went through, by the day of publication on which each began.
 * @param {World} world @param {number} row */
export function statesOf({ data, spans }, row) {
  const { starts, codes } = data.rowsOf("history");
  const days = data.pack.lines("history.days");
  const states = [];
  for (let place = starts[row]; place < starts[row + 1]; place++) {
    const at = codes[place], flags = data.pack.codes("history.flags")[at];
    const text = (name) => data.pack.texts("history." + name).at(at);
    const span = data.pack.codes("history.span")[at];
    states.push({
      day: days.at(data.pack.codes("history.day")[at]), status: text("status"),
      when: span ? spans.words.at(span) : say("no_date"), standing: standingOf(flags),
    });
  }
  return states;
}

/** Dates that lost, and plans that were overtaken. @param {World} world @param {number} row
 * @returns {number[]} dates by their number */
export function ghostsOf({ data, known }, row) {
  if (known.day >= 0) return [];
  const found = new Set();
  const { starts, codes } = data.rowsOf("claims");
  const span = data.pack.codes("claims.span"), state = data.pack.texts("claims.state");
  for (let place = starts[row]; place < starts[row + 1]; place++) {
    const at = codes[place];
    if (span[at] && state.at(at) === "lost") found.add(span[at]);
  }
  if (data.plan[row] && data.span[row] && data.plan[row] !== data.span[row]) found.add(data.plan[row]);
  found.delete(data.span[row]);
  return [...found];
}
