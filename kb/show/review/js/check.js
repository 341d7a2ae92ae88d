// What is wrong with what a person has typed, as far as a page can tell; `kb add` tells the rest.
import { say } from "../../explorer/js/words.js";

const DAY = /\b(\d{4})-(\d{2})(?:-(\d{2}))?\b/g;
const COUNT = /^[a-z ]+:\s*(\d+~?|\d+\.\.\d*|\.\.\d+)$/;

/** @param {string} column @param {string} text @param {Record<string, string>} roles @returns {string} */
export function faultOf(column, text, roles) {
  if (!text.trim()) return "";
  if (column === "date" || column === "said" || column === "published") return dayFault(text);
  const entries = text.split(";").map((each) => each.trim()).filter(Boolean);
  if (column === "actors") {
    const wrong = entries.map((each) => each.split(":")[0].trim()).find((role) => !(role in roles));
    return wrong === undefined ? "" : say("review_no_role", { role: wrong, known: Object.keys(roles).join(", ") });
  }
  if (column === "counts") return entries.every((each) => COUNT.test(each)) ? "" : say("review_no_count");
  const most = { lat: 90, lon: 180 }[column];
  return most && !(Math.abs(Number(text)) <= most) ? say("review_no_degrees") : "";
}

function dayFault(text) {
  if (/\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/.test(text)) {
    const [one, other] = text.match(/\d{1,2}/g).map(Number);
    return one <= 12 && other <= 12 && one !== other ? say("review_two_ways") : "";
  }
  for (const [, year, month, day] of text.matchAll(DAY)) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (Number(month) < 1 || Number(month) > 12 || Number(day ?? 1) < 1 || Number(day ?? 1) > last) return say("review_no_day");
  }
  return "";
}
