// The panel of one event: its facts, who says what, its reports, what came before and after.
import { badgesOf, causesOf, relationsOf, statesOf, whenOf } from "./account.js";
import { countsOf, isWeighed, propertyOf, readingWords, readingsOf, rolesOf, ruleOf } from "./claims.js";
import { el, safeUrl, short } from "./dom.js";
import { nameOf } from "./lanes.js";
import { say, said } from "./words.js";

const LONG = 4000; // characters of one text that are shown at once
const MANY = 60; // events that an event is joined to

/** @param {HTMLElement} place @param {import("./account.js").World} world @param {number} row
 * @param {{pick: (row: number) => void, close: () => void, neighbours: [number, number],
 *   family: (row: number) => number, votes: () => void}} tell */
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
    readingsTable(world, row, tell.votes),
    relations(world, row, tell),
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
    type: "button", class: "quiet", disabled: row < 0, title: row < 0 ? null : say("step_" + name, { title: short(titleOf(world, row), 90) }),
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
  const pairs = [
    [say("fact_places"), known.text("places", row)],
    ...rolesOf(known.text("actors", row)).map(([how, names]) => [how || say("fact_actors"), names.join("; ")]),
    [say("fact_counts"), countsOf(known.text("counts", row))], [say("fact_edtf"), edtf, "edtf"], [say("fact_id"), data.id(row), "id"],
  ];
  return el("dl", {}, ...pairs.filter(([, text]) => text).flatMap(([name, text, kind]) => [
    el("dt", { text: name }), el("dd", { dir: "auto", class: kind, text: short(text, LONG) }),
  ]));
}

function section(heading, ...children) {
  return el("section", {}, el("h3", { text: heading }), ...children);
}

function readingsTable(world, row, votes) {
  const properties = readingsOf(world, row);
  if (!properties.length) return "";
  const unweighed = isWeighed(world) ? "" : el("p", { class: "note", text: say("not_weighed") });
  return section(say("readings"), unweighed, ...properties.map(([property, readings]) =>
    el("table", { class: "readings" },
      el("caption", { text: propertyOf(property) }), el("colgroup", {}, el("col", { class: "reading" }), el("col"), el("col", { class: "state" })),
      el("thead", { class: "unseen" }, el("tr", {}, ...["reading", "holders", "state"].map((each) => el("th", { scope: "col", text: say(each) })))),
      el("tbody", {}, ...readings.flatMap((reading) => oneReading(world, property, reading, readings.length > 1))))),
  el("button", { type: "button", class: "quiet", onclick: votes, text: say("votes") }));
}

/** A reading beside its rivals: who holds it, what became of it, and by which rule. */
function oneReading(world, property, { text, holders, state, rule }, rivals) {
  const known = said("state_" + state);
  const line = el("tr", { class: known ? state : "" },
    el("td", { dir: "auto", text: short(readingWords(world, property, text, state), LONG) }),
    el("td", { dir: "auto", text: short(holders.join(", "), LONG) }),
    el("td", { text: known ? say("state_" + state) : state }));
  return rule && rivals ? [line, el("tr", { class: "why" }, el("td", { colspan: 3, text: ruleOf(rule, state) }))] : [line];
}

/** What the event stands between: what it names, what led to it, what lies beside it in time. */
function relations(world, row, { pick, neighbours }) {
  const link = (at) => el("button", { type: "button", class: "link", dir: "auto", onclick: () => pick(at), text: short(titleOf(world, at), 160) });
  const line = (how, at, id = "") => el("li", {}, el("span", { class: "how", text: how }), " ",
    at < 0 ? el("span", { dir: "auto", text: short(id, 160) }) : link(at), at < 0 ? "" : el("span", { class: "muted", text: ` ${whenOf(world, at)}` }));
  const named = relationsOf(world, row), causes = causesOf(world, row);
  return section(say("before_after"), el("ul", { class: "relations" },
    ...named.slice(0, MANY).map((each) => line(each.words, each.row, each.id)),
    ...neighbours.map((at, side) => (at < 0 ? "" : line(say(side ? "later" : "earlier"), at)))),
  causes.length > 1 ? el("details", { class: "chain" }, el("summary", { text: say("chain") }), el("ol", { class: "relations" }, ...causes.reverse().map((at) => line("", at)))) : "");
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
    el("p", { class: "told" },
      dated ? el("time", { datetime: day, text: day }) : el("span", { class: "muted", text: short(day, 40) || say("no_day") }), " ",
      ["denies", "doubts", "retracts"].includes(stance) ? el("b", { class: "stance", text: say("stance_" + stance) + " " }) : "",
      el("bdi", { text: short(cell("claimant") || source || say("no_source"), 300) }),
      cell("claimant") && source ? el("span", { class: "muted" }, ` ${say("in")} `, el("bdi", { text: short(source, 300) })) : "",
      cell("via") ? el("span", { class: "muted" }, ` ${say("via")} `, el("bdi", { text: short(cell("via"), 300) })) : ""),
    cell("date") || cell("said") ? el("p", { class: "says" }, el("span", { class: "muted", text: say(cell("date") ? "dates_it" : "said_it") + " " }), el("bdi", { text: short(cell("date") || cell("said"), 300) })) : "",
    cell("counts") ? el("p", { class: "says" }, el("span", { class: "muted", text: say("fact_counts") + ": " }), el("bdi", { text: short(countsOf(cell("counts")), 300) })) : "",
    cell("quote") ? el("blockquote", { dir: "auto", lang: /^[a-z]{2,3}$/.test(cell("lang")) ? cell("lang") : null, text: short(cell("quote"), LONG) }) : "",
    cell("note") ? el("p", { class: "muted", dir: "auto", text: short(cell("note"), LONG) }) : "",
    url ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank", text: say("open_report") }, el("span", { class: "unseen", text: ` ${short(source, 60)} ${day}` }))
      : cell("url") ? el("span", { class: "muted", text: short(cell("url"), 300) }) : "");
}
