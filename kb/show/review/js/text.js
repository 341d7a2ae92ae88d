// An article's text: runs with what was found in them, lit up by what is being judged.
import { el } from "../../explorer/js/dom.js";
import { say } from "../../explorer/js/words.js";

export class Text {
  /** @param {any} article @param {any[][][]} fields of its candidates @param {[number, number][]} quotes
   * @param {(row: number) => void} choose */
  constructor(article, fields, quotes, choose) {
    const text = article.text;
    const cuts = new Set([0, text.length]);
    for (const [start, end] of [...article.marks, ...article.triggers, ...article.aside, ...quotes]) cuts.add(start).add(end);
    for (const [, start, end] of fields.flat()) if (start >= 0) cuts.add(start).add(end);
    this.starts = [...cuts].filter((x) => x >= 0 && x <= text.length).sort((a, b) => a - b);
    this.runs = this.starts.slice(0, -1).map((start, at) => el("span", {}, text.slice(start, this.starts[at + 1])));
    for (const [start, end] of article.aside) this.each(start, end, (run) => run.classList.add("aside"));
    for (const [start, end, kind, value] of article.marks)
      this.each(start, end, (run) => { run.dataset.kind = kind; run.title = [say(`review_mention_${kind}`), value].filter(Boolean).join(": "); });
    this.triggers = new Map();
    for (const [start, end, row] of article.triggers)
      this.each(start, end, (run) => {
        run.classList.add("trigger");
        run.addEventListener("click", () => choose(row));
        this.triggers.set(row, [...(this.triggers.get(row) ?? []), run]);
      });
    this.element = el("div", { class: "text", dir: "auto", tabindex: "0" }, ...this.runs);
    this.start = new Map(this.runs.map((run, at) => [run, this.starts[at]]));
  }

  /** @param {number} start @param {number} end @param {(run: HTMLElement) => void} act */
  each(start, end, act) {
    if (start < 0) return;
    for (let at = this.run(start); at < this.runs.length && this.starts[at] < end; at++) act(this.runs[at]);
  }

  /** The run that holds a place of the text, by halving. @param {number} place */
  run(place) {
    let low = 0, high = this.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Let a run begin at a place, so that what begins there can be lit up. @param {number} place */
  cut(place) {
    const at = this.run(place), old = this.runs[at], before = place - this.starts[at];
    if (place < 0 || before <= 0 || before >= old.textContent.length) return;
    const rest = old.cloneNode();
    rest.textContent = old.textContent.slice(before);
    old.textContent = old.textContent.slice(0, before);
    old.after(rest);
    this.runs.splice(at + 1, 0, rest);
    this.starts.splice(at + 1, 0, place);
    this.start.set(rest, place);
  }

  /** @param {string} name of a class @param {[number, number][]} spans */
  light(name, spans) {
    for (const run of this.element.querySelectorAll(`.${name}`)) run.classList.remove(name);
    for (const place of spans.flat()) this.cut(place);
    for (const [start, end] of spans) this.each(start, end, (run) => run.classList.add(name));
  }

  /** Bring a place into view, without moving the page. @param {number} start */
  show(start) {
    if (start < 0) return;
    const run = this.runs[this.run(start)], box = this.element;
    const top = run.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    if (top < box.scrollTop + 20 || top > box.scrollTop + box.clientHeight - 80)
      box.scrollTo({ top: Math.max(0, top - box.clientHeight / 3) });
  }

  /** @param {number} row @param {string} said */
  judge(row, said) {
    for (const run of this.triggers.get(row) ?? []) run.dataset.said = said;
  }

  /** Where in the text the reader's selection lies: what of it is in this text.
   * @returns {[number, number] | null} */
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.element)) return null;
    const start = this.place(range.startContainer, range.startOffset, 0);
    const end = this.place(range.endContainer, range.endOffset, this.starts.at(-1));
    return end <= start ? null : [start, end];
  }

  /** The place in the text of a point of the page; outside of it `edge`.
   * @param {Node} node @param {number} offset @param {number} edge */
  place(node, offset, edge) {
    if (node === this.element) return offset < this.runs.length ? this.starts[offset] : this.starts.at(-1);
    const run = node.nodeType === Node.TEXT_NODE ? node.parentNode : node;
    const start = this.start.get(run);
    if (start === undefined) return edge;
    return start + (node.nodeType === Node.TEXT_NODE ? offset : offset ? run.textContent.length : 0);
  }
}
