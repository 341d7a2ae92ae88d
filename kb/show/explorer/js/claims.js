// What is claimed of an event: by whom, since when, what became of it and why, all of it in words.
import { nameOf } from "./lanes.js";
import { say, said } from "./words.js";

const STATES = ["won", "agrees", "lost", "doubts", "denies", "superseded", "history", "withdrawn", "unclear"];
const TOLD = ["date", "status", "kind", "places", "actors", "counts"];

/** What a property is called. @param {string} property */
export const propertyOf = (property) => said("property_" + property) ? say("property_" + property) : property;

/** Why a reading stands where it does, in words. @param {string} rule @param {string} state */
export function ruleOf(rule, state) {
  const key = ["rule_" + state + "_" + rule, "rule_" + rule].find(said);
  return key ? say(key) : rule;
}

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
    const cut = each.lastIndexOf(": ");
    return cut > 0 ? `${propertyOf(each.slice(0, cut)).toLowerCase()} ${amount(each.slice(cut + 2))}` : each;
  }).join("; ");
}

/** A number or a range in words; what is none stays as it is. */
function amount(text) {
  const found = /^(\d*(?:\.\d+)?)(\.\.)?(\d*(?:\.\d+)?)(~?)$/.exec(text);
  if (!found) return text;
  const [, low, range, high, about] = found;
  if (range) return say(low && high ? "count_between" : low ? "count_from" : "count_to", { low, high });
  return about ? say("count_about", { low }) : low;
}

/** @typedef {{property: string, text: string, state: string, holder: string, day: string,
 *   rule: string}} Claim what one root says of one property, and since when */

/** What is claimed of an event: as it was weighed, else as the reports have it.
 * @param {import("./account.js").World} world @param {number} row @returns {Claim[]} */
export function claimsOf(world, row) {
  const { data } = world, [table, rows] = weighed(world, row);
  if (!rows.length) return fromReports(world, row);
  const cell = (name, at) => data.pack.texts(table + name).at(at);
  return Array.from(rows, (at) => {
    const property = cell("property", at), state = cell("state", at);
    return {
      property, text: named(data, property, cell("reading", at)), state, holder: cell("root_name", at),
      day: cell("published", at).slice(0, 10), rule: cell("rule", at),
    };
  });
}

/** Whether the page tells how claims were weighed on the day that it shows.
 * @param {import("./account.js").World} world */
export const isWeighed = ({ data, known }) => known.day < 0 || data.meta.weighed;

/** The claims of an event as they were weighed on the day that is shown: in which table, which rows. */
function weighed({ data, known }, row) {
  const now = () => {
    const { starts, codes } = data.rowsOf("claims");
    return ["claims.", codes.subarray(starts[row], starts[row + 1])];
  };
  if (known.day < 0) return now();
  if (!data.meta.weighed) return ["", []];
  const days = data.pack.texts("past.day"), { starts, codes } = data.rowsOf("past");
  const group = [...codes.subarray(starts[row], starts[row + 1])].findLast((at) => days.at(at) <= known.until);
  if (group === undefined) return now();
  const counts = data.pack.codes("past.n"), n = counts[group];
  const ends = data.once("past.ends", () => { let end = 0; return Uint32Array.from(counts, (each) => (end += each)); });
  return n ? ["past.", Array.from({ length: n }, (_, at) => ends[group] - n + at)] : now();
}

/** The relations of an event that stood on the day that is shown: pairs of what joins and an id.
 * @param {import("./account.js").World} world @param {number} row @returns {Set<string>} */
export function relationsThen(world, row) {
  const { data } = world, [table, rows] = weighed(world, row);
  const cell = (name, at) => data.pack.texts(table + name).at(at);
  return new Set(Array.from(rows).filter((at) => cell("property", at) === "relations" && cell("state", at) === "won").map((at) => cell("reading", at)));
}

/** What reports say, where nobody has weighed it: on a past day, or where all agree. What is shown
 * of a date, a status and a kind is told apart, and what somebody denies. */
function fromReports({ data, spans, known }, row) {
  const shown = { date: spans.edtf.at(known.span[row]), status: known.text("status", row), kind: known.text("kind", row) };
  const found = [];
  for (const report of known.reports(row)) {
    const cell = (name) => data.pack.has("reports." + name) ? data.told(name).at(report) : "";
    const holder = data.told("root").at(report), day = cell("published").slice(0, 10), stance = cell("stance");
    for (const property of TOLD) {
      const text = (property === "date" && data.told("edtf").at(report)) || cell(property);
      const state = stateOf(stance) || (shown[property] === text ? "won" : "");
      if (text) found.push({ property, text, state, holder, day, rule: "" });
    }
  }
  return found;
}

/** What becomes of what a report says by its stance alone. @param {string} stance */
export function stateOf(stance) {
  if (!stance || stance === "asserts") return "";
  return { denies: "denies", doubts: "doubts", retracts: "withdrawn" }[stance] ?? "unclear";
}

/** A reading with the name of the place or actor whose id it has. */
function named(data, property, text) {
  if (property === "places") return nameOf("place", text, data);
  const cut = property === "actors" ? text.indexOf(": ") + 2 : 0;
  return cut > 1 ? text.slice(0, cut) + nameOf("actor", text.slice(cut), data) : text;
}

/** @typedef {{text: string, state: string, holders: string[], rule: string}} Reading */

/** The readings of each property, those that won first.
 * @param {import("./account.js").World} world @param {number} row @returns {[string, Reading[]][]} */
export function readingsOf(world, row) {
  const found = new Map();
  for (const { property, text, state, holder, rule } of claimsOf(world, row)) {
    if (!found.has(property)) found.set(property, []);
    const readings = found.get(property);
    const same = readings.find((each) => each.text === text && each.state === state);
    if (!same) readings.push({ text, state, holders: [holder], rule });
    else if (!same.holders.includes(holder)) same.holders.push(holder);
  }
  for (const readings of found.values()) readings.sort((a, b) => rankOf(a.state) - rankOf(b.state));
  return [...found].sort((a, b) => quarrel(b[1]) - quarrel(a[1]));
}

/** Where a state stands among others: what won, or what nobody weighed, first. @param {string} state */
export const rankOf = (state) => STATES.includes(state) ? STATES.indexOf(state) : state ? STATES.length : 0;

/** What is disputed comes first. */
const quarrel = (readings) => readings.some((each) => ["lost", "denies", "doubts"].includes(each.state)) ? 1 : 0;

/** A reading in words. @param {import("./account.js").World} world @param {string} property @param {string} text
 * @param {string} state */
export function readingWords({ data, spans }, property, text, state) {
  if (!text) return say(state === "denies" ? "not_so" : "not_known");
  if (property === "kind" || property === "status") return nameOf(property, text, data);
  if (property === "date") return wordsOf(data, spans, text);
  if (property === "relations") return relationWords(data, text);
  if (property === "actors") return rolesOf(text).map(([how, names]) => names.join("; ") + (how ? ` (${how})` : "")).join("; ");
  return property === "counts" ? countsOf(text) : amount(text);
}

/** `because of: id` with the title of the event, where it is on the page. */
function relationWords(data, text) {
  const cut = text.indexOf(": "), row = data.row(text.slice(cut + 2)), key = "rel_" + text.slice(0, cut);
  return cut > 0 && row >= 0 && said(key) ? `${say(key)}: ${data.text("title").at(row) || data.id(row)}` : text;
}

/** A date of a report in the words that the page carries for it. */
function wordsOf(data, spans, edtf) {
  const rows = data.once("spans.rows", () => new Map(spans.edtf.all().map((text, row) => [text, row])));
  return rows.has(edtf) ? spans.words.at(rows.get(edtf)) : edtf;
}
