// The panel of one event: its facts, who says what, its reports, what came before and after.
import { badgesOf, readingsOf, relationsOf, statesOf, whenOf } from "./account.js";
import { el, safeUrl, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { say, said } from "./words.js";

const LONG = 4000; // characters of one text that are shown at once

/** @param {HTMLElement} place @param {import("./account.js").World} world @param {number} row
 * @param {{pick: (row: number) => void, close: () => void, neighbours: [number, number],
 *   family: (row: number) => number}} tell */
export function showPanel(place, world, row, tell) {
  const { data, known } = world;
  place.replaceChildren(
    el("div", { class: "bar" },
      step(world, tell.neighbours[0], "earlier", "←", tell.pick),
      step(world, tell.neighbours[1], "later", "→", tell.pick),
      el("button", { class: "quiet close", type: "button", onclick: tell.close, text: say("close") })),
    el("p", { class: "when", text: whenOf(world, row) }),
    el("h2", { id: "panel-heading", tabindex: "-1", dir: "auto" }, el("span", { class: `dot f${tell.family(row)}`, "aria-hidden": "true" }),
      titleOf(world, row)),
    el("p", { class: "facts" }, ...factsOf(world, row)),
    detailsOf(world, row),
    readingsTable(world, row),
    relations(world, row, tell.pick),
    states(world, row),
    reports(data, known.reports(row)),
  );
}

/** @param {import("./account.js").World} world @param {number} row */
export function titleOf({ data, known }, row) {
  return known.text("title", row) || data.id(row);
}

function step(world, row, name, sign, pick) {
  return el("button", {
    type: "button", class: "quiet", disabled: row < 0, "aria-label": say(name), title: row < 0 ? "" : short(titleOf(world, row), 90),
    onclick: () => pick(row), text: `${sign} ${say(name)}`,
  });
}

function factsOf(world, row) {
  const { data, known } = world;
  const kind = known.text("kind", row), status = known.text("status", row);
  return [
    ...(kind ? [el("span", { text: nameOf("kind", kind, data) })] : []),
    el("span", { class: "status " + (said("status_" + status) ? status : ""), text: nameOf("status", status, data) }),
    ...badgesOf(world, row).map(({ name, text }) => el("span", { class: "badge " + name, dir: "auto", text })),
  ];
}

function detailsOf({ data, spans, known }, row) {
  const edtf = known.span[row] ? spans.edtf.at(known.span[row]) : "";
  const pairs = [["places", known.text("places", row)], ["actors", known.text("actors", row)],
    ["counts", known.text("counts", row)], ["edtf", edtf], ["id", data.id(row)]];
  return el("dl", {}, ...pairs.filter(([, text]) => text).flatMap(([name, text]) => [
    el("dt", { text: say("fact_" + name) }), el("dd", { dir: "auto", class: name, text: short(text, LONG) }),
  ]));
}

function section(heading, ...children) {
  return el("section", {}, el("h3", { text: heading }), ...children);
}

function readingsTable(world, row) {
  const properties = readingsOf(world, row);
  if (!properties.length) return "";
  return section(say("readings"), ...properties.map(([property, readings]) =>
    el("table", { class: "readings" },
      el("caption", { text: said("property_" + property) ? say("property_" + property) : property }),
      el("thead", { class: "unseen" }, el("tr", {}, ...["reading", "holders", "state"].map((each) => el("th", { scope: "col", text: say(each) })))),
      el("tbody", {}, ...readings.map(({ text, holders, state, rule }) =>
        el("tr", { class: said("state_" + state) ? state : "" },
          el("td", { dir: "auto", text: readable(world, property, text, state) }),
          el("td", { dir: "auto", text: short(holders.join(", "), LONG) }),
          el("td", { title: rule || null, text: state ? say("state_" + state) : "" })))))));
}

function readable({ data }, property, text, state) {
  if (!text) return say(state === "denies" ? "not_so" : "not_known");
  return short(["kind", "status"].includes(property) ? nameOf(property, text, data) : text, LONG);
}

function relations(world, row, pick) {
  const found = relationsOf(world, row);
  if (!found.length) return "";
  return section(say("before_after"), el("ul", { class: "relations" }, ...found.map((each) =>
    el("li", {}, el("span", { class: "how", text: each.words }), " ",
      each.row < 0 ? el("span", { dir: "auto", text: each.id })
        : el("button", { type: "button", class: "link", dir: "auto", onclick: () => pick(each.row), text: short(titleOf(world, each.row), 160) }),
      each.row < 0 ? "" : el("span", { class: "muted", text: ` ${whenOf(world, each.row)}` })))));
}

function states(world, row) {
  const found = statesOf(world, row);
  if (found.length < 2) return "";
  return section(say("states"), el("ol", { class: "states" }, ...found.map(({ day, status, when, standing }) =>
    el("li", {}, el("time", { datetime: day, text: day }),
      el("span", { text: [nameOf("status", status, world.data), when, standing === "agreed" ? "" : say("standing_" + standing)].filter(Boolean).join(" · ") })))));
}

function reports(data, rows) {
  const published = data.told("published");
  const ordered = [...rows].sort((a, b) => (published.at(a) || "~") < (published.at(b) || "~") ? -1 : 1);
  return section(say("n_reports", { n: rows.length }), el("ol", { class: "reports" }, ...ordered.slice(0, 200).map((report) => oneReport(data, report))));
}

function oneReport(data, report) {
  const cell = (name) => data.pack.has("reports." + name) ? data.told(name).at(report) : "";
  const stance = cell("stance"), url = safeUrl(cell("url")), source = cell("source");
  const day = cell("published").slice(0, 10);
  const dated = /^\d{4}-\d\d-\d\d$/.test(day);
  return el("li", {},
    el("p", { class: "who" },
      dated ? el("time", { datetime: day, text: day }) : el("span", { class: "muted", text: short(day, 40) || say("no_day") }), " ",
      ["denies", "doubts", "retracts"].includes(stance) ? el("b", { class: "stance", text: say("stance_" + stance) + " " }) : "",
      el("bdi", { text: short(cell("claimant") || source || say("no_source"), 300) }),
      cell("claimant") && source ? el("span", { class: "muted" }, ` ${say("in")} `, el("bdi", { text: short(source, 300) })) : "",
      cell("via") ? el("span", { class: "muted" }, ` ${say("via")} `, el("bdi", { text: short(cell("via"), 300) })) : ""),
    cell("date") || cell("said") ? el("p", { class: "says" }, el("span", { class: "muted", text: say(cell("date") ? "dates_it" : "said_it") + " " }), el("bdi", { text: short(cell("date") || cell("said"), 300) })) : "",
    cell("quote") ? el("blockquote", { dir: "auto", text: short(cell("quote"), LONG) }) : "",
    cell("note") ? el("p", { class: "muted", dir: "auto", text: short(cell("note"), LONG) }) : "",
    url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank", text: say("open_report") }, el("span", { class: "unseen", text: ` ${short(source, 60)} ${day}` }))
      : cell("url") ? el("span", { class: "muted", text: short(cell("url"), 300) }) : "");
}
