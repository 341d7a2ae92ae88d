// The buttons that take something away, and the page on paper.
import { csvOf, download } from "./export.js";
import { byId } from "./dom.js";
import { jsonldOf } from "./jsonld.js";
import { layOut } from "./paper.js";
import { pngOf, svgOf } from "./picture.js";
import { dayName, say } from "./words.js";

/** @param {any} explorer */
export function offer(explorer) {
  const menu = byId("take");
  const on = (id, run, stays = false) => byId(id).addEventListener("click", () => {
    menu.open = stays;
    return run();
  });
  on("take-csv", () => download("events.csv", csvOf(explorer.world, explorer.index), "text/csv;charset=utf-8"));
  on("take-jsonld", () => download("events.jsonld", jsonldOf(explorer.world, explorer.index), "application/ld+json"));
  on("take-svg", () => download("timeline.svg", svgOf(explorer), "image/svg+xml"));
  on("take-png", async () => download("timeline.png", await pngOf(explorer), "image/png"));
  on("take-print", () => print());
  on("take-citation", () => {
    byId("citation").hidden = false;
    byId("citation").value = citationOf(explorer);
    byId("citation").select();
  }, true);
  addEventListener("pointerdown", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
  addEventListener("beforeprint", () => layOut(explorer, true));
  addEventListener("afterprint", () => layOut(explorer, false));
}

/** @returns {string} what to put into a footnote */
export function citationOf({ data: { meta }, index, known }) {
  return [
    meta.title, say("cite_holds", { n: index.length, all: meta.n.events }),
    known.day < 0 ? "" : say("chip_known", { day: dayName(known.until) }),
    meta.version && say("cite_version", { version: meta.version }), meta.date, meta.licence,
    location.href.split("/").pop(),
  ].filter(Boolean).join(". ");
}
