// The table: the same events to read and to sort, the equal of the drawings for who cannot see them.
import { badgesOf, whenOf } from "./account.js";
import { rolesOf } from "./claims.js";
import { el, short } from "./dom.js";
import { coded } from "./known.js";
import { nameOf } from "./lanes.js";
import { titleOf } from "./panel.js";
import { number, say } from "./words.js";

const PAGE = 60, MANY = 20_000; // rows at first; distinct texts that are compared as a language does it
const COLUMNS = ["time", "title", "kind", "status", "places", "actors", "reports"];

export class Table {
  /** @param {HTMLElement} place
   * @param {{pick: (row: number) => void, sort: (by: string) => void, family: (row: number) => number}} tell */
  constructor(place, tell) {
    this.tell = tell;
    this.body = el("tbody");
    this.heads = COLUMNS.map((name) => el("th", { scope: "col" },
      el("button", { type: "button", onclick: () => this.ask(name), text: say("column_" + name) })));
    this.more = el("button", { type: "button", onclick: () => this.add(200) });
    this.note = el("p", { class: "note" });
    place.replaceChildren(
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("table_caption") },
        el("table", { class: "events" }, el("caption", { class: "unseen", text: say("table_caption") }),
          el("thead", {}, el("tr", {}, ...this.heads)), this.body)),
      this.note, this.more);
  }

  ask(name) {
    const down = this.sort === name;
    this.tell.sort(down ? "-" + name : name);
  }

  /** @param {import("./account.js").World} world @param {ArrayLike<number>} index
   * @param {string} sort @param {number} chosen */
  show(world, index, sort, chosen) {
    Object.assign(this, { world, sort, chosen, index: sorted(world, index, sort), shown: 0 });
    this.heads.forEach((head, at) => {
      const [name, up] = [COLUMNS[at], sort.replace("-", "")];
      if (name === up) head.setAttribute("aria-sort", sort[0] === "-" ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const held = document.activeElement?.closest("#table tbody tr");
    this.body.replaceChildren();
    this.add(PAGE);
    if (held) this.resume(held.dataset.row);
  }

  /** Who reads the table by keys stays at their event, or in the table where that is gone. */
  resume(row) {
    const button = this.body.querySelector(`tr[data-row="${row}"] button`) ?? this.body.closest(".scroll");
    button.focus({ preventScroll: true });
  }

  add(n) {
    const end = Math.min(this.shown + n, this.index.length);
    const rows = [];
    for (let at = this.shown; at < end; at++) rows.push(this.row(this.index[at]));
    this.body.append(...rows);
    this.shown = end;
    this.more.hidden = end >= this.index.length;
    this.more.textContent = say("more_rows", { n: Math.min(200, this.index.length - end) });
    this.note.textContent = this.index.length ? say("rows_shown", { n: end, all: number(this.index.length) }) : say("nothing_here");
  }

  /** @param {number} chosen */
  mark(chosen) {
    this.chosen = chosen;
    for (const row of this.body.children) row.classList.toggle("chosen", Number(row.dataset.row) === chosen);
  }

  row(row) {
    const { world } = this, { data, known } = world;
    const cell = (text, longest) => el("td", { dir: "auto", text: short(text, longest) });
    const status = known.text("status", row);
    const made = el("tr", { class: row === this.chosen ? "chosen" : "", "data-row": row },
      el("td", { class: "when", text: whenOf(world, row) }),
      el("td", {}, el("button", { type: "button", class: "link", dir: "auto", onclick: () => this.tell.pick(row) },
        el("span", { class: `dot f${this.tell.family(row)}`, "aria-hidden": "true" }), short(titleOf(world, row), 200)),
      ...badgesOf(world, row).filter(({ name }) => name !== "one_sided").map(({ name }) => el("span", { class: "badge " + name, text: say("standing_" + name) }))),
      cell(nameOf("kind", known.text("kind", row), data), 60), cell(nameOf("status", status, data), 40),
      cell(known.text("places", row), 90), cell(names(known.text("actors", row)), 120),
      el("td", { class: "n", text: number(known.reports(row).length) }));
    return made;
  }
}

/** @returns {ArrayLike<number>} */
function sorted({ data, known }, index, sort) {
  const name = sort.replace("-", ""), sign = sort[0] === "-" ? -1 : 1;
  if (name === "time") return sign > 0 ? index : Uint32Array.from(index).reverse();
  const keys = name === "reports" ? sizes(data) : ranks(data, known, name);
  return Uint32Array.from(index).sort((a, b) => sign * (keys[a] - keys[b]) || a - b);
}

function sizes({ reports: { starts }, n }) {
  return Uint32Array.from({ length: n }, (_, row) => starts[row + 1] - starts[row]);
}

/** Where the text of each event stands in the alphabet: distinct texts are compared, once. */
function ranks(data, known, name) {
  const { names } = coded(data, name), codes = known.codes(name);
  const shown = names.map((text) => (name === "kind" || name === "status" ? nameOf(name, text, data) : text.slice(0, 80)).toLowerCase());
  const { compare } = new Intl.Collator(document.documentElement.lang || "en");
  const by = names.length > MANY ? (a, b) => (shown[a] < shown[b] ? -1 : shown[a] > shown[b] ? 1 : 0) : (a, b) => compare(shown[a], shown[b]);
  const rank = new Uint32Array(names.length);
  Uint32Array.from(names.keys()).sort(by).forEach((code, at) => { rank[code] = at; });
  return Uint32Array.from(codes, (code) => rank[code]);
}

/** Who took part, each once. @param {string} text */
const names = (text) => [...new Set(rolesOf(text).flatMap(([, some]) => some))].join("; ");
