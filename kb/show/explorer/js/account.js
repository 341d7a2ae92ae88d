// What is said of an event: its date in words, how it stands, what hangs together with it.

/** @typedef {{data: import("./data.js").Data, spans: import("./spans.js").Spans,
 *   known: import("./known.js").Known}} World */
import { claimsOf, isWeighed, propertyOf, relationsThen } from "./claims.js";
import { standingOf, has } from "./data.js";
import { dayName, say } from "./words.js";

/** @param {World} world @param {number} row @returns {string} the date in words */
export function whenOf({ data, spans, known }, row) {
  if (known.span[row]) return spans.words.at(known.span[row]);
  if (data.plan[row] && known.day < 0) return say("planned_for", { when: spans.words.at(data.plan[row]) });
  const by = data.text("not_after").at(row);
  return by && known.day < 0 ? say("no_date_by", { day: dayName(by) }) : say("no_date");
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

/** Which events this one names, and which name it: pairs of what joins them and an event's row.
 * @param {World} world @param {number} row @returns {{words: string, row: number, id: string}[]} */
export function relationsOf(world, row) {
  const { data } = world, stood = standing(world);
  const relation = data.pack.texts("relations.relation"), target = data.pack.texts("relations.target");
  const to = data.pack.codes("relations.at"), from = data.pack.codes("relations.event");
  const own = data.rowsOf("relations"), other = data.referring;
  const found = [];
  for (let at = own.starts[row]; at < own.starts[row + 1]; at++) {
    const link = own.codes[at];
    if (stood(row, relation.at(link), target.at(link))) found.push({ words: say("rel_" + relation.at(link)), row: to[link] < data.n ? to[link] : -1, id: target.at(link) });
  }
  for (let at = other.starts[row]; at < other.starts[row + 1]; at++) {
    const link = other.codes[at];
    if (stood(from[link], relation.at(link), target.at(link))) found.push({ words: say("back_" + relation.at(link)), row: from[link], id: "" });
  }
  return found.filter((each) => each.row !== row);
}

/** Tells which relations stood on the day that is shown, where the page knows.
 * @param {World} world @returns {(row: number, relation: string, target: string) => boolean} */
function standing(world) {
  if (world.known.day < 0 || !isWeighed(world)) return () => true;
  const { there } = world.known;
  return (row, relation, target) => Boolean(there?.[row]) && relationsThen(world, row).has(`${relation}: ${target}`);
}

/** What led to an event, and to that, and so on: the nearest cause first.
 * @param {World} world @param {number} row @returns {number[]} */
export function causesOf(world, row) {
  const { data } = world, stood = standing(world);
  const relation = data.pack.texts("relations.relation"), target = data.pack.texts("relations.target"), to = data.pack.codes("relations.at");
  const { starts, codes } = data.rowsOf("relations");
  const found = [];
  for (let todo = [row]; todo.length && found.length < 12;) {
    const here = todo.shift();
    for (const link of codes.subarray(starts[here], starts[here + 1])) {
      const cause = to[link];
      if (relation.at(link) !== "because of" || cause >= data.n || cause === row || found.includes(cause)) continue;
      if (!stood(here, "because of", target.at(link))) continue;
      found.push(cause);
      todo.push(cause);
    }
  }
  return found;
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
    const state = {
      day: days.at(data.pack.codes("history.day")[at]), status: text("status"),
      when: span ? spans.words.at(span) : say("no_date"), standing: standingOf(flags),
    };
    const last = states.at(-1);
    if (!last || ["status", "when", "standing"].some((name) => last[name] !== state[name])) states.push(state);
  }
  return states;
}

/** Dates that lost, and plans that were overtaken. @param {World} world @param {number} row
 * @returns {number[]} dates by their number */
export function ghostsOf(world, row) {
  const { data, known, spans } = world;
  if (known.day >= 0) {
    if (!isWeighed(world)) return [];
    const rows = data.once("spans.rows", () => new Map(spans.edtf.all().map((text, at) => [text, at])));
    const lost = claimsOf(world, row).filter(({ property, state }) => property === "date" && state === "lost");
    return [...new Set(lost.map(({ text }) => rows.get(text)))].filter((span) => span && span !== known.span[row]);
  }
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
