// What a reader takes away: the selection as CSV, a picture, a file.
import { el } from "./dom.js";

/** The reports of events, in the columns of events.csv and the order of the file.
 * @param {import("./account.js").World} world @param {ArrayLike<number>} index @returns {string} */
export function csvOf({ data, known }, index) {
  const rows = [];
  for (let at = 0; at < index.length; at++) rows.push(...known.reports(index[at]));
  const columns = data.meta.columns, told = columns.map((name) => data.told(name));
  const lines = rows.sort((a, b) => a - b).map((report) => told.map((column) => cell(column.at(report))).join(","));
  return [columns.map(cell).join(","), ...lines].join("\n") + "\n";
}

/** A cell of CSV. @param {string} text */
export function cell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
