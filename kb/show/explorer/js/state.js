// What a person has asked for: one plain object, and the address that brings it back.

/** Facets, by the name that they have in the address. */
export const FACETS = ["kind", "status", "place", "actor", "source", "side", "standing", "dating"];

/** What some parts of an address can be; a link may have been broken on its way. */
const KNOWN = {
  known: /^(\d{4}-\d\d-\d\d)?$/, lanes: /^(place|actor|kind|source|status|side)$/,
  sort: /^-?(time|title|kind|status|places|actors|reports)$/,
};

/** @typedef {{q: string, from: string, to: string, known: string, lanes: string, event: string,
 *   at: string, sort: string, votes: string, kind: string[], status: string[], place: string[], actor: string[],
 *   source: string[], side: string[], standing: string[], dating: string[]}} State */

/** @param {{lanes: string}} meta @returns {State} a state in which nothing is asked for */
export function blank(meta) {
  const state = { q: "", from: "", to: "", known: "", lanes: meta.lanes, event: "", at: "", sort: "time", votes: "" };
  for (const facet of FACETS) state[facet] = [];
  return state;
}

/** @param {string} hash @param {{lanes: string}} meta @returns {State} */
export function fromHash(hash, meta) {
  const state = blank(meta);
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    const name = part.slice(0, cut), value = part.slice(cut + 1);
    if (cut < 1 || !Object.hasOwn(state, name)) continue;
    const said = Array.isArray(state[name]) ? value.split(",").map(decode) : decode(value);
    if (name === "known" && said && !isDay(said)) continue;
    if (!KNOWN[name] || KNOWN[name].test(said)) state[name] = said;
  }
  return state;
}

/** @param {State} state @param {{lanes: string}} meta @returns {string} */
export function toHash(state, meta) {
  const usual = blank(meta);
  const parts = Object.keys(usual).flatMap((name) => {
    const value = state[name];
    if (String(value) === String(usual[name])) return [];
    const text = Array.isArray(value) ? value.map(encode).join(",") : encode(value);
    return `${name}=${text}`;
  });
  return "#" + parts.join("&");
}

/** Whether a calendar has this day: 31 February is none. @param {string} text */
function isDay(text) {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const encode = (text) => encodeURIComponent(text).replaceAll("%20", "+");

function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
}

/** Keeps the state and the address alike, and tells who listens what has changed.
 * @param {{lanes: string}} meta @param {(state: State, changed: Set<string>) => void} listen */
export function keep(meta, listen) {
  let state = fromHash(location.hash, meta);
  let timer = 0;
  let written = location.hash;

  function write(push) {
    const hash = toHash(state, meta);
    if (hash === written || (hash === "#" && !written)) return;
    written = hash;
    try {
      history[push ? "pushState" : "replaceState"](null, "", hash);
    } catch { /* a frame without an address of its own keeps its state to itself */ }
  }

  function told(next) {
    const changed = new Set(Object.keys(next).filter((name) => String(next[name]) !== String(state[name])));
    state = next;
    if (changed.size) listen(state, changed);
    return changed;
  }

  const back = () => {
    clearTimeout(timer);
    if (location.hash === written) return;
    written = location.hash;
    told(fromHash(location.hash, meta));
  };
  addEventListener("popstate", back);
  addEventListener("hashchange", back);
  return {
    get state() { return state; },
    /** Changes something; what comes in a stream (`soon`) is written into the address once it rests.
     * @param {Partial<State>} change @param {{soon?: boolean}} [how] */
    set(change, { soon = false } = {}) {
      clearTimeout(timer);
      told({ ...state, ...change });
      if (soon) timer = setTimeout(() => write(true), 400);
      else write(true);
    },
  };
}
