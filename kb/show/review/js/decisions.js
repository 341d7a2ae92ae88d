// What a person decides and mends: rows of text, kept in the browser until they are taken away.

/** @typedef {{columns: string[], rows: string[][], articles: any[], fields: any[][], spans: [number, number][],
 * dates: string[], titles: Record<string, string>, families: Record<string, string>, folder: string,
 * options: Record<string, Record<string, string>>}} Data */

export class Decisions {
  /** @param {Data} data */
  constructor(data) {
    this.columns = data.columns;
    this.place = Object.fromEntries(data.columns.map((name, at) => [name, at]));
    this.proposed = data.rows;
    this.keys = data.articles.map(({ key }) => `eventkb-review-${key}`);
    this.rows = data.rows.map((row) => [...row]);
    this.homes = data.articles.flatMap(({ n }, number) => Array(n).fill(number));
    this.restored = this.keys.map((key, number) => this.restore(key, number)).some(Boolean);
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
    this.keep(this.homes[row]);
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
    this.keep(article);
    return this.rows.length - 1;
  }

  /** @param {string} said @returns {number} how many rows say yes, no or nothing */
  count(said) {
    return this.rows.reduce((n, row) => n + (row[this.place.accept] === said ? 1 : 0), 0);
  }

  /** Whether anything differs from what was proposed. */
  get touched() {
    return this.rows.length !== this.proposed.length || this.keys.some((_, number) => this.changes(number).length > 0);
  }

  /** What differs in the rows of an article, by the ids that were proposed. @param {number} article */
  changes(article) {
    return this.proposed.flatMap((row, at) => this.homes[at] !== article ? [] : this.rows[at].flatMap((text, column) =>
      text === row[column] ? [] : [[row[this.place.proposed], this.columns[column], text]]));
  }

  forget() {
    this.rows = this.proposed.map((row) => [...row]);
    this.homes.length = this.rows.length;
    this.keys.forEach((_, number) => this.keep(number));
  }

  /** Keep the decisions on an article under its own name: they outlive a page that is made anew.
   * @param {number} article */
  keep(article) {
    const added = this.rows.filter((_, row) => this.added(row) && this.homes[row] === article);
    const changes = this.changes(article);
    try {
      if (changes.length + added.length) localStorage.setItem(this.keys[article], JSON.stringify({ columns: this.columns, changes, added }));
      else localStorage.removeItem(this.keys[article]);
    } catch { /* a browser that keeps nothing: the file is saved all the same */ }
  }

  /** Take what is kept for an article, where it fits this page.
   * @param {string} key @param {number} article @returns {boolean} whether there is any */
  restore(key, article) {
    let told = null;
    try { told = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { /* nothing that could be read */ }
    if (!told || !fits(told, this.columns)) return false;
    const rows = new Map(this.proposed.map((row, at) => [`${this.homes[at]} ${row[this.place.proposed]}`, at]));
    for (const [id, column, text] of told.changes) {
      const row = rows.get(`${article} ${id}`);
      if (row !== undefined && column in this.place) this.rows[row][this.place[column]] = text;
    }
    for (const row of told.added) {
      this.rows.push([...row]);
      this.homes.push(article);
    }
    return told.changes.length + told.added.length > 0;
  }
}

/** Whether kept decisions are of the shape of a page's. */
function fits({ columns, changes, added }, own) {
  const texts = (each, n) => Array.isArray(each) && each.length === n && each.every((text) => typeof text === "string");
  return [columns, changes, added].every(Array.isArray) && columns.join() === own.join()
    && changes.every((each) => texts(each, 3)) && added.every((row) => texts(row, own.length));
}
