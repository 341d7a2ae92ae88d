// Where, who and by which sources events were told on some day: links that only what was known has.
import { distinct, upwards } from "./data.js";
import { isOut } from "./known.js";

/** @param {import("./data.js").Data} data @param {import("./known.js").Known} known
 * @param {Uint8Array | null} out which reports had come out
 * @returns {Record<"place" | "actor" | "source" | "scene" | "named" | "spot", import("./data.js").Links>}
 * `scene` are the places that do not merely locate another, `spot` where those lie on the map */
export function linksBy(data, known, out) {
  const who = data.once("who", () => once(data.links("actors")));
  if (known.day < 0) return thisDay(data, who);
  const { meta: { places } } = data, moved = restated(data, known, "places", placesThen);
  const spots = data.once("spot.of", () => new Map((data.meta.map?.spots ?? []).map(([id], at) => [id, at])));
  const scene = (found) => found.filter(({ only }) => !only).map(({ code }) => code);
  return lazily({
    place: () => retold(data.wherever, moved, (found) => found.flatMap(({ code }) => upwards(places, code))),
    actor: () => retold(who, restated(data, known, "actors", actorsThen), (found) => found.map(({ code }) => code)),
    named: () => retold(data.links("places"), moved, (found) => found.map(({ code }) => code)),
    scene: () => retold(data.scenes, moved, scene),
    spot: () => retold(spotsOf(data), moved, (found) => scene(found).map((code) => spots.get(places[code][0])).filter((at) => at !== undefined)),
    source: () => (someOut(data, known, out) ? sources(data, out) : data.sources),
  });
}

const thisDay = (data, who) => lazily({
  place: () => data.wherever, actor: () => who, source: () => data.sources, scene: () => data.scenes,
  named: () => data.links("places"), spot: () => spotsOf(data),
});

/** Values that are worked out when somebody asks for them, once. */
function lazily(makers) {
  const made = {};
  for (const [name, make] of Object.entries(makers)) {
    let value;
    Object.defineProperty(made, name, { get: () => (value ??= make()) });
  }
  return made;
}

const spotsOf = (data) => (data.meta.map ? data.links("map") : none(data.n));
const none = (n) => ({ starts: new Uint32Array(n + 1), codes: new Uint32Array(0) });
/** An actor in two roles is one. */
const once = ({ starts, codes }) => distinct(starts, codes, (code) => code);
const parts = (text) => text.split("; ").filter(Boolean);

/** Where an event was, by what was known: the places, and whether one only locates another.
 * @param {import("./data.js").Data} data @param {import("./known.js").Known} known @param {number} row
 * @param {string | null} [told] what was told otherwise @returns {{code: number, only: boolean}[]} */
export function placesThen(data, known, row, told = retelling(data, known, "places", row)) {
  const { places } = data.meta, { starts, codes } = data.links("places"), only = data.pack.codes("places.located");
  const now = between(starts, row).map((at) => ({ code: codes[at], only: only[at] === 1 }));
  if (told === null) return now;
  const found = parts(told).map((name) => codeOf(data, "places", name, now)).filter((code) => code >= 0);
  const above = new Set(found.flatMap((code) => upwards(places, code).slice(1)));
  return found.map((code) => ({ code, only: above.has(code) }));
}

/** Who had a part in an event, by what was known. @param {import("./data.js").Data} data
 * @param {import("./known.js").Known} known @param {number} row
 * @param {string | null} [told] what was told otherwise @returns {{code: number, role: string}[]} */
export function actorsThen(data, known, row, told = retelling(data, known, "actors", row)) {
  const { starts, codes } = data.links("actors"), roles = data.pack.texts("actors.role");
  const now = between(starts, row).map((at) => ({ code: codes[at], role: roles.at(at) }));
  if (told === null) return now;
  return parts(told).map((each) => {
    const cut = each.indexOf(": ");
    return { code: codeOf(data, "actors", each.slice(cut + 2), now), role: each.slice(0, cut) };
  }).filter(({ code }) => code >= 0);
}

const between = (starts, row) => Array.from({ length: starts[row + 1] - starts[row] }, (_, at) => starts[row] + at);

/** What was told of an event then, where it is told otherwise now; else nothing. */
function retelling(data, known, name, row) {
  if (known.day < 0 || known.state[row] < 0) return null;
  const then = known.text(name, row);
  return then === data.text(name).at(row) ? null : then;
}

/** The code of a name: of several of that name, the one that the event has now. */
function codeOf(data, kind, name, now) {
  const rows = data.meta[kind], own = now.find(({ code }) => rows[code][1] === name);
  const codes = data.once("codes." + kind, () => new Map(rows.map((each, code) => [each[1], code])));
  return own ? own.code : codes.get(name) ?? -1;
}

/** Which reports had come out; nothing where all have. @param {import("./data.js").Data} data
 * @param {import("./known.js").Known} known @returns {Uint8Array | null} */
export function outBy(data, known) {
  if (known.day < 0) return null;
  const { values, codes } = data.told("published");
  const days = Uint8Array.from(values.all(), (text) => (isOut(text, known.until) ? 1 : 0));
  const out = new Uint8Array(codes.length);
  for (let report = 0; report < out.length; report++) out[report] = days[codes[report]];
  return out;
}

/** Whether of some event that was known not all reports had come out. */
function someOut({ reportsAt }, { there }, out) {
  for (let report = 0; report < out.length; report++) if (!out[report] && there[reportsAt[report]]) return true;
  return false;
}

/** The sources whose reports had come out. */
function sources(data, out) {
  const { starts, codes } = data.reports, source = data.told("source").codes;
  return distinct(starts, codes, (report) => (out[report] ? source[report] : -1));
}

/** What was told otherwise of events, by their row, in ascending order. */
function restated(data, known, name, then) {
  const changed = new Map(), now = data.text(name), past = data.pack.texts("history." + name);
  for (const row of known.moved) {
    const text = past.at(known.state[row]);
    if (text !== now.at(row)) changed.set(row, then(data, known, row, text));
  }
  return changed;
}

/** Links as they are now, but for the events of which it was told otherwise. */
function retold(now, changed, read) {
  if (!changed.size) return now;
  const own = [...changed].map(([row, found]) => /** @type {[number, number[]]} */ ([row, [...new Set(read(found))]]));
  const more = own.reduce((sum, [row, codes]) => sum + codes.length - (now.starts[row + 1] - now.starts[row]), 0);
  const starts = new Uint32Array(now.starts.length), codes = new Uint32Array(now.codes.length + more);
  let done = 0, shift = 0;
  const copy = (to) => {
    for (let at = now.starts[done]; at < now.starts[to]; at++) codes[at + shift] = now.codes[at];
    for (; done < to; done++) starts[done + 1] = now.starts[done + 1] + shift;
  };
  for (const [row, some] of own) {
    copy(row);
    codes.set(some, now.starts[row] + shift);
    shift += some.length - (now.starts[row + 1] - now.starts[row]);
    done = row + 1;
    starts[done] = now.starts[done] + shift;
  }
  copy(now.starts.length - 1);
  return { starts, codes };
}
