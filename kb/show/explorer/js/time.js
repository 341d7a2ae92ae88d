// Days and seconds: seconds of the local clock since the day before 1 January of the year 1.

import { say, yearName } from "./words.js";

export const DAY = 86400;
const EPOCH = 719163; // 1970-01-01

/** The day a civil date falls on (Howard Hinnant, "chrono-compatible low-level date algorithms").
 * @param {number} year @param {number} month @param {number} day @returns {number} */
export function dayOf(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400), ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * 146097 + days - 719468 + EPOCH;
}

/** @param {number} day @returns {[number, number, number]} year, month, day */
export function civil(day) {
  const z = day - EPOCH + 719468;
  const era = Math.floor(z / 146097), d = z - era * 146097;
  const y = Math.floor((d - Math.floor(d / 1460) + Math.floor(d / 36524) - Math.floor(d / 146096))
    / 365);
  const ofYear = d - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((5 * ofYear + 2) / 153);
  const month = m + (m < 10 ? 3 : -9);
  return [y + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * m + 2) / 5) + 1];
}

const two = (number) => String(number).padStart(2, "0");

/** @param {number} second @returns {string} an ISO day, or with the time of day where it has one */
export function isoOf(second) {
  const day = Math.floor(second / DAY), rest = Math.round(second - day * DAY);
  const [year, month, date] = civil(day);
  const sign = year < 0 ? "-" : "";
  const text = `${sign}${String(Math.abs(year)).padStart(4, "0")}-${two(month)}-${two(date)}`;
  return rest ? `${text}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}` : text;
}

/** The day of a moment as one writes it into a field: ISO, but a year before the first in words.
 * @param {number} second @returns {string} */
export function writtenOf(second) {
  const [year] = civil(Math.floor(second / DAY));
  return year > 0 ? isoOf(second).split("T")[0] : yearName(year);
}

/** A year before the first in words, as ISO has it: `44 BC` is -43. @param {string} text */
function beforeChrist(text) {
  const words = say("bc", { year: "@" }).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("@", "([1-9]\\d*)");
  const found = new RegExp(`^\\s*${words}\\s*$`, "i").exec(text);
  return found ? String(1 - Number(found[1])) : text;
}

/** First and last second of a year, month, day or minute; nothing where it is none of them.
 * @param {string} text @returns {[number, number] | null} */
export function parseMoment(text) {
  const found = /^\s*(-?\d{1,7})(?:-(\d\d?))?(?:-(\d\d?))?(?:T(\d\d):(\d\d))?\s*$/.exec(beforeChrist(text));
  if (!found) return null;
  const [year, month, date, hour, minute] = found.slice(1).map((each) => each && Number(each));
  if (month < 1 || month > 12 || hour > 23 || minute > 59) return null;
  if (date !== undefined && civil(dayOf(year, month, date))[2] !== date) return null;
  const first = dayOf(year, month ?? 1, date ?? 1) * DAY;
  if (hour !== undefined) {
    const at = first + hour * 3600 + minute * 60;
    return [at, at + 59];
  }
  const next = date ? first / DAY + 1
    : month ? dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)
      : dayOf(year + 1, 1, 1);
  return [first, next * DAY - 1];
}

const STEPS = [ // of an axis: unit, how many of it, seconds
  ...[[5, 300], [15, 900], [30, 1800]].map(([n, s]) => ["minute", n, s]),
  ...[1, 3, 6, 12].map((n) => ["hour", n, n * 3600]),
  ...[1, 2, 7].map((n) => ["day", n, n * DAY]),
  ...[1, 3, 6].map((n) => ["month", n, n * 30.44 * DAY]),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].map((n) => ["year", n, n * 365.25 * DAY]),
];

/** @typedef {{unit: string, n: number, seconds: number}} Step */

/** The finest step of an axis that is at least so long. @param {number} least @returns {Step} */
export function stepOf(least) {
  const [unit, n, seconds] = STEPS.find(([, , length]) => length >= least) ?? STEPS.at(-1);
  return { unit, n, seconds };
}

/** The first moment of a step at or before a second, numbered. @param {number} second
 * @param {Step} step @returns {number} */
export function floorTo(second, { unit, n, seconds }) {
  if (unit === "minute" || unit === "hour") return Math.floor(second / seconds) * seconds;
  const day = Math.floor(second / DAY);
  if (unit === "day") return (n === 7 ? Math.floor((day - 1) / 7) * 7 + 1 : day - (day % n)) * DAY;
  const [year, month] = civil(day);
  if (unit === "year") return dayOf(year > 0 || n === 1 ? Math.floor(year / n) * n : 1 - Math.ceil((1 - year) / n) * n, 1, 1) * DAY;
  return dayOf(year, Math.floor((month - 1) / n) * n + 1, 1) * DAY;
}

/** The steps between two moments, the first of them before. @param {number} from
 * @param {number} to @param {Step} step @returns {number[]} */
export function stepsBetween(from, to, step) {
  const found = [floorTo(from, step)];
  while (found.at(-1) < to && found.length < 5000) {
    const beyond = found.at(-1) + step.seconds * (step.unit === "month" || step.unit === "year" ? 1.2 : 1);
    const next = floorTo(beyond, step);
    found.push(next > found.at(-1) ? next : found.at(-1) + step.seconds);
  }
  return found;
}
