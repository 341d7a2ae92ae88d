// The chosen events as JSON-LD: the same document that `kb graph --format jsonld` writes of them.
import { isWeighed, relationsThen } from "./claims.js";
import { has } from "./data.js";
import { safeUrl } from "./dom.js";
import { titleOf } from "./panel.js";
import { actorsThen, placesThen } from "./past.js";
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
    "kb:roots": now ? data.pack.codes("events.n_roots")[row] : undefined, "kb:geo": now ? pointOf(data, row) : "",
    location: placeNodes(world, row), "kb:participant": actorNodes(world, row), subjectOf: reports, ...related(world, row),
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

const degrees = (latitude, longitude) => ({ "@type": "GeoCoordinates", latitude, longitude });

/** Where reports themselves say that it was. */
function pointOf({ pack }, row) {
  const text = pack.has("events.point") ? pack.texts("events.point").at(row) : "";
  return text && degrees(...text.split(" ").map(Number));
}

function placeNodes({ data, known }, row) {
  return placesThen(data, known, row).map(({ code, only }) => {
    const [id, name, , , lat, lon, , , geonames] = data.meta.places[code];
    const geo = lat === null || lon === null ? "" : degrees(lat, lon);
    const sameAs = geonames && `https://sws.geonames.org/${geonames}/`;
    return filled({ "@id": iri("place", id), "@type": "Place", name, geo, sameAs, "kb:onlyLocates": only ? true : "" });
  });
}

function actorNodes({ data, known }, row) {
  return actorsThen(data, known, row).map(({ code, role }) => {
    const [id, name, , , item] = data.meta.actors[code];
    const sameAs = item && `https://www.wikidata.org/entity/${item}`;
    return filled({ "@type": "Role", roleName: role, "kb:actor": filled({ "@id": iri("actor", id), name, sameAs }) });
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

function related(world, row) {
  const { data, known } = world, found = {};
  const add = (relation, target) => {
    const key = RELATIONS[relation];
    if (key) (found[key] ??= []).push({ "@id": iri("event", target) });
  };
  if (known.day >= 0 && isWeighed(world)) {
    for (const text of relationsThen(world, row)) add(text.slice(0, text.indexOf(": ")), text.slice(text.indexOf(": ") + 2));
    return found;
  }
  const relation = data.pack.texts("relations.relation"), target = data.pack.texts("relations.target");
  const { starts, codes } = data.rowsOf("relations");
  for (const at of between(starts, row)) add(relation.at(codes[at]), target.at(codes[at]));
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
