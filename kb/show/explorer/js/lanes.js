// Which lanes of the timeline an event belongs in.
import { upwards } from "./data.js";
import { say, said } from "./words.js";

const MOST = 20; // lanes; the rarest share one beyond that

/** @typedef {{names: string[], starts: Uint32Array | null, codes: ArrayLike<number>}} Lanes
 * without starts, one lane an event */

/** @param {string} by @param {import("./data.js").Data} data
 * @param {import("./filters.js").Facet[]} facets @returns {Lanes} */
export function lanesOf(by, data, facets) {
  const facet = facets.find((each) => each.name === by) ?? facets[0];
  if (by === "place") {
    const scene = facet.scene ?? data.scenes;
    return data.again("lanes", [by, scene.codes], () => gathered(data.n, ...towns(data, scene), say("no_place")));
  }
  const links = facet.links ?? single(facet.codes);
  return data.again("lanes", [by, links.codes], () =>
    gathered(data.n, facet.ids.map((id) => nameOf(by, id, data)), links, say(`no_${by}`)));
}

/** What a value of a facet is called. @param {string} facet @param {string} id
 * @param {import("./data.js").Data} data */
export function nameOf(facet, id, data) {
  if (facet === "place" || facet === "actor") {
    const names = data.once("names." + facet, () => new Map(data.meta[facet + "s"].map((each) => [each[0], each[1]])));
    return names.get(id) ?? id;
  }
  if (facet === "kind") return data.meta.kinds[id]?.[0] || say("no_kind");
  if (facet === "side") return id ? say("told_by", { side: id }) : say("not_one_sided");
  const key = `${facet}_${id}`;
  return said(key) ? say(key) : id || say(`no_${facet}`);
}

function single(codes) {
  return { starts: null, codes };
}

/** The town that each place lies in makes its lane. */
function towns(data, { starts, codes }) {
  const { meta: { places }, n } = data;
  const names = [...new Set(places.map((_, place) => places[townOf(places, place)][1]))];
  const code = new Map(names.map((name, at) => [name, at]));
  const lane = Uint32Array.from(places, (_, place) => code.get(places[townOf(places, place)][1]));
  const begins = new Uint32Array(n + 1), found = new Uint32Array(codes.length);
  let end = 0;
  for (let row = 0; row < n; row++) {
    const begin = end;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const here = lane[codes[at]];
      let seen = begin;
      while (seen < end && found[seen] !== here) seen++;
      if (seen === end) found[end++] = here;
    }
    begins[row + 1] = end;
  }
  return [names, { starts: begins, codes: found.subarray(0, end) }];
}

function townOf(places, place) {
  return upwards(places, place).find((each) => places[each][7]) ?? place;
}

/** Puts lanes in order of size, the rarest into one, and events without any into a lane of their own. */
function gathered(n, names, { starts, codes }, nowhere) {
  const sizes = new Uint32Array(names.length);
  for (let at = 0; at < codes.length; at++) sizes[codes[at]]++;
  const order = names.map((_, lane) => lane).filter((lane) => sizes[lane])
    .sort((a, b) => sizes[b] - sizes[a] || (names[a] < names[b] ? -1 : 1));
  const kept = order.length > MOST ? order.slice(0, MOST - 1) : order;
  const to = new Uint32Array(names.length).fill(kept.length);
  kept.forEach((lane, at) => { to[lane] = at; });
  const lanes = kept.map((lane) => names[lane]);
  if (order.length > kept.length) lanes.push(say("other_lanes", { n: order.length - kept.length }));
  const none = lanes.length;
  if (!starts) {
    const one = new Uint8Array(n);
    for (let row = 0; row < n; row++) one[row] = to[codes[row]];
    return { names: lanes, starts: null, codes: one };
  }
  const begins = new Uint32Array(n + 1);
  const found = new Uint8Array(codes.length + n);
  let end = 0;
  for (let row = 0; row < n; row++) {
    const begin = end;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const lane = to[codes[at]];
      let seen = begin;
      while (seen < end && found[seen] !== lane) seen++;
      if (seen === end) found[end++] = lane;
    }
    if (end === begin) found[end++] = none;
    begins[row + 1] = end;
  }
  const some = found.subarray(0, end);
  return { names: some.includes(none) ? [...lanes, nowhere] : lanes, starts: begins, codes: some };
}
