// What a reader takes away: the selection as CSV or JSON-LD, a citation, a picture.
import { whenOf } from "./account.js";
import { el } from "./dom.js";
import { titleOf } from "./panel.js";

/** The reports of events, in the columns of events.csv and the order of the file.
 * @param {import("./account.js").World} world @param {ArrayLike<number>} index @returns {string} */
export function csvOf({ data, known }, index) {
  const rows = [];
  for (let at = 0; at < index.length; at++) rows.push(...known.reports(index[at]));
  const columns = data.meta.columns, told = columns.map((name) => data.told(name));
  const lines = rows.sort((a, b) => a - b).map((report) => told.map((column) => cell(column.at(report))).join(","));
  return [columns.map(cell).join(","), ...lines].join("\n") + "\n";
}

function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {import("./account.js").World} world @param {ArrayLike<number>} index @returns {string} */
export function jsonldOf(world, index) {
  const { data, spans, known } = world;
  const places = data.links("places"), actors = data.links("actors");
  const some = (links, row, of) => [...links.codes.slice(links.starts[row], links.starts[row + 1])].map(of);
  const graph = Array.from(index, (row) => ({
    "@type": "Event", "@id": `#${encodeURIComponent(data.id(row))}`, name: titleOf(world, row),
    temporalCoverage: known.span[row] ? spans.edtf.at(known.span[row]) : undefined,
    description: whenOf(world, row),
    additionalType: known.text("kind", row) || undefined,
    eventStatus: known.text("status", row) || undefined,
    location: some(places, row, (code) => place(data.meta.places[code])),
    contributor: some(actors, row, (code) => ({ "@type": "Thing", "@id": `actor:${data.meta.actors[code][0]}`, name: data.meta.actors[code][1] })),
    subjectOf: known.reports(row).map((report) => article(data, report)),
  }));
  return JSON.stringify({ "@context": "https://schema.org", "@graph": graph }, null, 1) + "\n";
}

function place([id, name, , , lat, lon]) {
  const geo = lat === null || lon === null ? undefined : { "@type": "GeoCoordinates", latitude: lat, longitude: lon };
  return { "@type": "Place", "@id": `place:${id}`, name, geo };
}

function article(data, report) {
  const cell = (name) => (data.pack.has("reports." + name) && data.told(name).at(report)) || undefined;
  return {
    "@type": "NewsArticle", headline: cell("title"), url: cell("url"), datePublished: cell("published"),
    publisher: cell("source") && { "@type": "Organization", name: cell("source") },
    author: cell("claimant") && { "@type": "Organization", name: cell("claimant") },
    abstract: cell("quote"),
  };
}

/** @param {string} name @param {BlobPart} content @param {string} type */
export function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {HTMLCanvasElement} canvas @param {string} paper @returns {Promise<Blob>} */
export function pngOf(canvas, paper) {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d");
  pen.fillStyle = paper;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return new Promise((resolve) => copy.toBlob((blob) => resolve(blob), "image/png"));
}
