// A candidate as a card: what it says in a line, and a form to mend it.
import { el, safeUrl, short } from "../../explorer/js/dom.js";
import { say } from "../../explorer/js/words.js";
import { faultOf } from "./check.js";

const SHOWN = ["title", "kind", "status", "date", "places", "actors", "counts", "claimant", "stance", "quote"];
const MORE = ["said", "relations", "event", "published", "source", "url", "via", "lat", "lon", "lang", "gazetteer", "note"];
const CHOICES = new Set(["kind", "status", "stance"]);
const LONG = new Set(["quote", "actors", "relations", "note"]);

export class Card {
  /** @param {import("./decisions.js").Decisions} decisions @param {any} data @param {number} row
   * @param {{choose: (row: number) => void, judge: (row: number, said: string) => void,
   * light: (row: number, column: string) => void}} acts */
  constructor(decisions, data, row, acts) {
    [this.decisions, this.data, this.row, this.acts] = [decisions, data, row, acts];
    this.open = el("button", { type: "button", class: "open", dir: "auto", "aria-expanded": "false", onclick: () => acts.choose(row) });
    this.facts = el("p", { class: "facts", dir: "auto" });
    this.alike = el("p", { class: "alike" });
    this.buttons = Object.fromEntries(["yes", "no"].map((said) => [said, el("button", {
      type: "button", class: said, title: say(`review_${said}`), "aria-label": say(`review_${said}`),
      onclick: () => acts.judge(row, decisions.at(row, "accept") === said ? "" : said),
    }, said === "yes" ? "✓" : "✕")]));
    this.element = el("li", { class: "card", id: `candidate-${row + 1}` },
      el("div", { class: "line" }, el("span", { class: "number" }, String(row + 1)),
        el("div", {}, this.open, this.facts, this.alike),
        el("div", { class: "judge" }, this.buttons.yes, this.buttons.no)));
    this.form = null;
    this.draw();
  }

  draw() {
    const { decisions, row } = this, said = decisions.at(row, "accept");
    const title = short(decisions.at(row, "title"), 200) || say("review_untitled");
    this.open.textContent = title;
    this.element.dataset.said = said;
    for (const [name, button] of Object.entries(this.buttons)) {
      button.setAttribute("aria-pressed", String(said === name));
      button.setAttribute("aria-label", `${say(`review_${name}`)}: ${title}`);
    }
    this.facts.replaceChildren(...this.told());
    this.alike.replaceChildren(...this.linked());
  }

  /** What it says, in a line. @returns {(Node | string)[]} */
  told() {
    const { decisions, row, data } = this, at = (column) => short(decisions.at(row, column), 160);
    const label = (column) => data.options[column][at(column)] ?? at(column);
    const sure = Number(decisions.at(row, "confidence"));
    const claimant = at("claimant");
    const parts = [
      el("b", {}, this.date() || say("no_date")), label("kind"), label("status"), at("places"),
      claimant && `${claimant} ${label("stance") || say("review_says")}`,
      Number.isFinite(sure) && sure > 0 ? el("span", { title: say("review_sure_how") }, say("review_sure", { share: Math.round(100 * sure) })) : "",
    ].filter(Boolean);
    return parts.flatMap((part, n) => n ? [" · ", part] : [part]);
  }

  /** The date in words where it is the one proposed, else as it was written. */
  date() {
    const date = this.decisions.at(this.row, "date");
    return date && date === this.decisions.was(this.row, "date") ? this.data.dates[this.row] || date : date;
  }

  /** Which event a row was linked to, or those that may be the same, each with a button that says so.
   * @returns {(Node | string)[]} */
  linked() {
    const { decisions, row, data } = this, own = decisions.at(row, "event"), was = decisions.was(row, "event");
    const name = (event) => short(data.titles[event] || event, 80);
    const button = (words, event) => el("button", { type: "button", class: "quiet", title: event, onclick: () => this.write("event", event) }, words);
    const alike = decisions.at(row, "looks_like").split("; ").filter(Boolean);
    if (alike.includes(own) && own !== was) return [say("review_linked", { event: name(own) }), button(say("review_undo"), was)];
    if (!alike.length) return [];
    return [say("review_alike"), ...alike.map((event) => button(say("review_same", { event: name(event) }), event))];
  }

  /** @param {boolean} chosen */
  choose(chosen) {
    this.element.classList.toggle("chosen", chosen);
    this.open.setAttribute("aria-expanded", String(chosen));
    if (chosen && !this.form) this.element.append(this.form = this.makeForm());
    else if (!chosen && this.form) {
      this.form.remove();
      this.form = null;
    }
  }

  makeForm() {
    const form = el("div", { class: "form" });
    for (const column of SHOWN) form.append(...this.field(column));
    const more = el("div", { class: "form" });
    for (const column of MORE) more.append(...this.field(column));
    form.append(el("details", { class: "more" }, el("summary", {}, say("review_more")), more));
    return form;
  }

  /** @param {string} column @returns {Node[]} */
  field(column) {
    const { decisions, row } = this, value = decisions.at(row, column);
    const id = `field-${row}-${column}`;
    const input = CHOICES.has(column) ? this.choice(column, value)
      : LONG.has(column) ? el("textarea", { rows: value.length > 70 ? 3 : 1, dir: "auto" })
      : el("input", { autocomplete: "off", dir: "auto" });
    input.id = id;
    input.value = value;
    const why = el("p", { class: "why" });
    const tell = () => {
      const fault = faultOf(column, decisions.at(row, column), this.data.options.role);
      input.setAttribute("aria-invalid", String(Boolean(fault)));
      input.classList.toggle("changed", !decisions.added(row) && decisions.at(row, column) !== decisions.was(row, column));
      why.replaceChildren(...(fault ? [el("b", { class: "fault" }, fault), " "] : []), ...this.why(column, () => { input.value = decisions.was(row, column); this.write(column, input.value); tell(); }));
    };
    input.addEventListener("input", () => { this.write(column, input.value); tell(); });
    input.addEventListener("focus", () => this.acts.light(row, column));
    tell();
    return [el("label", { for: id }, say(`field_${column}`)), el("div", {}, input, why)];
  }

  /** @param {string} column @param {string} value */
  choice(column, value) {
    const known = this.data.options[column];
    const options = Object.entries({ "": "", ...(value in known || !value ? {} : { [value]: value }), ...known });
    const groups = new Map();
    for (const [code, words] of options) {
      const family = column === "kind" && this.data.families[code] || "";
      groups.set(family, [...(groups.get(family) ?? []), el("option", { value: code }, words)]);
    }
    return el("select", {}, ...[...groups].flatMap(([family, made]) => family ? [el("optgroup", { label: family }, ...made)] : made));
  }

  /** Why a field says what it says; what it said before it was mended.
   * @param {string} column @param {() => void} undo @returns {Node[]} */
  why(column, undo) {
    const { decisions, row, data } = this;
    if (!decisions.added(row) && decisions.at(row, column) !== decisions.was(row, column))
      return [el("span", { class: "was" }, say("review_was", { value: short(decisions.was(row, column), 200) || say("review_nothing") }), " ",
        el("button", { type: "button", class: "quiet", onclick: undo }, say("review_undo")))];
    const told = (data.fields[row] ?? []).filter(([name]) => name === column);
    const words = column === "date" && data.dates[row] ? [el("b", {}, data.dates[row]), " "] : [];
    const link = column === "url" && safeUrl(decisions.at(row, column));
    if (link) words.push(el("a", { href: link, rel: "noopener noreferrer" }, say("review_open")));
    return [...words, ...told.slice(0, 6).map(([, , , , method]) => el("span", { class: "was" }, short(method, 240)))];
  }

  /** @param {string} column @param {string} text */
  write(column, text) {
    this.decisions.put(this.row, column, text.replace(/\r\n?/g, "\n"));
    this.draw();
    const shown = this.form?.querySelector(`#field-${this.row}-${column}`);
    if (shown && shown.value !== text) shown.value = text;
  }
}
