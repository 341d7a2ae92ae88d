// What the page says, out of the table of messages that it carries.

let messages = {};
let lang = "en";
let plural, figures, known;
const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/** @param {Record<string, string>} table @param {string} language */
export function speak(table, language) {
  messages = table;
  lang = Intl.NumberFormat.supportedLocalesOf([language]).length ? language : "en";
  plural = new Intl.PluralRules(lang);
  figures = new Intl.NumberFormat(lang);
  const there = plural.resolvedOptions().pluralCategories;
  known = CATEGORIES.filter((each) => there.includes(each));
}
speak({}, "en");

/** The words for a name, with what is to be filled in. A message may have forms by a number:
 * `{n} event|{n} events`. @param {string} name @param {Record<string, any>} [values] */
export function say(name, values = {}) {
  const forms = (messages[name] ?? name).split("|");
  const form = forms[Math.min(formOf(Number(values.n ?? 1)), forms.length - 1)];
  return form.replace(/\{(\w+)\}/g, (_, key) =>
    typeof values[key] === "number" ? number(values[key]) : values[key] ?? "");
}

/** Which form of a message a number takes: languages have one to six. */
function formOf(n) {
  return known.indexOf(plural.select(n));
}

/** Whether there are words for a name. @param {string} name */
export const said = (name) => name in messages;

/** @param {number} value @returns {string} */
export const number = (value) => figures.format(value);

const MONTHS = () => (messages.months ?? "").split(" ");

/** @param {number} month 1 to 12 */
export const monthName = (month) => MONTHS()[month - 1] ?? String(month);

/** An ISO day in words; what is none stays as it is. @param {string} text */
export function dayName(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text), month = found && (messages.months_of ?? "").split(" ")[Number(found[2]) - 1];
  return month ? `${Number(found[3])} ${month} ${Number(found[1])}` : text;
}

/** @param {number} year */
export const yearName = (year) => year > 0 ? String(year) : say("bc", { year: String(1 - year) });
