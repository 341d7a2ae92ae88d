// The scale of the timeline: from seconds to pixels, and what stands along it.
import { DAY, civil, stepOf, stepsBetween } from "./time.js";
import { monthName, yearName } from "./words.js";

/** @typedef {{from: number, to: number, left: number, right: number}} Scale */

/** @param {Scale} scale @param {number} second @returns {number} */
export const toX = ({ from, to, left, right }, second) =>
  left + (second - from) / (to - from) * (right - left);

/** @param {Scale} scale @param {number} x @returns {number} */
export const toSecond = ({ from, to, left, right }, x) =>
  from + (x - left) / (right - left) * (to - from);

/** The fine and the coarse marks along a scale. @param {Scale} scale
 * @returns {{fine: {at: number, text: string}[], coarse: {at: number, text: string}[]}} */
export function ticks(scale) {
  const perPixel = (scale.to - scale.from) / Math.max(scale.right - scale.left, 1);
  const step = stepOf(perPixel * 64);
  const above = step.unit === "minute" || step.unit === "hour" ? { unit: "day", n: 1, seconds: DAY }
    : step.unit === "day" ? { unit: "month", n: 1, seconds: 30.44 * DAY }
      : step.unit === "month" ? { unit: "year", n: 1, seconds: 365.25 * DAY } : null;
  const made = (each, text) => stepsBetween(scale.from, scale.to, each)
    .map((at) => ({ at, text: text(at, each) }));
  return { fine: made(step, fineText), coarse: above ? made(above, coarseText) : [] };
}

function fineText(second, { unit }) {
  const [year, month, day] = civil(Math.floor(second / DAY));
  if (unit === "year") return yearName(year);
  if (unit === "month") return monthName(month);
  if (unit === "day") return String(day);
  const rest = second - Math.floor(second / DAY) * DAY;
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  return `${two(rest / 3600)}:${two(rest / 60 % 60)}`;
}

function coarseText(second, { unit }) {
  const [year, month, day] = civil(Math.floor(second / DAY));
  if (unit === "year") return yearName(year);
  const words = `${monthName(month)} ${yearName(year)}`;
  return unit === "month" ? words : `${day} ${words}`;
}
