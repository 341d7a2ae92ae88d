// The page on paper: the timeline on light ground, and the list of what is chosen with its sources.
import { badgesOf, whenOf } from "./account.js";
import { countsOf, propertyOf, readingWords, readingsOf, rolesOf } from "./claims.js";
import { byId, el, safeUrl, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { titleOf } from "./panel.js";
import { say, said } from "./words.js";

const WIDE = 780; // pixels across a sheet, on which labels print at about seven points
const MOST = 1000; // events on paper
const LONG = 1200; // characters of one text
const CALM = ["", "won", "agrees", "history", "superseded"];

/** Lays the page out for paper, and for the screen again afterwards. @param {any} explorer
 * @param {boolean} onPaper */
export function layOut(explorer, onPaper) {
  document.documentElement.toggleAttribute("data-paper", onPaper);
  byId("paper").replaceChildren(...onPaper ? listOf(explorer) : []);
  explorer.paint();
  explorer.timeline.wide = onPaper ? WIDE : undefined;
  explorer.timeline.draw();
}

function listOf({ world, index }) {
  const shown = Array.from(index.slice(0, MOST));
  return [
    el("h2", { text: say("table") }),
    ...index.length > MOST ? [el("p", { class: "note", text: say("paper_left_out", { n: index.length - MOST }) })] : [],
    el("ol", {}, ...shown.map((row) => entry(world, row))),
  ];
}

function entry(world, row) {
  const { data, known } = world;
  const kind = known.text("kind", row);
  return el("li", { class: "event" },
    el("p", { class: "when", text: whenOf(world, row) }),
    el("div", { class: "what" },
      el("h4", { dir: "auto", text: short(titleOf(world, row), LONG) }),
      el("p", { class: "facts" },
        ...kind ? [el("span", { text: nameOf("kind", kind, data) })] : [],
        el("span", { text: nameOf("status", known.text("status", row), data) }),
        ...badgesOf(world, row).map(({ name, text }) => el("span", { class: "badge " + name, dir: "auto", text }))),
      ...details(known, row), ...rivals(world, row),
      el("ul", { class: "reports" }, ...known.reports(row).map((report) => source(data, report)))));
}

function details(known, row) {
  const actors = rolesOf(known.text("actors", row)).map(([how, names]) => names.join("; ") + (how ? ` (${how})` : "")).join("; ");
  const pairs = [["places", known.text("places", row)], ["actors", actors], ["counts", countsOf(known.text("counts", row))]];
  return pairs.filter(([, text]) => text).map(([name, text]) =>
    el("p", { class: "detail" }, el("b", { text: say("fact_" + name) }), " ", el("bdi", { text: short(text, LONG) })));
}

/** The readings of what is disputed, side by side. */
function rivals(world, row) {
  return readingsOf(world, row).filter(([, readings]) => readings.some(({ state }) => !CALM.includes(state))).map(([property, readings]) =>
    el("table", { class: "readings" }, el("caption", { text: say("claimed", { property: propertyOf(property).toLowerCase() }) }),
      el("tbody", {}, ...readings.map(({ text, holders, state }) => el("tr", { class: said("state_" + state) ? state : "" },
        el("td", { dir: "auto", text: short(readingWords(world, property, text, state), LONG) }),
        el("td", { dir: "auto", text: short(holders.join(", "), LONG) }),
        el("td", { text: said("state_" + state) ? say("state_" + state) : state }))))));
}

function source(data, report) {
  const cell = (name) => data.pack.has("reports." + name) ? data.told(name).at(report) : "";
  const stance = said("stance_" + cell("stance")) ? say("stance_" + cell("stance")) : "";
  const by = cell("claimant") && cell("source") ? `${cell("claimant")} ${say("in")} ${cell("source")}` : cell("claimant") || cell("source") || say("no_source");
  const url = safeUrl(cell("url"));
  return el("li", {},
    el("span", { dir: "auto", text: short([stance, by].filter(Boolean).join(" "), LONG) }), cell("published") ? `, ${short(cell("published"), 10)}` : "",
    cell("quote") ? " " : "", cell("quote") ? el("q", { dir: "auto", text: short(cell("quote"), LONG) }) : "", " ",
    url ? el("a", { href: url, rel: "noopener noreferrer", text: url }) : "");
}
