// What is chosen, in a line; and what has changed since the day that one looks back to.
import { byId, el, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { titleOf } from "./panel.js";
import { FACETS } from "./state.js";
import { parseMoment, writtenOf } from "./time.js";
import { dayName, say } from "./words.js";

/** @param {any} explorer @param {import("./state.js").State} state */
export function summarize(explorer, state) {
  const { data, known, index, days } = explorer;
  put("chosen", say("chosen", { n: index.length, all: data.n }));
  fault(state);
  const box = byId("search");
  if (box !== document.activeElement && box.value !== state.q) box.value = state.q;
  byId("lanes").value = state.lanes;
  for (const name of ["from", "to"]) byId(name).value = state[name];
  const ends = explorer.marked.map(writtenOf);
  byId("from").placeholder = ends.length ? ends[0].replace(/^(\d+-\d\d)-\d\d$/, "$1") : "";
  byId("to").placeholder = ends[1] ?? "";
  const slider = byId("known");
  slider.max = String(days.size);
  slider.value = String(known.day < 0 ? days.size : known.day);
  slider.disabled = days.size < 2;
  const day = known.day < 0 ? say("known_now") : dayName(known.until);
  slider.setAttribute("aria-valuetext", day);
  put("known-day", day);
  chips(explorer, state);
  since(explorer);
}

/** Says so where a bound of the time range is no date: it chooses nothing. */
function fault(state) {
  for (const name of ["from", "to"]) {
    const wrong = Boolean(state[name]) && !parseMoment(state[name]);
    byId(name).setAttribute("aria-invalid", String(wrong));
  }
  const [first, last] = [parseMoment(state.from), parseMoment(state.to)];
  const unread = [state.from, state.to].some((text) => text && !parseMoment(text));
  put("range-fault", unread ? say("range_unread") : first && last && first[0] > last[1] ? say("range_reversed") : "");
}

function put(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

/** What is asked for, each with a button that takes it back. */
function chips({ data, store }, state) {
  const chip = (text, change) => el("li", {}, el("button", { type: "button", onclick: () => store.set(change) },
    el("span", { dir: "auto", text: short(text, 60) }), el("span", { "aria-hidden": "true", text: " ×" }), el("span", { class: "unseen", text: " " + say("take_back") })));
  const made = FACETS.flatMap((facet) => state[facet].map((id) =>
    chip(nameOf(facet, id, data), { [facet]: state[facet].filter((each) => each !== id) })));
  if (state.q) made.unshift(chip(`“${state.q}”`, { q: "" }));
  const [from, to] = [state.from, state.to].map((text) => (parseMoment(text) ? text : ""));
  if (from || to) made.push(chip(`${from || "…"} – ${to || "…"}`, { from: "", to: "" }));
  if (state.known) made.push(chip(say("chip_known", { day: dayName(state.known) }), { known: "" }));
  byId("chips").replaceChildren(...made);
  byId("reset").hidden = made.length === 0;
}

function since(explorer) {
  const { known, changes } = explorer;
  const place = byId("since");
  place.hidden = known.day < 0;
  if (known.day < 0) return;
  const { added, came, others, unknown } = changes;
  const counts = [["added", came], ...["redated", "contested", "restated"].map((name) => [name, others.filter((each) => each.change === name).length]), ["unknown", unknown]];
  const said = counts.filter(([, n]) => n).map(([name, n]) => say("change_" + name, { n })).join(", ") || say("change_none");
  place.firstElementChild.textContent = `${say("since")}: ${said}`;
  place.lastElementChild.replaceChildren(changed(explorer, others, added));
}

/** The events that stand otherwise now, then those that came: the first of each. */
function changed(explorer, others, added) {
  const { data, known, world, spans } = explorer;
  const words = (span) => (span ? spans.words.at(span) : say("no_date"));
  const line = (how, row, more = "") => el("li", {}, el("span", { class: "how", text: say("one_" + how) + " " }),
    el("button", { type: "button", class: "link", dir: "auto", onclick: () => explorer.pick(row), text: short(titleOf(world, row), 120) }),
    more ? el("span", { class: "muted", text: ` ${more}` }) : "");
  return el("ul", {},
    ...others.slice(0, 60).map(({ row, change }) => line(change, row, change === "redated" ? `${words(known.span[row])} → ${words(data.span[row])}` : "")),
    ...added.map((row) => line("added", row, words(data.span[row]))));
}
