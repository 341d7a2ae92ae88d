// The buttons that take something away, and the page on paper.
import { csvOf, download, jsonldOf, pngOf } from "./export.js";
import { byId } from "./dom.js";
import { say } from "./words.js";

const PAPER = 780; // pixels across a sheet, on which labels print at about seven points

/** @param {any} explorer */
export function offer(explorer) {
  const on = (id, run) => byId(id).addEventListener("click", run);
  on("take-csv", () => download("events.csv", csvOf(explorer.world, explorer.index), "text/csv;charset=utf-8"));
  on("take-jsonld", () => download("events.jsonld", jsonldOf(explorer.world, explorer.index), "application/ld+json"));
  on("take-svg", () => download("timeline.svg", explorer.timeline.svg(), "image/svg+xml"));
  on("take-png", async () => download("timeline.png", await pngOf(byId("timeline"), explorer.colors.paper), "image/png"));
  on("take-print", () => print());
  on("take-citation", () => {
    byId("citation").hidden = false;
    byId("citation").value = citationOf(explorer);
    byId("citation").select();
  });
  addEventListener("beforeprint", () => layOut(explorer, true));
  addEventListener("afterprint", () => layOut(explorer, false));
}

/** @returns {string} what to put into a footnote */
export function citationOf({ data: { meta }, index, known, days }) {
  return [
    meta.title, say("cite_holds", { n: index.length, all: meta.n.events }),
    known.day < 0 ? "" : say("chip_known", { day: days.at(known.day) }),
    meta.version && say("cite_version", { version: meta.version }), meta.date, meta.licence,
    location.href.split("/").pop(),
  ].filter(Boolean).join(". ");
}

/** Draws the timeline for light paper and its width; on the screen again afterwards. */
function layOut(explorer, onPaper) {
  document.documentElement.toggleAttribute("data-paper", onPaper);
  choose(onPaper ? explorer : null);
  explorer.paint();
  explorer.timeline.wide = onPaper ? PAPER : undefined;
  explorer.timeline.draw();
}

/** Leaves on paper the events of the list that are chosen; all of them afterwards. */
function choose(explorer) {
  const ids = explorer && new Set(Array.from(explorer.index, (row) => explorer.data.id(row)));
  for (const item of document.querySelectorAll("#list .event")) item.hidden = Boolean(ids) && !ids.has(item.dataset.event);
  for (const month of document.querySelectorAll("#list .month")) month.hidden = !month.querySelector(".event:not([hidden])");
  for (const each of document.querySelectorAll("#list details")) each.open = Boolean(explorer);
}
