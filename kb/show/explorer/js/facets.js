// The lists of values to choose events by, each with how many events it would leave.
import { el, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { fold } from "./search.js";
import { number, say } from "./words.js";

const FEW = 7, MANY = 200, LONG = 24; // values: at first, at most, and from which on one can look for them
const KEPT = 500; // entries of a facet, those that do not stand in its list among them

export class Facets {
  /** @param {HTMLElement} place @param {(facet: string, values: string[]) => void} choose */
  constructor(place, choose) {
    this.choose = choose;
    this.parts = new Map();
    this.place = place;
    this.open = new Set();
  }

  /** @param {import("./data.js").Data} data @param {import("./filters.js").Facet[]} facets
   * @param {Record<string, Uint32Array>} counts @param {import("./state.js").State} state */
  show(data, facets, counts, state) {
    for (const facet of facets) {
      const part = this.part(facet.name);
      part.again = () => this.fill(part, facet, data, counts[facet.name], state[facet.name]);
      part.again();
    }
  }

  fill(part, facet, data, counts, wanted) {
    const wide = this.open.has(facet.name);
    const name = (code) => nameOf(facet.name, facet.ids[code], data);
    const sought = wide ? fold(part.find.value.trim()) : "";
    const chosen = wanted.map((id) => facet.ids.indexOf(id)).filter((code) => code >= 0);
    const fits = (code) => (counts[code] > 0 || chosen.includes(code)) && (!sought || fold(name(code)).includes(sought));
    const { codes, all } = largest(counts, chosen, fits, wide ? MANY : FEW);
    part.hidden = all < 2 && !wanted.length && !sought;
    const most = codes.reduce((sofar, code) => Math.max(sofar, counts[code]), 1);
    this.list(part, codes.map((code) => this.entry(part, facet.name, facet.ids[code], name(code), counts[code] / most, counts[code], wanted)));
    part.find.hidden = !(wide && (all > LONG || sought));
    part.more.hidden = all <= FEW && !sought && !wide;
    part.more.textContent = wide ? say("fewer") : say("all_values", { n: all });
    part.more.setAttribute("aria-expanded", String(wide));
  }

  /** Puts the entries of a list into their order; what stands where it should is left alone. */
  list(part, items) {
    const { list, entries } = part, held = list.contains(document.activeElement) ? document.activeElement : null;
    if (items.length !== list.children.length || items.some((each, at) => each !== list.children[at])) list.replaceChildren(...items);
    if (held !== document.activeElement) held?.focus();
    for (const [id, { item }] of entries.size > KEPT ? entries : []) if (!item.isConnected) entries.delete(id);
  }

  /** The entry of a value: made once, then given what has changed of it. */
  entry(part, facet, id, name, share, count, wanted) {
    let made = part.entries.get(id);
    if (!made) part.entries.set(id, made = this.made(facet, id, name));
    Object.assign(made, { wanted });
    const { box, bar, sum } = made, text = number(count), wide = `${Math.round(Math.max(count ? 2 : 0, share * 100))}%`;
    box.checked = wanted.includes(id);
    if (sum.data !== text) sum.data = text;
    if (made.wide !== wide) bar.style.width = made.wide = wide;
    return made.item;
  }

  made(facet, id, name) {
    const box = el("input", { type: "checkbox", "data-value": id }), bar = el("span", { class: "share", "aria-hidden": "true" });
    const sum = document.createTextNode("");
    const item = el("li", {}, el("label", {}, box, el("span", { class: "name", dir: "auto", title: short(name, 300), text: short(name, 60) }),
      el("span", { class: "count" }, sum), bar));
    const made = { item, box, bar, sum, wide: "", wanted: [] };
    box.addEventListener("change", () =>
      this.choose(facet, box.checked ? [...made.wanted, id] : made.wanted.filter((each) => each !== id)));
    return made;
  }

  part(name) {
    if (!this.parts.has(name)) this.parts.set(name, this.make(name));
    return this.parts.get(name);
  }

  make(name) {
    const part = el("fieldset", { class: "facet" }, el("legend", { text: say("facet_" + name) }));
    part.list = el("ul");
    part.entries = new Map();
    part.find = el("input", { type: "search", class: "find", autocomplete: "off", "aria-label": say("find_value", { facet: say("facet_" + name) }), placeholder: say("search"), oninput: () => part.again(), hidden: true });
    part.more = el("button", { type: "button", class: "quiet", onclick: () => {
      if (!this.open.delete(name)) this.open.add(name);
      part.find.value = "";
      part.again();
    } });
    part.append(part.find, part.list, part.more);
    this.place.append(part);
    return part;
  }
}

/** The chosen values, then those with the most events; and how many there are in all. */
function largest(counts, chosen, fits, most) {
  const found = [];
  let all = 0;
  for (let code = 0; code < counts.length; code++) {
    if (!fits(code)) continue;
    all += 1;
    if (chosen.includes(code)) continue;
    if (found.length === most && counts[code] <= counts[found[most - 1]]) continue;
    let at = found.length;
    while (at > 0 && counts[found[at - 1]] < counts[code]) at--;
    found.splice(at, 0, code);
    if (found.length > most) found.pop();
  }
  return { codes: [...chosen.filter(fits), ...found].slice(0, Math.max(most, chosen.length)), all };
}
