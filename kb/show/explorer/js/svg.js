// A pen with the strokes of a canvas that writes SVG instead.

const escape = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
  .replace(/[&<>"]/g, (each) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[each]);
const round = (number) => Math.round(number * 10) / 10;

export class SvgPen {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    Object.assign(this, {
      width, height, parts: [], steps: "", at: [0, 0], kept: [], fillStyle: "#000", strokeStyle: "#000",
      lineWidth: 1, globalAlpha: 1, font: "12px sans-serif", textAlign: "left", dash: [], within: 0, cuts: 0,
    });
  }

  save() {
    const { at, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, dash, within } = this;
    this.kept.push({ at, fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, dash, within });
  }

  restore() { Object.assign(this, this.kept.pop()); }
  translate(x, y) { this.at = [this.at[0] + x, this.at[1] + y]; }
  setLineDash(dash) { this.dash = dash; }
  beginPath() { this.steps = ""; }
  closePath() { this.steps += "Z"; }
  moveTo(x, y) { this.steps += `M${this.point(x, y)}`; }
  lineTo(x, y) { this.steps += `L${this.point(x, y)}`; }

  arc(x, y, r) {
    this.moveTo(x - r, y);
    const wide = round(2 * r), turn = `a${wide / 2} ${wide / 2} 0 1 0 `;
    this.steps += `${turn}${wide} 0${turn}${-wide} 0Z`;
  }

  rect(x, y, width, height) {
    this.steps += `M${this.point(x, y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
  }

  clip() {
    this.cuts += 1;
    this.parts.push(`<clipPath id="cut${this.cuts}"><path d="${this.steps}"/></clipPath>`);
    this.within = this.cuts;
  }

  fill() { this.add(`<path d="${this.steps}" fill="${this.fillStyle}"${this.alpha}/>`); }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.add(`<path d="${this.steps}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"${dash}${this.alpha}/>`);
  }

  fillRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  fillText(text, x, y) {
    const [px, py] = [round(x + this.at[0]), round(y + this.at[1])];
    const anchor = { right: "end", center: "middle" }[this.textAlign] ?? "start";
    this.add(`<text x="${px}" y="${py}" text-anchor="${anchor}" fill="${this.fillStyle}" style="font:${escape(this.font)}"${this.alpha}>${escape(text)}</text>`);
  }

  strokeText(text, x, y) {
    const [px, py] = [round(x + this.at[0]), round(y + this.at[1])];
    const anchor = { right: "end", center: "middle" }[this.textAlign] ?? "start";
    this.add(`<text x="${px}" y="${py}" text-anchor="${anchor}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round" style="font:${escape(this.font)}"${this.alpha}>${escape(text)}</text>`);
  }

  point(x, y) { return `${round(x + this.at[0])} ${round(y + this.at[1])}`; }
  get alpha() { return this.globalAlpha === 1 ? "" : ` opacity="${round(this.globalAlpha * 10) / 10}"`; }
  add(part) { this.parts.push(this.within ? part.replace(" ", ` clip-path="url(#cut${this.within})" `) : part); }

  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}"`
      + ` viewBox="0 0 ${this.width} ${this.height}">${this.parts.join("\n")}</svg>\n`;
  }
}
