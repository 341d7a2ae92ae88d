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
    part.hidden = all < 2 && !wanted.length && !sought;
    const most = codes.reduce((sofar, code) => Math.max(sofar, counts[code]), 1);
    const keep = part.list.contains(document.activeElement) ? document.activeElement.dataset.value : null;
    part.list.replaceChildren(...codes.map((code) => this.entry(facet.name, facet.ids[code], name(code), counts[code], most, wanted)));
    part.find.hidden = !(wide && (all > LONG || sought));
    part.more.hidden = all <= FEW && !sought && !wide;
    part.more.textContent = wide ? say("fewer") : say("all_values", { n: all });
    part.more.setAttribute("aria-expanded", String(wide));
    if (keep !== null) [...part.list.querySelectorAll("input")].find((each) => each.dataset.value === keep)?.focus();
  }

  entry(facet, id, name, count, most, wanted) {
    const box = el("input", { type: "checkbox", "data-value": id });
    box.checked = wanted.includes(id);
    box.addEventListener("change", () =>
      this.choose(facet, box.checked ? [...wanted, id] : wanted.filter((each) => each !== id)));
    const share = el("span", { class: "share", "aria-hidden": "true" });
    share.style.width = `${Math.max(count ? 2 : 0, count / most * 100)}%`;
    return el("li", {}, el("label", {}, box, el("span", { class: "name", dir: "auto", title: short(name, 300), text: short(name, 60) }),
      el("span", { class: "count", text: number(count) }), share));
  }

  part(name) {
    if (!this.parts.has(name)) this.parts.set(name, this.make(name));
    return this.parts.get(name);
  }

  make(name) {
    const part = el("fieldset", { class: "facet" }, el("legend", { text: say("facet_" + name) }));
    part.list = el("ul");
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
