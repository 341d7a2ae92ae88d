// The chosen events as JSON-LD: the same document that `kb graph --format jsonld` writes of them.
import { has } from "./data.js";
import { safeUrl } from "./dom.js";
import { titleOf } from "./panel.js";
import { DAY, isoOf } from "./time.js";

const EDTF = "http://id.loc.gov/datatypes/edtf/EDTF";
const CONTEXT = {
  "@vocab": "https://schema.org/", prov: "http://www.w3.org/ns/prov#", kb: "urn:eventkb:",
  edtf: { "@id": "http://purl.org/dc/terms/date", "@type": EDTF },
  plan: { "@id": "kb:plan", "@type": EDTF }, claimedDate: { "@id": "kb:claimedDate", "@type": EDTF },
  url: { "@type": "@id" }, sameAs: { "@type": "@id" },
};
const STATUS = { planned: "EventScheduled", postponed: "EventPostponed", cancelled: "EventCancelled" };
const RELATIONS = { "part of": "superEvent", about: "about", after: "kb:after", "because of": "kb:becauseOf" };
const STANDINGS = ["contested", "denied", "one_sided", "withdrawn"];

/** @param {import("./account.js").World} world @param {ArrayLike<number>} index @returns {string} */
export function jsonldOf(world, index) {
  const { meta } = world.data;
  const events = Array.from(index, (row) => eventNode(world, row));
  const n = events.reduce((sum, event) => sum + (event.subjectOf?.length ?? 0), 0);
  const dataset = filled({
    "@id": "#dataset", "@type": "Dataset", name: meta.title, version: meta.version, dateModified: meta.date,
    license: meta.licence, size: `${events.length} events, ${n} reports`,
  });
  return JSON.stringify({ "@context": CONTEXT, "@graph": [dataset, ...events] }, null, 1) + "\n";
}

function eventNode(world, row) {
  const { data, spans, known } = world, now = known.day < 0;
  const status = known.text("status", row), reports = known.reports(row).map((report) => reportNode(data, report));
  return filled({
    "@id": iri("event", data.id(row)), "@type": ["Event", "prov:Entity"], identifier: data.id(row), name: titleOf(world, row),
    keywords: known.text("kind", row), eventStatus: STATUS[status], "kb:status": status,
    edtf: known.span[row] ? spans.edtf.at(known.span[row]) : "", ...certainDays(data, known.span[row]),
    plan: now && data.plan[row] ? spans.edtf.at(data.plan[row]) : "",
    "kb:counts": known.text("counts", row), "kb:contested": known.text("contested_properties", row),
    "kb:standing": STANDINGS.filter((name) => has(known.flags[row], name)),
    "kb:roots": now ? data.pack.codes("events.n_roots")[row] : undefined,
    location: placeNodes(data, row), "kb:participant": actorNodes(data, row), subjectOf: reports, ...related(data, row),
    "prov:wasDerivedFrom": reports.map((report) => ({ "@id": report["@id"] })),
  });
}

/** The days on which an event certainly began and ended, where a single day is certain. */
function certainDays({ pack }, span) {
  if (!span || pack.codes("spans.about")[span]) return {};
  const day = (name) => Math.floor(pack.numbers("spans." + name)[span] / DAY);
  const one = (first, last) => (first === last && Number.isFinite(first) ? isoOf(first * DAY) : "");
  return { startDate: one(day("begin_earliest"), day("begin_latest")), endDate: one(day("end_earliest"), day("end_latest")) };
}

function placeNodes(data, row) {
  const { starts, codes } = data.links("places"), only = data.pack.codes("places.located");
  return between(starts, row).map((at) => {
    const [id, name, , , lat, lon] = data.meta.places[codes[at]];
    const geo = lat === null || lon === null ? "" : { "@type": "GeoCoordinates", latitude: lat, longitude: lon };
    return filled({ "@id": iri("place", id), "@type": "Place", name, geo, "kb:onlyLocates": only[at] ? true : "" });
  });
}

function actorNodes(data, row) {
  const { starts, codes } = data.links("actors"), roles = data.pack.texts("actors.role");
  return between(starts, row).map((at) => {
    const [id, name] = data.meta.actors[codes[at]];
    return filled({ "@type": "Role", roleName: roles.at(at), "kb:actor": { "@id": iri("actor", id), name } });
  });
}

function reportNode(data, report) {
  const cell = (name) => (data.pack.has("reports." + name) ? data.told(name).at(report) : "");
  const named = (type, name) => (name ? { "@type": type, name } : "");
  return filled({
    "@id": iri("report", cell("report") || String(report)), "@type": ["CreativeWork", "prov:Entity"], headline: cell("title"),
    url: webUrl(cell("url")), datePublished: cell("published"), inLanguage: cell("lang"),
    publisher: named("Organization", cell("source")), "prov:wasAttributedTo": named("prov:Agent", cell("root")),
    text: cell("quote"), "kb:stance": cell("stance"), "kb:via": cell("via"), claimedDate: cell("edtf"),
  });
}

function related(data, row) {
  const relation = data.pack.texts("relations.relation"), target = data.pack.texts("relations.target");
  const { starts, codes } = data.rowsOf("relations"), found = {};
  for (const at of between(starts, row)) {
    const key = RELATIONS[relation.at(codes[at])];
    if (key) (found[key] ??= []).push({ "@id": iri("event", target.at(codes[at])) });
  }
  return found;
}

const between = (starts, row) => Array.from({ length: starts[row + 1] - starts[row] }, (_, at) => starts[row] + at);
const iri = (kind, key) => `#${kind}:${encodeURIComponent(key).replace(/[!'()*]/g, (each) => "%" + each.charCodeAt(0).toString(16).toUpperCase())}`;
const webUrl = (text) => (safeUrl(text) ? encodeURI(text).replaceAll("%25", "%").replaceAll("%5B", "[").replaceAll("%5D", "]") : "");

/** A node without what is empty. */
function filled(node) {
  return Object.fromEntries(Object.entries(node).filter(([, value]) =>
    value !== "" && value !== undefined && value !== null && (typeof value !== "object" || Object.keys(value).length > 0)));
}
