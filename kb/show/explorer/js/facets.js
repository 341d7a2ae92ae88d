// The lists of values to choose events by, each with how many events it would leave.
import { el, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { number, say } from "./words.js";

const FEW = 7, MANY = 200;

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
      const wanted = state[facet.name];
      const listed = [...facet.ids.keys()].filter((code) => counts[facet.name][code] || wanted.includes(facet.ids[code]))
        .sort((a, b) => wanted.includes(facet.ids[b]) - wanted.includes(facet.ids[a]) || counts[facet.name][b] - counts[facet.name][a] || a - b);
      const wide = this.open.has(facet.name);
      const shown = listed.slice(0, wide ? MANY : FEW);
      const most = Math.max(1, ...counts[facet.name]);
      part.hidden = listed.length < 2 && !wanted.length;
      const keep = part.contains(document.activeElement) ? document.activeElement.dataset.value : null;
      part.list.replaceChildren(...shown.map((code) =>
        this.entry(facet.name, facet.ids[code], nameOf(facet.name, facet.ids[code], data), counts[facet.name][code], most, wanted)));
      part.more.hidden = listed.length <= FEW;
      part.more.textContent = wide ? say("fewer") : say("all_values", { n: listed.length });
      part.more.setAttribute("aria-expanded", String(wide));
      part.again = () => this.show(data, facets, counts, state);
      if (keep !== null) [...part.list.querySelectorAll("input")].find((each) => each.dataset.value === keep)?.focus();
    }
  }

  entry(facet, id, name, count, most, wanted) {
    const box = el("input", { type: "checkbox", "data-value": id });
    box.checked = wanted.includes(id);
    box.addEventListener("change", () =>
      this.choose(facet, box.checked ? [...wanted, id] : wanted.filter((each) => each !== id)));
    const share = el("span", { class: "share", "aria-hidden": "true" });
    share.style.width = `${Math.max(count ? 2 : 0, count / most * 100)}%`;
    return el("li", {}, el("label", {}, box, el("span", { class: "name", dir: "auto", title: name, text: short(name, 60) }),
      el("span", { class: "count", text: number(count) }), share));
  }

  part(name) {
    if (!this.parts.has(name)) {
      const part = el("fieldset", { class: "facet" }, el("legend", { text: say("facet_" + name) }));
      part.list = el("ul");
      part.more = el("button", { type: "button", class: "quiet" });
      part.more.addEventListener("click", () => {
        if (!this.open.delete(name)) this.open.add(name);
        part.again();
      });
      part.append(part.list, part.more);
      this.parts.set(name, part);
      this.place.append(part);
    }
    return this.parts.get(name);
  }
}
