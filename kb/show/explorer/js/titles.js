// Where titles stand on the timeline: beside their marks or on their bars, where nothing else is.

export const HALF = 8; // pixels of a mark to either side, its ring included
const LENGTHS = [48, 30]; // letters of a title, and of one that would have no room else
const AWAY = 6; // pixels between what is drawn and its title

/** Places for a title of some width: behind all that is drawn; on a bar that is long enough, behind its
 * mark or before it; or before all, as at the right edge. @param {import("./arrange.js").Bar} bar @param {number} wide
 * @param {import("./axis.js").Scale} scale @returns {{at: number, raised: boolean}[]} */
export function placesOf({ x, left, right, reach }, wide, scale) {
  const behind = right + AWAY, before = left - AWAY - wide;
  const on = Math.max(x + HALF + 4, left + AWAY, scale.left + AWAY), till = x - HALF - 4 - wide;
  const found = [];
  if (behind + wide <= scale.right + 8) found.push({ at: behind, raised: false });
  if (right === reach && on + wide <= Math.min(reach, scale.right) - 4) found.push({ at: on, raised: true });
  if (till >= Math.max(left, scale.left) + AWAY) found.push({ at: till, raised: true });
  if (before >= scale.left + 4) found.push({ at: before, raised: false });
  return found;
}

/** Gives titles to the bars of a lane, the chosen one and those of the most reports first, each where it
 * covers nothing.
 * @param {import("./arrange.js").Bar[]} bars @param {number} depth rows of the lane
 * @param {boolean} tight whether titles of neighbouring rows would touch
 * @param {{title: (row: number, longest?: number) => string, measure: (text: string) => number,
 *   scale: import("./axis.js").Scale, weight: (row: number) => number}} what */
export function entitle(bars, depth, tight, { title, measure, scale, weight }) {
  const rows = new Rows(depth, bars);
  const first = bars.toSorted((a, b) => weight(b.event) - weight(a.event) || a.x - b.x);
  for (const bar of first) {
    const made = LENGTHS.map((longest) => title(bar.event, longest));
    for (const text of new Set(made)) {
      const wide = measure(text), place = placesOf(bar, wide, scale).find((each) => rows.free(bar, each, wide, tight));
      if (!place) continue;
      Object.assign(bar, { text, textX: place.at, raised: place.raised });
      const stretch = { from: place.at - AWAY, to: place.at + wide + AWAY, text: true, owner: bar };
      for (const row of place.raised ? [bar.row - 1, bar.row] : [bar.row]) rows.take(row, stretch);
      break;
    }
  }
}

/** What each row of a lane holds, in stretches of pixels: bars, marks and titles. */
class Rows {
  constructor(depth, bars) {
    this.held = Array.from({ length: depth }, () => []);
    for (const bar of bars) {
      this.take(bar.row, { from: bar.left - 3, to: bar.right + 3, text: false, owner: bar });
      this.take(bar.row, { from: bar.x - HALF, to: bar.x + HALF, text: true, owner: bar });
    }
  }

  take(row, stretch) { this.held[row]?.push(stretch); }

  /** Whether a title covers nothing: in its own row, and what of the rows beside it reaches into that. A
   * raised one stands half in the row above. */
  free(bar, { at, raised }, wide, tight) {
    const clear = (row, high) => !this.held[row]?.some(({ from, to, text, owner }) =>
      owner !== bar && (text || !high) && from < at + wide && to > at);
    const { row } = bar;
    return clear(row, false) && (raised ? clear(row - 1, false) : !tight || clear(row - 1, true)) && (!tight || clear(row + 1, true));
  }
}
