// What lies beneath the map: land, water and borders, coarse everywhere and fine around the events.

const LINES = { lake: ["water", 0.7, []], river: ["water", 0.9, []], coast: ["shore", 0.9, []], border: ["muted", 0.9, [5, 3]], disputed: ["muted", 1, [1, 3]] };
const FILLS = { land: "land", lake: "sea" };

export class Ground {
  /** @param {any} map as data.py packs it @param {(lon: number, lat: number) => [number, number]} toPlane */
  constructor(map, toPlane) {
    const layers = (lines) => Object.fromEntries(Object.entries(lines).map(([name, all]) => [name, all.map((line) => unfolded(line, toPlane, name in FILLS))]));
    this.coarse = layers(map.lines);
    this.fine = layers(map.fine);
    this.box = Object.values(map.fine).some((lines) => lines.length) ? corners(map.box, toPlane) : null;
  }

  /** @param {any} pen @param {import("./plane.js").Plane} plane @param {any} colors */
  paint(pen, plane, colors) {
    pen.fillStyle = colors.sea;
    pen.fillRect(0, 0, plane.width, plane.height);
    const fine = this.box && plane.scale > 12 ? this.box : null;
    if (!fine) return layer(pen, plane, this.coarse, colors);
    const [[left, top], [right, bottom]] = fine.map((corner) => plane.at(...corner));
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, plane.width, plane.height);
    pen.rect(left, top, right - left, bottom - top);
    pen.clip("evenodd");
    layer(pen, plane, this.coarse, colors);
    pen.restore();
    pen.save();
    pen.beginPath();
    pen.rect(left, top, right - left, bottom - top);
    pen.clip();
    layer(pen, plane, this.fine, colors);
    pen.restore();
    return undefined;
  }
}

function layer(pen, plane, lines, colors) {
  for (const [name, color] of Object.entries(FILLS)) {
    trace(pen, plane, lines[name]);
    pen.fillStyle = colors[color];
    pen.fill("evenodd");
  }
  for (const [name, [color, width, dash]] of Object.entries(LINES)) {
    trace(pen, plane, lines[name]);
    pen.strokeStyle = colors[color];
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.stroke();
  }
  pen.setLineDash([]);
}

function trace(pen, plane, lines) {
  const { scale } = plane, [x0, y0] = plane.at(0, 0);
  pen.beginPath();
  for (const { x, y, box } of lines) {
    if (x0 + box[2] * scale < 0 || x0 + box[0] * scale > plane.width || y0 + box[3] * scale < 0 || y0 + box[1] * scale > plane.height) continue;
    for (let at = 0; at < x.length; at++) {
      if (at) pen.lineTo(x0 + x[at] * scale, y0 + y[at] * scale); else pen.moveTo(x0 + x[at] * scale, y0 + y[at] * scale);
    }
  }
}

function corners([west, south, east, north], toPlane) {
  return [toPlane(west, north), toPlane(east, south)];
}

/** A line out of steps of hundredths of a degree, and the box that holds it. One that crosses the 180th
 * meridian goes on beyond it, instead of back around the world; a coast around a pole holds that pole. */
function unfolded(steps, toPlane, filled) {
  const path = [];
  let lon = 0, lat = 0;
  for (let at = 0; at < steps.length; at += 2) {
    lon += at && Math.abs(steps[at]) > 18000 ? steps[at] - Math.sign(steps[at]) * 36000 : steps[at];
    lat += steps[at + 1];
    path.push([lon, lat]);
  }
  if (filled && Math.abs(lon - path[0][0]) > 18000) path.push([lon, Math.sign(lat) * 9000], [path[0][0], Math.sign(lat) * 9000]);
  const x = new Float32Array(path.length), y = new Float32Array(path.length);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  path.forEach(([east, north], at) => {
    [x[at], y[at]] = toPlane(east / 100, north / 100);
    box[0] = Math.min(box[0], x[at]);
    box[1] = Math.min(box[1], y[at]);
    box[2] = Math.max(box[2], x[at]);
    box[3] = Math.max(box[3], y[at]);
  });
  return { x, y, box };
}
