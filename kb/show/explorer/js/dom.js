// Elements, made without markup: every text stays text.

/** @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string)} children
 * @returns {any} */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id);

/** An address that may become a link, else nothing. @param {string} text @returns {string} */
export function safeUrl(text) {
  const trimmed = text.trim();
  return /^https?:\/\/[^\s/]/i.test(trimmed) && !/\s/.test(trimmed) && URL.canParse(trimmed) ? trimmed : "";
}

/** Text on one line, cut when it is very long. @param {string} text @param {number} longest */
export function short(text, longest) {
  const line = text.slice(0, 4 * longest).replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g, " ").trim();
  return line.length <= longest ? line : line.slice(0, longest - 1).trimEnd() + "…";
}
