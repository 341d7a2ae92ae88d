// What a person decides and mends: rows of text, kept in the browser until they are taken away.

/** @typedef {{key: string, columns: string[], rows: string[][], articles: any[], fields: any[][],
 * dates: string[], options: Record<string, Record<string, string>>}} Data */

export class Decisions {
  /** @param {Data} data */
  constructor(data) {
    this.columns = data.columns;
    this.place = Object.fromEntries(data.columns.map((name, at) => [name, at]));
    this.proposed = data.rows;
    this.rows = data.rows.map((row) => [...row]);
    this.homes = data.articles.flatMap(({ n }, number) => Array(n).fill(number));
    this.key = `eventkb-review-${data.key}`;
    this.restored = this.restore();
  }

  /** @param {number} row @param {string} column @returns {string} */
  at(row, column) {
    return this.rows[row][this.place[column]] ?? "";
  }

  /** What was proposed; nothing for a row that a person added. @param {number} row @param {string} column */
  was(row, column) {
    return this.proposed[row]?.[this.place[column]] ?? "";
  }

  /** @param {number} row @param {string} column @param {string} text */
  put(row, column, text) {
    this.rows[row][this.place[column]] = text;
    this.keep();
  }

  /** Whether somebody has added a row. @param {number} row */
  added(row) {
    return row >= this.proposed.length;
  }

  /** @param {Record<string, string>} values @param {number} article that it is read from
   * @returns {number} the new row */
  add(values, article) {
    this.rows.push(this.columns.map((name) => values[name] ?? ""));
    this.homes.push(article);
    this.keep();
    return this.rows.length - 1;
  }

  /** @param {string} said @returns {number} how many rows say yes, no or nothing */
  count(said) {
    return this.rows.reduce((n, row) => n + (row[this.place.accept] === said ? 1 : 0), 0);
  }

  /** Whether anything differs from what was proposed. */
  get touched() {
    return this.rows.length !== this.proposed.length || this.changes().length > 0;
  }

  changes() {
    return this.proposed.flatMap((row, at) =>
      this.rows[at].flatMap((text, column) => text === row[column] ? [] : [[at, column, text]]));
  }

  forget() {
    this.rows = this.proposed.map((row) => [...row]);
    this.homes.length = this.rows.length;
    this.keep();
  }

  keep() {
    const first = this.proposed.length;
    const told = { changes: this.changes(), added: this.rows.slice(first), homes: this.homes.slice(first) };
    try {
      if (this.touched) localStorage.setItem(this.key, JSON.stringify(told));
      else localStorage.removeItem(this.key);
    } catch { /* a browser that keeps nothing: the file is saved all the same */ }
  }

  /** @returns {boolean} whether decisions of an earlier visit are there again */
  restore() {
    try {
      const told = JSON.parse(localStorage.getItem(this.key) ?? "null");
      if (!told) return false;
      for (const [row, column, text] of told.changes) this.rows[row][column] = String(text);
      for (const row of told.added) this.rows.push(this.columns.map((_, at) => String(row[at] ?? "")));
      this.homes.push(...told.homes);
      return true;
    } catch {
      return false;
    }
  }
}
