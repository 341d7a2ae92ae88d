// What buttons, boxes and keys of the page do.
import { byId } from "./dom.js";
import { perFrame } from "./gestures.js";
import { blank } from "./state.js";
import { writtenOf } from "./time.js";

/** @param {any} explorer */
export function listenToControls(explorer) {
  const { store, timeline } = explorer;
  const on = (id, event, run) => byId(id).addEventListener(event, run);
  on("search", "input", (event) => store.set({ q: event.target.value }, { soon: true }));
  on("lanes", "change", (event) => store.set({ lanes: event.target.value }));
  on("known", "input", (event) => {
    const at = Number(event.target.value);
    store.set({ known: at >= explorer.days.size ? "" : explorer.days.at(at) }, { soon: true });
  });
  for (const name of ["from", "to"]) {
    on(name, "change", (event) => store.set({ [name]: event.target.value.trim() }));
  }
  on("in-view", "click", () => store.set({ from: writtenOf(timeline.from), to: writtenOf(timeline.to) }));
  on("reset", "click", () => store.set({ ...blank(explorer.data.meta), event: store.state.event }));
  on("nearer", "click", () => timeline.zoom(0.5));
  on("farther", "click", () => timeline.zoom(2));
  on("whole", "click", () => store.set({ at: "" }));
  on("earlier", "click", () => timeline.pan((timeline.scale.right - timeline.scale.left) / 2));
  on("later", "click", () => timeline.pan((timeline.scale.left - timeline.scale.right) / 2));
  on("timeline", "keydown", (event) => press(explorer, event));
  on("panel", "keydown", (event) => { if (event.key === "Escape") explorer.pick(-1); });
  const again = perFrame(() => explorer.redraw());
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - timeline.width) >= 1) again();
  }).observe(byId("timeline"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => explorer.redraw());
}

/** What keys do on the timeline: arrows go from event to event, with shift they move. */
function press(explorer, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { timeline } = explorer, far = (timeline.scale.right - timeline.scale.left) / 4;
  const doing = {
    ArrowRight: () => event.shiftKey ? timeline.pan(-far) : explorer.step(1),
    ArrowLeft: () => event.shiftKey ? timeline.pan(far) : explorer.step(-1),
    "+": () => timeline.zoom(0.5), "=": () => timeline.zoom(0.5), "-": () => timeline.zoom(2),
    0: () => explorer.store.set({ at: "" }), Escape: () => explorer.pick(-1),
    Enter: () => byId("panel-heading")?.focus(),
    Home: () => { explorer.chosen = -1; explorer.step(1); }, End: () => { explorer.chosen = -1; explorer.step(-1); },
  }[event.key];
  if (!doing) return;
  event.preventDefault();
  doing();
}
