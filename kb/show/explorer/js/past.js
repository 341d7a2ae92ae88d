// Where, who and by which sources events were told on some day: links that only what was known has.
import { distinct, upwards } from "./data.js";
import { isOut } from "./known.js";

/** @param {import("./data.js").Data} data @param {import("./known.js").Known} known
 * @param {Uint8Array | null} out which reports had come out
 * @returns {Record<"place" | "actor" | "source", import("./data.js").Links>} */
export function linksBy(data, known, out) {
  const who = data.once("who", () => once(data.links("actors")));
  if (known.day < 0) return { place: data.wherever, actor: who, source: data.sources };
  const { places, actors } = data.meta;
  const place = codesOf(places), actor = codesOf(actors);
  return {
    place: retold(data, known, "places", data.wherever, (text) => [...new Set(parts(text).flatMap((name) => upwards(places, place.get(name) ?? -1)))]),
    actor: retold(data, known, "actors", who, (text) => [...new Set(parts(text).map((each) => actor.get(each.slice(each.indexOf(": ") + 2))))].filter((code) => code !== undefined)),
    source: sources(data, out),
  };
}

/** An actor in two roles is one. */
const once = ({ starts, codes }) => distinct(starts, codes, (code) => code);
const parts = (text) => text.split("; ").filter(Boolean);
const codesOf = (rows) => new Map(rows.map((each, code) => [each[1], code]));

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

/** The sources whose reports had come out. */
function sources(data, out) {
  const { starts, codes } = data.reports, source = data.told("source").codes;
  return distinct(starts, codes, (report) => (out[report] ? source[report] : -1));
}

/** Links as they are now, but for the events of which it was told otherwise. */
function retold(data, known, name, now, read) {
  const changed = new Map();
  const final = data.text(name);
  for (let row = 0; row < data.n; row++) {
    if (known.state[row] < 0) continue;
    const text = known.text(name, row);
    if (text !== final.at(row)) changed.set(row, read(text));
  }
  if (!changed.size) return now;
  const starts = new Uint32Array(data.n + 1), codes = [];
  for (let row = 0; row < data.n; row++) {
    const own = changed.get(row);
    if (own) codes.push(...own);
    else for (let at = now.starts[row]; at < now.starts[row + 1]; at++) codes.push(now.codes[at]);
    starts[row + 1] = codes.length;
  }
  return { starts, codes: Uint32Array.from(codes) };
}
