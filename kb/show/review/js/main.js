// The review of candidates: read the article, judge each, save the file.
import { byId, el, short } from "../../explorer/js/dom.js";
import { cell, download } from "../../explorer/js/export.js";
import { say, speak } from "../../explorer/js/words.js";
import { Card } from "./card.js";
import { Decisions } from "./decisions.js";
import { Text } from "./text.js";

/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^'*[=+\-@\t\r]/;

class Review {
  /** @param {import("./decisions.js").Data} data */
  constructor(data) {
    this.data = data;
    this.decisions = new Decisions(data);
    this.chosen = -1;
    this.cards = [];
    this.sheets = data.articles.map((article, number) => this.sheet(article, number));
    byId("articles").append(...this.sheets.map((sheet) => sheet.element));
    for (let row = data.rows.length; row < this.decisions.rows.length; row++) this.show(row);
    this.tell();
    byId("save").addEventListener("click", () => this.save());
    byId("show").addEventListener("change", (event) => { document.body.dataset.show = event.target.value; });
    byId("forget").addEventListener("click", () => this.forget());
    byId("restored").hidden = !this.decisions.restored;
    addEventListener("storage", (event) => { if (this.decisions.keys.includes(event.key)) location.reload(); });
    byId("take").addEventListener("click", () => this.take());
    byId("take").addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("selectionchange", () => this.offer());
    document.addEventListener("keydown", (event) => this.key(event));
  }

  /** Drop all decisions, once the reader has said so twice. */
  forget() {
    const { decisions } = this, button = byId("forget"), n = decisions.rows.length - decisions.count("");
    if (n && !button.dataset.asked) {
      button.dataset.asked = "yes";
      button.textContent = say("review_forget_sure", { n });
      return;
    }
    decisions.forget();
    location.reload();
  }

  sheet(article, number) {
    const rows = Array.from({ length: article.n }, (_, at) => article.first + at);
    const fields = rows.map((row) => this.data.fields[row]);
    article.triggers = rows.flatMap((row) => this.trigger(row));
    const sheet = { article, number, text: null, list: el("ol", {}), element: null };
    sheet.text = new Text(article, fields, rows.map((row) => this.quote(row)), (row) => this.choose(row));
    sheet.element = el("section", { class: "article" },
      el("div", { class: "about" }, el("h2", { dir: "auto" }, article.title || say("review_article", { n: number + 1 })),
        el("p", { class: "from", dir: "auto" }, ...this.from(article)), ...article.notes.map((note) => el("p", { class: "from notes" }, note))),
      sheet.text.element, el("div", {}, sheet.list));
    this.fill(sheet, rows);
    return sheet;
  }

  fill(sheet, rows) {
    for (const row of rows) sheet.list.append(this.card(row).element);
    if (!rows.length) sheet.list.append(el("li", { class: "none" }, say("review_none")));
  }

  from({ source, published, url }) {
    const day = published ? say("review_published", { day: published }) : say("review_unpublished");
    const where = url ? [" · ", el("a", { href: url, rel: "noopener noreferrer" }, short(url, 70))] : [];
    return [[source, day].filter(Boolean).join(" · "), ...where];
  }

  card(row) {
    const card = new Card(this.decisions, this.data, row, {
      choose: (each) => this.choose(each === this.chosen ? -1 : each),
      judge: (each, said) => this.judge(each, said),
      light: (each, column) => this.light(each, column),
    });
    this.cards[row] = card;
    return card;
  }

  /** Where the words of a candidate lie in its article. @param {number} row @returns {[number, number]} */
  quote(row) {
    if (!this.decisions.added(row)) return this.data.spans[row];
    const letters = Array.from(this.data.articles[this.decisions.homes[row]].text);
    const upTo = (n) => letters.slice(0, n).join("").length;
    const [start, end] = this.decisions.at(row, "span").split(":").map(Number);
    return Number.isInteger(start) && Number.isInteger(end) ? [upTo(start), upTo(end)] : [-1, -1];
  }

  /** The first words that say what happened. */
  trigger(row) {
    const found = this.data.fields[row].find(([column, start]) => column === "kind" && start >= 0);
    return found ? [[found[1], found[2], row]] : [];
  }

  sheetOf(row) {
    return this.sheets[this.decisions.homes[row]];
  }

  choose(row, scroll = false) {
    const old = this.cards[this.chosen];
    if (old) old.choose(false);
    this.chosen = row;
    for (const { text } of this.sheets) for (const name of ["quoted", "lit"]) text.light(name, []);
    if (row < 0) return;
    const card = this.cards[row], { text } = this.sheetOf(row);
    card.choose(true);
    text.light("quoted", [this.quote(row)]);
    text.show(this.quote(row)[0]);
    const tall = card.element.offsetHeight > innerHeight / 2;
    if (scroll || !inView(card.element)) card.element.scrollIntoView({ block: tall ? "start" : "center" });
  }

  /** @param {number} row @param {string} column whose words are lit up */
  light(row, column) {
    const words = (this.data.fields[row] ?? []).filter(([name, start]) => name === column && start >= 0);
    const { text } = this.sheetOf(row);
    text.light("lit", words.map(([, start, end]) => [start, end]));
    if (words.length) text.show(words[0][1]);
  }

  judge(row, said) {
    this.decisions.put(row, "accept", said);
    this.cards[row].draw();
    this.tell();
  }

  tell() {
    const { decisions } = this, all = decisions.rows.length;
    const [yes, no] = [decisions.count("yes"), decisions.count("no")];
    byId("tally").textContent = say("review_tally", { n: yes, no, open: all - yes - no });
    byId("bar-yes").style.width = `${100 * yes / Math.max(1, all)}%`;
    byId("bar-no").style.width = `${100 * no / Math.max(1, all)}%`;
    byId("forget").hidden = !decisions.touched;
    byId("forget").textContent = say("review_forget");
    delete byId("forget").dataset.asked;
    for (const card of this.cards) this.sheetOf(card.row).text.judge(card.row, decisions.at(card.row, "accept"));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = /^[a-z]$/.test(event.key) ? event.key : event.code.replace("Key", "").toLowerCase();
    const step = { j: 1, k: -1 }[key];
    const said = { y: "yes", n: "no", u: "" }[key];
    if (step) this.choose(this.beside(this.chosen, step), true);
    else if (said !== undefined && this.chosen >= 0) {
      this.judge(this.chosen, said);
      if (said) this.choose(this.beside(this.chosen, 1), true);
    } else if (key === "e" && this.chosen >= 0) byId(`field-${this.chosen}-title`).focus();
    else if (event.key === "Escape") this.choose(-1);
    else return;
    event.preventDefault();
  }

  /** The next card that is shown, the same at the end. */
  beside(row, step) {
    for (let at = row + step; at >= 0 && at < this.cards.length; at += step)
      if (this.cards[at].element.offsetParent) return at;
    return Math.max(row, -1);
  }

  /** Offer to make a report of words that the reader has selected in an article. */
  offer() {
    const button = byId("take"), sheet = this.sheets.find(({ text }) => text.selected());
    button.hidden = !sheet;
    if (!sheet) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.top = `${box.bottom + scrollY + 6}px`;
    button.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - 260))}px`;
  }

  take() {
    const sheet = this.sheets.find(({ text }) => text.selected());
    if (!sheet) return;
    const { article, number } = sheet, [start, end] = sheet.text.selected();
    const words = article.text.slice(start, end), letters = (text) => Array.from(text).length;
    const [before, trimmed] = [start + words.length - words.trimStart().length, words.trim()];
    if (!trimmed) return;
    const from = letters(article.text.slice(0, before)), { published, source, url, lang } = article;
    const row = this.decisions.add({
      ...this.within(article, start, end), accept: "yes", title: titled(trimmed), quote: trimmed.replace(/\s+/g, " "),
      published, source, url, lang, span: `${from}:${from + letters(trimmed)}`, why: say("review_by_hand"),
    }, number);
    getSelection().removeAllRanges();
    this.show(row);
    this.tell();
    this.choose(row, true);
    byId(`field-${row}-title`).focus();
  }

  /** What the selected words name: the first date, and the places. */
  within(article, start, end) {
    const named = (kind) => article.marks.filter((mark) => mark[2] === kind && mark[0] >= start && mark[1] <= end && mark[3]).map((mark) => mark[3]);
    return { date: named("date")[0] ?? "", places: [...new Set(named("place"))].join("; ") };
  }

  /** Put a row that a person added beside its article. */
  show(row) {
    const { list } = this.sheetOf(row);
    list.querySelector(".none")?.remove();
    list.append(this.card(row).element);
  }

  save() {
    const { columns, rows } = this.decisions;
    const told = rows.map((row) => row.map((text) => FORMULA.test(text) ? `'${text}` : text));
    download("candidates.csv", [columns, ...told].map((row) => row.map(cell).join(",") + "\n").join(""), "text/csv;charset=utf-8");
    byId("command").textContent = `kb add candidates.csv ${this.data.folder}`;
    byId("saved").hidden = false;
  }
}

/** Words as a title, with a capital. @param {string} words */
const titled = (words) => short(words.charAt(0).toUpperCase() + words.slice(1), 90);

const inView = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 60 && bottom < innerHeight;
};

const data = JSON.parse(byId("data").textContent);
speak(data.messages, data.lang);
new Review(data);
document.documentElement.dataset.drawn = "";
