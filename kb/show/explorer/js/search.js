// Finds events by the words of their reports: each word asked for stands somewhere, at least as the
// beginning of a word.

const COLUMNS = ["title", "quote", "source", "claimant", "via", "note", "counts", "kind"];
const LINKED = ["places", "actors"];
const KEPT = 24; // words whose finds are remembered
const MARKS = /\p{M}/gu;
const PLAIN = /^[\x00-\x7f]*$/;
const FEW = 40; // of so many values not one: each is looked at by itself

/** Text without case and accents. @param {string} text @returns {string} */
export function fold(text) {
  return PLAIN.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

/** A column: its distinct values as one folded text, a value a line.
 * @typedef {{text: string, size: number, starts: Uint32Array}} Column */

export class Search {
  /** @param {import("./data.js").Data} data */
  constructor(data) {
    this.data = data;
    this.words = new Map();
    this.columns = new Map();
    this.names = [...COLUMNS.filter((name) => data.pack.has("reports." + name)).map((name) => "reports." + name), "places", "actors"];
  }

  /** Looks through what was known alone: the reports that had come out, where and who they told of.
   * @param {Uint8Array | null} out @param {Record<string, import("./data.js").Links>} links */
  restrict(out, links) {
    Object.assign(this, { out, links });
    this.words.clear();
  }

  /** Makes the columns ready, one at a time while nothing else is to be done. */
  warm() {
    const name = this.names.find((each) => !this.columns.has(each));
    if (!name) return;
    (window.requestIdleCallback ?? setTimeout)(() => {
      this.column(name);
      this.warm();
    });
  }

  /** Which events have all words of a query; nothing when there is no word.
   * @param {string} query @returns {Uint8Array | null} */
  find(query) {
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return null;
    const masks = words.map((word) => this.word(word).mask);
    if (masks.length === 1) return masks[0];
    const both = masks[0].slice();
    for (const mask of masks.slice(1)) for (let row = 0; row < both.length; row++) both[row] &= mask[row];
    return both;
  }

  /** What a word finds: values by column, and events. What a longer word finds lies within.
   * @param {string} word @returns {{mask: Uint8Array, lines: Map<string, Uint32Array>}} */
  word(word) {
    let found = this.words.get(word);
    if (!found) {
      if (this.words.size > KEPT) this.words.delete(this.words.keys().next().value);
      this.words.set(word, found = this.look(word, this.words.get(word.slice(0, -1))));
    }
    return found;
  }

  look(word, shorter) {
    const mask = new Uint8Array(this.data.n), lines = new Map();
    for (const name of this.names) {
      const some = shorter && this.columns.has(name) ? shorter.lines.get(name) : null;
      const hits = some ? within(this.column(name), word, some) : everywhere(this.column(name), word);
      lines.set(name, hits);
      if (hits.length) this.spread(name, hits, mask);
    }
    return { mask, lines };
  }

  /** Marks the events that have one of some values. */
  spread(name, hits, mask) {
    const { data } = this;
    const told = !LINKED.includes(name), at = told ? data.told(name.slice(8)).codes : null;
    const has = new Uint8Array(this.column(name).size);
    for (const line of hits) has[line] = 1;
    if (told) {
      const { reportsAt } = data, { out } = this;
      for (let report = 0; report < at.length; report++) if (has[at[report]] && (!out || out[report])) mask[reportsAt[report]] = 1;
      return;
    }
    const { place, actor } = this.links ?? { place: data.wherever, actor: data.links("actors") };
    const { starts, codes } = name === "places" ? place : actor;
    for (let row = 0; row < mask.length; row++) {
      for (let each = starts[row]; each < starts[row + 1] && !mask[row]; each++) mask[row] = has[codes[each]];
    }
  }

  /** @param {string} name @returns {Column} */
  column(name) {
    let column = this.columns.get(name);
    if (!column) {
      const { text, size } = LINKED.includes(name) ? this.named(name) : this.data.told(name.slice(8)).values;
      const folded = fold(text);
      this.columns.set(name, column = { text: folded, size, starts: lineStarts(folded, size) });
    }
    return column;
  }

  named(name) {
    const all = this.data.meta[name];
    return { text: all.map((each) => each[1].replaceAll("\n", " ")).join("\n"), size: all.length };
  }
}

/** The values that have a word, out of all. @param {Column} column @param {string} word */
function everywhere({ text, starts, size }, word) {
  const hits = new Uint32Array(size);
  let n = 0, line = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
    if (!begins(text, at)) {
      at += 1;
      continue;
    }
    line = lineOf(starts, at, line);
    hits[n++] = line;
    at = starts[line + 1];
  }
  return hits.slice(0, n);
}

/** The values that have a word, out of those that have its beginning; none is looked at twice. */
function within({ text, starts, size }, word, lines) {
  const hits = new Uint32Array(lines.length), few = lines.length * FEW < size;
  let n = 0, at = -1;
  for (const line of lines) {
    const start = starts[line], end = starts[line + 1] - 1;
    const value = few ? text.slice(Math.max(start - 1, 0), end) : text, shift = few ? Math.max(start - 1, 0) : 0;
    if (few || at < start) at = value.indexOf(word, start - shift);
    while (at >= 0 && at + shift < end && !begins(value, at)) at = value.indexOf(word, at + 1);
    if (at < 0 && !few) break;
    if (at >= 0 && at + shift < end) hits[n++] = line;
  }
  return hits.slice(0, n);
}

function lineStarts(text, size) {
  const starts = new Uint32Array(size + 1).fill(text.length + 1);
  starts[0] = 0;
  for (let row = 1, at = 0; row < size; row++) {
    at = text.indexOf("\n", at) + 1;
    if (!at) break;
    starts[row] = at;
  }
  return starts;
}

function lineOf(starts, at, low) {
  let high = starts.length - 1;
  if (starts[low + 1] > at) return low;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle; else high = middle;
  }
  return low;
}

/** Whether a word begins here: what stands before is no letter and no digit. */
function begins(text, at) {
  if (at === 0) return true;
  const code = text.charCodeAt(at - 1);
  if (code < 128) {
    return !(code >= 97 && code <= 122) && !(code >= 48 && code <= 57);
  }
  return !/[\p{L}\p{N}]/u.test(text[at - 1]);
}
