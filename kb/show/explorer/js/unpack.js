// Opens the container of columns that the page carries; see pack.py for how it is written.

/** @typedef {{meta: any, has: (name: string) => boolean, lines: (name: string) => Lines,
 *   codes: (name: string) => Codes, numbers: (name: string) => Float64Array,
 *   texts: (name: string) => Texts}} Pack */
/** @typedef {Uint8Array | Uint16Array | Uint32Array} Codes */

/** Texts in a row, of which only those asked for are cut out. */
export class Lines {
  /** @param {Uint8Array} bytes @param {number} size */
  constructor(bytes, size) {
    this.bytes = bytes;
    this.size = size;
  }

  /** All of it, a value a line. @returns {string} */
  get text() {
    return this.whole ??= new TextDecoder().decode(this.bytes);
  }

  /** Where each line begins, and where one after the last would. @returns {Uint32Array} */
  get starts() {
    if (!this.begins) {
      const starts = this.begins = new Uint32Array(this.size + 1);
      const text = this.text;
      for (let row = 1, at = 0; row <= this.size; row++) {
        at = text.indexOf("\n", at) + 1;
        starts[row] = at || (at = text.length + 1);
      }
    }
    return this.begins;
  }

  /** @param {number} row @returns {string} */
  at(row) {
    const starts = this.starts;
    const line = this.text.slice(starts[row], starts[row + 1] - 1);
    return line.includes("\\") ? line.replaceAll("\\n", "\n").replaceAll("\\b", "\\") : line;
  }

  /** @param {string} value @returns {number} the line that it is, -1 where none is */
  find(value) {
    const line = value.replaceAll("\\", "\\b").replaceAll("\n", "\\n"), { text } = this;
    for (let at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + 1)) {
      const begins = at === 0 || text[at - 1] === "\n", end = at + line.length;
      if (!begins || !(end === text.length || text[end] === "\n")) continue;
      let low = 0, high = this.size;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= at) low = middle; else high = middle;
      }
      return low;
    }
    return -1;
  }

  /** @returns {string[]} */
  all() {
    return Array.from({ length: this.size }, (_, row) => this.at(row));
  }
}

/** A column of texts: a code for each row into distinct values. */
export class Texts {
  /** @param {Lines} values @param {Codes} codes */
  constructor(values, codes) {
    this.values = values;
    this.codes = codes;
  }

  /** @param {number} row @returns {string} */
  at(row) {
    return this.values.at(this.codes[row]);
  }

  /** The same texts, for other rows. @param {ArrayLike<number>} rows @returns {Texts} */
  take(rows) {
    const codes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at++) codes[at] = this.codes[rows[at]];
    return new Texts(this.values, codes);
  }
}

/** @param {string} packed base64 of gzipped bytes @returns {Promise<Uint8Array>} */
export async function inflate(packed) {
  const bytes = Uint8Array.fromBase64?.(packed)
    ?? Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {Pack} */
export function readPack(bytes) {
  const end = bytes.indexOf(10);
  const { columns, meta } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const body = bytes.subarray(end + 1);
  const kept = new Map();
  const once = (name, part, make) => {
    const key = part + name;
    if (!kept.has(key)) kept.set(key, make(columns[name][part]));
    return kept.get(key);
  };
  const lines = (name) =>
    once(name, "values", ([at, length, n]) => new Lines(body.subarray(at, at + length), n));
  const codes = (name) => once(name, "codes", (where) =>
    where.length > 4 ? through(readCodes(body, where), codes(where[4]), where[1] < 0) : readCodes(body, where));
  return {
    meta, lines, codes,
    has: (name) => name in columns,
    texts: (name) => once(name, "", () => new Texts(lines(name), codes(name))),
    numbers: (name) => once(name, "numbers", ([at, n]) =>
      new Float64Array(body.slice(at, at + 8 * n).buffer)),
  };
}

/** Codes that follow from those of another column. @param {Codes} table @param {Codes} base
 * @param {boolean} same @returns {Codes} */
function through(table, base, same) {
  if (same) return base;
  const found = table.BYTES_PER_ELEMENT === 1 ? new Uint8Array(base.length)
    : table.BYTES_PER_ELEMENT === 2 ? new Uint16Array(base.length) : new Uint32Array(base.length);
  for (let row = 0; row < base.length; row++) found[row] = table[base[row]];
  return found;
}

/** @param {Uint8Array} body @param {any[]} where place, width, length, value @returns {Codes} */
function readCodes(body, [at, width, n, value]) {
  if (width === 0) return (value < 256 ? new Uint8Array(n) : new Uint32Array(n)).fill(value);
  if (width < 0) {
    const counted = new Uint32Array(n);
    for (let row = 0; row < n; row++) counted[row] = row;
    return counted;
  }
  if (width === 1) return body.subarray(at, at + n);
  const codes = width === 2 ? new Uint16Array(n) : new Uint32Array(n);
  for (let plane = 0; plane < width; plane++) {
    const from = at + plane * n, shift = 8 * plane;
    for (let row = 0; row < n; row++) codes[row] |= body[from + row] << shift;
  }
  return codes;
}
