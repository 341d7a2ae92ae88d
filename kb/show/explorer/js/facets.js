// The lists of values to choose events by, each with how many events it would leave.
import { el, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { fold } from "./search.js";
import { number, say } from "./words.js";

const FEW = 7, MANY = 200, LONG = 24; // values: at first, at most, and from which on one can look for them

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
    part.wanted = wanted;
    part.hidden = all < 2 && !wanted.length && !sought;
    this.list(part, facet, codes, name, counts);
    part.find.hidden = !(wide && (all > LONG || sought));
    part.more.hidden = all <= FEW && !sought && !wide;
    part.more.textContent = wide ? say("fewer") : say("all_values", { n: all });
    part.more.setAttribute("aria-expanded", String(wide));
  }

  /** Tells each line how many events its value leaves now; a value that stays keeps its line. */
  list(part, facet, codes, name, counts) {
    const most = codes.reduce((sofar, code) => Math.max(sofar, counts[code]), 1);
    const before = part.lines, held = document.activeElement;
    part.lines = new Map(codes.map((code) => {
      const id = facet.ids[code], line = before.get(id) ?? this.line(part, facet.name, id, name(code));
      line.tell(counts[code], counts[code] / most, part.wanted.includes(id));
      return [id, line];
    }));
    for (const [id, { item }] of before) if (!part.lines.has(id)) item.remove();
    let at = part.list.firstElementChild;
    for (const { item } of part.lines.values()) {
      if (item === at) at = at.nextElementSibling;
      else part.list.insertBefore(item, at);
    }
    if (held !== document.activeElement && part.list.contains(held)) held.focus();
  }

  /** A value to choose, and how many events it would leave. */
  line(part, facet, id, name) {
    const box = el("input", { type: "checkbox", "data-value": id });
    box.addEventListener("change", () =>
      this.choose(facet, box.checked ? [...part.wanted, id] : part.wanted.filter((each) => each !== id)));
    const count = el("span", { class: "count" }), share = el("span", { class: "share", "aria-hidden": "true" });
    const item = el("li", {}, el("label", {}, box, el("span", { class: "name", dir: "auto", title: short(name, 300), text: short(name, 60) }), count, share));
    let told = -1, filled = -1;
    const tell = (n, portion, checked) => {
      box.checked = checked;
      if (told !== n) count.textContent = number(told = n);
      if (filled !== portion) share.style.width = `${Math.max(n ? 2 : 0, (filled = portion) * 100)}%`;
    };
    return { item, tell };
  }

  part(name) {
    if (!this.parts.has(name)) this.parts.set(name, this.make(name));
    return this.parts.get(name);
  }

  make(name) {
    const part = el("fieldset", { class: "facet" }, el("legend", { text: say("facet_" + name) }));
    part.list = el("ul");
    part.lines = new Map();
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
