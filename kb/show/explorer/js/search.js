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
 * @typedef {{text: string, size: number, starts: Uint32Array}} Column
 * Values by number, and where in the text of their column the word begins that was asked for.
 * @typedef {{lines: Uint32Array, places: Uint32Array}} Finds */

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
    this.last = null;
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

  /** Which events have all words of a query; nothing when there is no word, or all events have them.
   * As long as a query finds the same, it is the same array. @param {string} query
   * @returns {Uint8Array | null} */
  find(query) {
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const masks = [...new Set(words.map((word) => this.word(word).mask))].filter((mask) => mask.includes(0));
    const { last } = this;
    if (last && last.masks.length === masks.length && masks.every((mask) => last.masks.includes(mask))) return last.both;
    this.last = { masks, both: all(masks) };
    return this.last.both;
  }

  /** What a word finds: values by column, and events. What a longer word finds lies within.
   * @param {string} word @returns {{mask: Uint8Array, finds: Map<string, Finds>}} */
  word(word) {
    let found = this.words.get(word);
    if (!found) {
      if (this.words.size > KEPT) this.words.delete(this.words.keys().next().value);
      this.words.set(word, found = this.look(word, this.words.get(word.slice(0, -1))));
    }
    return found;
  }

  look(word, shorter) {
    const finds = new Map();
    let fewer = !shorter;
    for (const name of this.names) {
      const some = shorter?.finds.get(name), found = some ? within(this.column(name), word, some) : everywhere(this.column(name), word);
      if (found.lines.length !== some?.lines.length) fewer = true;
      finds.set(name, found);
    }
    return { mask: fewer ? this.marked(finds) : shorter.mask, finds };
  }

  /** The events that have one of some values. */
  marked(finds) {
    const mask = new Uint8Array(this.data.n);
    for (const [name, { lines }] of finds) if (lines.length && mask.includes(0)) this.spread(name, lines, mask);
    return mask;
  }

  /** Marks the events that have one of some values. */
  spread(name, hits, mask) {
    const { data } = this;
    const told = !LINKED.includes(name), at = told ? data.told(name.slice(8)).codes : null;
    const { size } = this.column(name), { out } = this;
    if (told && !out && hits.length === size) return mask.fill(1);
    const has = new Uint8Array(size);
    for (let each = 0; each < hits.length; each++) has[hits[each]] = 1;
    if (told) {
      const { reportsAt } = data;
      for (let report = 0; report < at.length; report++) if (has[at[report]] && (!out || out[report])) mask[reportsAt[report]] = 1;
      return mask;
    }
    const { place, actor } = this.links ?? { place: data.wherever, actor: data.links("actors") };
    const { starts, codes } = name === "places" ? place : actor;
    for (let row = 0; row < mask.length; row++) {
      for (let each = starts[row]; each < starts[row + 1] && !mask[row]; each++) mask[row] = has[codes[each]];
    }
    return mask;
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

/** The events that several masks have in common. @param {Uint8Array[]} masks */
function all([first, ...others]) {
  if (!others.length) return first ?? null;
  const both = first.slice();
  for (const mask of others) for (let row = 0; row < both.length; row++) both[row] &= mask[row];
  return both;
}

/** The values that have a word, out of all. @param {Column} column @param {string} word
 * @returns {Finds} */
function everywhere({ text, starts, size }, word) {
  const lines = new Uint32Array(size), places = new Uint32Array(size);
  let n = 0, line = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
    if (!begins(text, at)) {
      at += 1;
      continue;
    }
    line = lineOf(starts, at, line);
    lines[n] = line;
    places[n++] = at;
    at = starts[line + 1];
  }
  return { lines: lines.slice(0, n), places: places.slice(0, n) };
}

/** The values that have a word, out of those that have all but its last letter: mostly it goes on
 * where that stood. @param {Column} column @param {string} word @param {Finds} shorter
 * @returns {Finds} */
function within({ text, starts, size }, word, shorter) {
  const { length } = shorter.lines, last = word.length - 1, letter = word.charCodeAt(last);
  const lines = new Uint32Array(length), places = new Uint32Array(length);
  const later = length * FEW < size ? inLine(text, word) : inText(text, word);
  let n = 0, moved = false;
  for (let each = 0; each < length; each++) {
    const line = shorter.lines[each];
    let at = shorter.places[each];
    if (text.charCodeAt(at + last) !== letter) {
      at = later(at + 1, starts[line + 1] - 1);
      if (at < 0) continue;
      moved = true;
    }
    lines[n] = line;
    places[n++] = at;
  }
  return n === length && !moved ? shorter : { lines: lines.slice(0, n), places: places.slice(0, n) };
}

/** Looks for the beginning of a word between two places, which lie behind the last ones; nothing of a
 * text is looked at twice. */
function inText(text, word) {
  let next = -1;
  return (from, end) => {
    if (next < from) next = after(text, word, from);
    while (next < end && !begins(text, next)) next = after(text, word, next + 1);
    return next < end ? next : -1;
  };
}

/** The same, looking at nothing but what lies between. */
function inLine(text, word) {
  return (from, end) => {
    const part = text.slice(from, end);
    let at = part.indexOf(word);
    while (at >= 0 && !begins(text, from + at)) at = part.indexOf(word, at + 1);
    return at < 0 ? -1 : from + at;
  };
}

function after(text, word, from) {
  const at = text.indexOf(word, from);
  return at < 0 ? Infinity : at;
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

/** In which line a place is; it is sought from one that does not lie behind it on. */
function lineOf(starts, at, low) {
  let step = 1;
  while (low + step < starts.length && starts[low + step] <= at) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length - 1);
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
