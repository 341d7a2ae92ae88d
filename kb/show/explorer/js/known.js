// The events as they stood on some day: picked from the states that the page carries.
import { GONE } from "./data.js";
import { Texts } from "./unpack.js";

/** What is known: columns by event, and which events are known at all.
 * @typedef {{day: number, until: string, there: Uint8Array | null, span: ArrayLike<number>,
 *   flags: ArrayLike<number>, state: Int32Array | null, reports: (row: number) => number[],
 *   text: (name: string, row: number) => string, codes: (name: string) => ArrayLike<number>}} Known */

/** @param {import("./data.js").Data} data
 * @param {number} day position among the days on which something changed, -1 for all that is known
 * @param {string} until the day that is asked for: this one, or one before the next
 * @returns {Known} */
export function knownBy(data, day, until) {
  const reports = (row) => reportsOf(data, row, day, until);
  if (day < 0) {
    return {
      day, until, reports, there: null, span: data.span, flags: data.flags, state: null,
      text: (name, row) => data.text(name).at(row), codes: (name) => coded(data, name).events,
    };
  }
  const there = new Uint8Array(data.n), state = new Int32Array(data.n).fill(-1);
  const { pack, known: since } = data;
  for (let row = 0; row < data.n; row++) there[row] = since[row] > 0 && since[row] - 1 <= day ? 1 : 0;
  const events = pack.codes("history.event"), days = pack.codes("history.day");
  for (let at = 0; at < events.length; at++) if (days[at] <= day) state[events[at]] = at;
  const span = new Uint32Array(data.span), flags = new Uint8Array(data.flags);
  const pastSpan = pack.codes("history.span"), pastFlags = pack.codes("history.flags");
  for (let row = 0; row < data.n; row++) {
    if (state[row] < 0) continue;
    span[row] = pastSpan[state[row]];
    flags[row] = pastFlags[state[row]];
    if (flags[row] & GONE) there[row] = 0;
  }
  const text = (name, row) => state[row] >= 0 && pack.has("history." + name)
    ? pack.texts("history." + name).at(state[row]) : data.text(name).at(row);
  const codes = (name) => {
    const { events: final, past } = coded(data, name);
    const found = new Uint32Array(final);
    for (let row = 0; row < data.n; row++) if (state[row] >= 0) found[row] = past[state[row]];
    return found;
  };
  if (until < data.pack.lines("history.days").at(0)) there.fill(0);
  return { day, until, there, span, flags, state, reports, text, codes };
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

/** What has changed since a day: which events came, of how many nobody knows when they did, and
 * which stand otherwise now.
 * @param {import("./data.js").Data} data @param {Known} known
 * @returns {{added: number[], unknown: number, others: {row: number, change: string}[]}} */
export function changesSince(data, known) {
  const found = [], added = [];
  let unknown = 0;
  if (known.day < 0) return { added, unknown, others: found };
  const last = known.until < data.pack.lines("history.days").at(0) ? 0 : known.day + 1;
  for (let row = 0; row < data.n; row++) {
    if (!known.there[row]) {
      if (data.known[row] > last) added.push(row);
      else if (data.known[row] === 0) unknown += 1;
    } else if (known.state[row] < 0) {
      continue;
    } else if (known.span[row] !== data.span[row]) {
      found.push({ row, change: "redated" });
    } else if ((known.flags[row] & 3) < (data.flags[row] & 3)) {
      found.push({ row, change: "contested" });
    } else if (known.text("status", row) !== data.text("status").at(row)) {
      found.push({ row, change: "restated" });
    }
  }
  return { added, unknown, others: found };
}
