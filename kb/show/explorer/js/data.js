// The events of the page as columns, and what hangs on each.
import { Texts } from "./unpack.js";

/** @typedef {{starts: Uint32Array, codes: ArrayLike<number>}} Links entries, event by event */

const FLAGS = ["contested", "denied", "one_sided", "withdrawn"];
export const GONE = 16;
const MANY = 20_000; // events; of more, no table of their ids is made
/** @param {number} flags @param {string} name @returns {boolean} */
export const has = (flags, name) => (flags >> FLAGS.indexOf(name) & 1) === 1;

/** The gravest thing to say of who stands by an event. @param {number} flags */
export function standingOf(flags) {
  return ["withdrawn", "denied", "contested", "one_sided"].find((name) => has(flags, name)) ?? "agreed";
}

export class Data {
  /** @param {import("./unpack.js").Pack} pack */
  constructor(pack) {
    this.pack = pack;
    this.meta = pack.meta;
    this.n = pack.meta.n.events;
    this.first = pack.codes("events.first");
    this.flags = pack.codes("events.flags");
    this.span = pack.codes("events.span");
    this.plan = pack.codes("events.plan");
    this.known = pack.codes("events.known");
    this.reportsAt = pack.codes("reports.at");
    this.kept = new Map();
  }

  /** @template T @param {string} key @param {() => T} make @returns {T} */
  once(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  /** What was made of the same things lately, as of today and of a past day by turns; else made anew.
   * @template T @param {string} key @param {any[]} of @param {() => T} make @returns {T} */
  again(key, of, make) {
    const lately = this.kept.get("again." + key) ?? [];
    const same = lately.find((last) => of.every((each, at) => each === last.of[at])) ?? { of, made: make() };
    this.kept.set("again." + key, [same, ...lately.filter((last) => last !== same)].slice(0, 2));
    return same.made;
  }

  /** A column of events; one that only repeats their first reports is taken from these.
   * @param {string} name @returns {Texts} */
  text(name) {
    return this.once("text." + name, () => this.pack.has("events." + name)
      ? this.pack.texts("events." + name)
      : this.pack.texts("reports." + (name === "first_published" ? "published" : name)).take(this.first));
  }

  /** @param {string} name of a column of reports @returns {Texts} */
  told(name) {
    return this.pack.texts("reports." + name);
  }

  /** @param {number} row @returns {string} the id of an event, or its place where it has none */
  id(row) {
    if (this.pack.has("events.id")) return this.pack.lines("events.id").at(row);
    const report = this.first[row];
    return this.told("event").at(report) || this.told("report").at(report) || "." + row;
  }

  /** @param {string} id @returns {number} the row of an event, -1 where there is none */
  row(id) {
    if (!id) return -1;
    if (this.n > MANY) return this.find(id);
    const rows = this.once("rows", () => new Map());
    if (!rows.size) for (let row = 0; row < this.n; row++) rows.set(this.id(row), row);
    return rows.get(id) ?? -1;
  }

  /** The same without a table of all ids, which of a million takes a second to make. */
  find(id) {
    if (this.pack.has("events.id")) return this.pack.lines("events.id").find(id);
    for (const name of ["event", "report"]) {
      const { values, codes } = this.told(name), code = values.find(id);
      const row = code < 0 ? -1 : this.reportsAt[codes.indexOf(code)];
      if (row >= 0 && this.id(row) === id) return row;
    }
    const row = Number(id.slice(1));
    return id[0] === "." && row >= 0 && row < this.n && this.id(row) === id ? row : -1;
  }

  /** Where each event lies in a list that is grouped by event. @param {"places" | "actors" | "map"} name
   * @returns {Links} */
  links(name) {
    return this.once("links." + name, () => {
      const counts = this.pack.codes(name + ".n");
      return { starts: sums(counts), codes: this.pack.codes(name + ".codes") };
    });
  }

  /** The reports of each event, in the order of the file. @returns {Links} */
  get reports() {
    return this.once("reports", () => grouped(this.reportsAt, this.n));
  }

  /** Rows of a table by event. @param {"claims" | "relations" | "history" | "past"} name @returns {Links} */
  rowsOf(name) {
    return this.once("rows." + name, () => grouped(this.pack.codes(name + ".event"), this.n));
  }

  /** Which events another event is named by, as `relations` has them. @returns {Links} */
  get referring() {
    return this.once("referring", () => grouped(this.pack.codes("relations.at"), this.n + 1));
  }

  /** Places with all that contain them, for each event. @returns {Links} */
  get wherever() {
    return this.once("wherever", () => {
      const { starts, codes } = this.links("places");
      const places = this.meta.places;
      if (places.every((place) => place[3] < 0)) return { starts, codes };
      const paths = places.map((_, place) => upwards(places, place));
      const found = [], begins = new Uint32Array(this.n + 1);
      for (let row = 0; row < this.n; row++) {
        const here = new Set();
        for (let at = starts[row]; at < starts[row + 1]; at++) {
          for (const place of paths[codes[at]]) here.add(place);
        }
        found.push(...here);
        begins[row + 1] = found.length;
      }
      return { starts: begins, codes: Uint32Array.from(found) };
    });
  }

  /** The places of each event that do not merely locate another. @returns {Links} */
  get scenes() {
    return this.once("scenes", () => {
      const { starts, codes } = this.links("places"), located = this.pack.codes("places.located");
      const begins = new Uint32Array(this.n + 1), found = new Uint32Array(codes.length);
      let end = 0;
      for (let row = 0; row < this.n; row++) {
        for (let at = starts[row]; at < starts[row + 1]; at++) if (!located[at]) found[end++] = codes[at];
        begins[row + 1] = end;
      }
      return { starts: begins, codes: found.subarray(0, end) };
    });
  }

  /** The sources of each event, each once. @returns {Links} */
  get sources() {
    return this.once("sources", () => {
      const { starts, codes } = this.reports, source = this.told("source").codes;
      return distinct(starts, codes, (report) => source[report]);
    });
  }
}

/** @param {ArrayLike<number>} counts @returns {Uint32Array} where each group starts */
function sums(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let at = 0; at < counts.length; at++) starts[at + 1] = starts[at] + counts[at];
  return starts;
}

/** @param {ArrayLike<number>} group of each row @param {number} size @returns {Links} */
export function grouped(group, size) {
  const starts = new Uint32Array(size + 1), codes = new Uint32Array(group.length);
  for (let row = 0; row < group.length; row++) starts[group[row] + 1]++;
  for (let at = 0; at < size; at++) starts[at + 1] += starts[at];
  const next = starts.slice();
  for (let row = 0; row < group.length; row++) codes[next[group[row]]++] = row;
  return { starts, codes };
}

/** The distinct values of each group; those below zero are none. */
export function distinct(starts, codes, of) {
  const found = new Uint32Array(codes.length), begins = new Uint32Array(starts.length);
  let end = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const begin = end;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const value = of(codes[at]);
      if (value < 0) continue;
      let seen = begin;
      while (seen < end && found[seen] !== value) seen++;
      if (seen === end) found[end++] = value;
    }
    begins[row + 1] = end;
  }
  return { starts: begins, codes: found.subarray(0, end) };
}

/** A place and what contains it, nearest first. */
export function upwards(places, place) {
  const path = [];
  while (place >= 0 && !path.includes(place)) {
    path.push(place);
    place = places[place][3];
  }
  return path;
}
