// Finds events by the words of their reports: each word asked for stands somewhere, at least as the
// beginning of a word.

const COLUMNS = ["title", "quote", "source", "claimant", "via", "note", "counts", "kind"];
const MARKS = /\p{M}/gu;

/** Text without case and accents. @param {string} text @returns {string} */
export function fold(text) {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

/** @param {import("./data.js").Data} data */
export class Search {
  constructor(data) {
    this.data = data;
    this.words = new Map();
    this.columns = new Map();
  }

  /** Which events have all words of a query; nothing when there is no word.
   * @param {string} query @returns {Uint8Array | null} */
  find(query) {
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return null;
    const masks = words.map((word) => this.word(word));
    if (masks.length === 1) return masks[0];
    const both = masks[0].slice();
    for (const mask of masks.slice(1)) for (let row = 0; row < both.length; row++) both[row] &= mask[row];
    return both;
  }

  /** @param {string} word @returns {Uint8Array} */
  word(word) {
    if (!this.words.has(word)) {
      if (this.words.size > 40) this.words.delete(this.words.keys().next().value);
      this.words.set(word, this.look(word));
    }
    return this.words.get(word);
  }

  look(word) {
    const { data } = this;
    const mask = new Uint8Array(data.n);
    for (const name of COLUMNS) {
      if (!data.pack.has("reports." + name)) continue;
      const hits = this.hits("reports." + name, () => data.told(name).values, word);
      if (!hits) continue;
      const { codes } = data.told(name), { reportsAt } = data;
      for (let report = 0; report < codes.length; report++) {
        if (hits[codes[report]]) mask[reportsAt[report]] = 1;
      }
    }
    this.named(mask, "places", data.wherever, word);
    this.named(mask, "actors", data.links("actors"), word);
    return mask;
  }

  named(mask, name, { starts, codes }, word) {
    const hits = this.hits(name, () => ({
      text: this.data.meta[name].map((each) => each[1].replaceAll("\n", " ")).join("\n"),
      size: this.data.meta[name].length,
    }), word);
    if (!hits) return;
    for (let row = 0; row < mask.length; row++) {
      for (let at = starts[row]; at < starts[row + 1] && !mask[row]; at++) mask[row] = hits[codes[at]];
    }
  }

  /** Which values of a column have a word; nothing where none has. */
  hits(name, lines, word) {
    if (!this.columns.has(name)) {
      const { text, size } = lines();
      const folded = fold(text);
      this.columns.set(name, { text: folded, size, starts: lineStarts(folded, size) });
    }
    const { text, size, starts } = this.columns.get(name);
    let hits = null, line = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at)) {
      if (!begins(text, at)) {
        at += 1;
        continue;
      }
      line = lineOf(starts, at, line);
      (hits ??= new Uint8Array(size))[line] = 1;
      at = starts[line + 1];
    }
    return hits;
  }
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
