// The events as they stood on some day: picked from the states that the page carries.
import { GONE } from "./data.js";
import { Texts } from "./unpack.js";

const NAMED = 60; // new events that are named

/** What is known: columns by event, which events are known at all, and which stood otherwise, in
 * ascending order: for these `state` has the row of the state that they were in, -1 for all others.
 * @typedef {{day: number, until: string, there: Uint8Array | null, span: ArrayLike<number>,
 *   flags: ArrayLike<number>, state: Int32Array | null, moved: Uint32Array, reports: (row: number) => number[],
 *   text: (name: string, row: number) => string, codes: (name: string) => ArrayLike<number>}} Known */

const NONE = new Uint32Array(0);

/** @param {import("./data.js").Data} data
 * @param {number} day position among the days on which something changed, -1 for all that is known
 * @param {string} until the day that is asked for: this one, or one before the next
 * @returns {Known} */
export function knownBy(data, day, until) {
  const reports = (row) => reportsOf(data, row, day, until);
  if (day < 0) {
    return {
      day, until, reports, there: null, span: data.span, flags: data.flags, state: null, moved: NONE,
      text: (name, row) => data.text(name).at(row), codes: (name) => coded(data, name).events,
    };
  }
  const { pack } = data, { state, moved } = statesBy(data, day), there = thereBy(data, day);
  const then = (now, past, make) => (moved.length ? patched(make(now), pack.codes(past), state, moved) : now);
  const span = then(data.span, "history.span", (now) => new Uint32Array(now));
  const flags = then(data.flags, "history.flags", (now) => new Uint8Array(now));
  for (const row of moved) if (flags[row] & GONE) there[row] = 0;
  const text = (name, row) => state[row] >= 0 && pack.has("history." + name)
    ? pack.texts("history." + name).at(state[row]) : data.text(name).at(row);
  const codes = (name) => {
    const { events, past } = coded(data, name);
    return moved.length ? patched(new Uint32Array(events), past, state, moved) : events;
  };
  if (until < data.pack.lines("history.days").at(0)) there.fill(0);
  return { day, until, there, span, flags, state, moved, reports, text, codes };
}

/** Which events somebody had told of. @param {import("./data.js").Data} data @param {number} day */
function thereBy({ known, n }, day) {
  const there = new Uint8Array(n);
  for (let row = 0; row < n; row++) there[row] = known[row] > 0 && known[row] - 1 <= day ? 1 : 0;
  return there;
}

/** Which events stood otherwise, and how. @param {import("./data.js").Data} data @param {number} day */
function statesBy(data, day) {
  const events = data.pack.codes("history.event"), days = data.pack.codes("history.day");
  const none = data.once("stateless", () => new Int32Array(data.n).fill(-1));
  const state = events.length ? none.slice() : none, moved = new Uint32Array(events.length);
  let n = 0;
  for (let at = 0; at < events.length; at++) {
    if (days[at] > day) continue;
    if (state[events[at]] < 0) moved[n++] = events[at];
    state[events[at]] = at;
  }
  return { state, moved: moved.subarray(0, n).sort() };
}

/** A column with what stood there for the events that stood otherwise. */
function patched(column, past, state, moved) {
  for (let at = 0; at < moved.length; at++) column[moved[at]] = past[state[moved[at]]];
  return column;
}

/** A column of events and of their past states, in codes of one list of names.
 * @param {import("./data.js").Data} data @param {string} name
 * @returns {{names: string[], events: ArrayLike<number>, past: ArrayLike<number>}} */
export function coded(data, name) {
  return data.once("coded." + name, () => {
    const now = data.text(name);
    const before = data.pack.has("history." + name)
      ? data.pack.texts("history." + name) : new Texts(now.values, new Uint8Array(0));
    const names = [...new Set([...now.values.all(), ...before.values.all()])];
    const code = new Map(names.map((each, at) => [each, at]));
    const recoded = ({ values, codes }) => {
      const to = values.all().map((each) => code.get(each));
      const found = new Uint32Array(codes.length);
      for (let row = 0; row < codes.length; row++) found[row] = to[codes[row]];
      return found;
    };
    return { names, events: recoded(now), past: recoded(before) };
  });
}

/** Whether a report had come out by the end of a day (UTC). @param {string} published
 * @param {string} until */
export function isOut(published, until) {
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(published) && Date.parse(published);
  return published !== "" && (zoned ? new Date(zoned).toISOString() : published).slice(0, 10) <= until;
}

function reportsOf(data, row, day, until) {
  const { starts, codes } = data.reports;
  const all = [...codes.subarray(starts[row], starts[row + 1])];
  if (day < 0) return all;
  const published = data.told("published");
  return all.filter((report) => isOut(published.at(report), until));
}

/** What has changed since a day: how many events came and which of them first, of how many nobody knows
 * when they did, and which stand otherwise now.
 * @param {import("./data.js").Data} data @param {Known} known
 * @returns {{added: number[], came: number, unknown: number, others: {row: number, change: string}[]}} */
export function changesSince(data, known) {
  const added = [], others = [];
  let unknown = 0, came = 0;
  if (known.day < 0) return { added, came, unknown, others };
  const last = known.until < data.pack.lines("history.days").at(0) ? 0 : known.day + 1;
  const { there } = known, since = data.known;
  for (let row = 0; row < data.n; row++) {
    if (there[row]) continue;
    if (since[row] === 0) unknown += 1;
    if (since[row] <= last) continue;
    came += 1;
    if (added.length < NAMED) added.push(row);
  }
  for (const row of known.moved) {
    const change = there[row] ? changeOf(data, known, row) : "";
    if (change) others.push({ row, change });
  }
  return { added, came, unknown, others };
}

/** What is otherwise now of an event; the gravest, and nothing where it is the same. */
function changeOf(data, known, row) {
  if (known.span[row] !== data.span[row]) return "redated";
  if ((known.flags[row] & 3) < (data.flags[row] & 3)) return "contested";
  return known.text("status", row) !== data.text("status").at(row) ? "restated" : "";
}
