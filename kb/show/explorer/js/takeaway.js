// The buttons that take something away, and the page on paper.
import { csvOf, download, jsonldOf, pngOf } from "./export.js";
import { byId } from "./dom.js";
import { layOut } from "./paper.js";
import { say } from "./words.js";

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
