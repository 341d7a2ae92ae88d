// Names beside marks: each where no other name and no larger mark is, or not at all.

const TALL = 14;
const CHIEF = 10; // of the most important so many may cover small marks, rather than be left out
const LARGE = 8.9; // pixels of a mark that no name may cover
const SMALL = 4.5; // of one that any name may

/** @param {any} pen @param {{x: number, y: number, r: number, name: string, strong?: boolean}[]} spots
 * the most important first @param {{width: number, height: number, most: number, colors: any}} how */
export function paintLabels(pen, spots, { width, height, most, colors }) {
  const boxes = (least) => spots.slice(0, most).filter(({ r }) => r > least).map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
  const large = boxes(LARGE), marks = boxes(SMALL);
  const names = [];
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.textAlign = "left";
  for (const [at, { x, y, r, name, strong }] of spots.slice(0, most).entries()) {
    pen.font = `${strong ? "600 " : ""}11.5px ${colors.sans}`;
    const wide = pen.measureText(name).width;
    const taken = [...names, ...(at < CHIEF ? large : marks)];
    const place = sides(x, y, r, wide).find((box) => box[0] > 2 && box[2] < width - 2 && box[1] > 2 && box[3] < height - 2
      && !taken.some((other) => meets(box, other)));
    if (!place) continue;
    names.push(place);
    pen.strokeStyle = colors.paper;
    pen.strokeText(name, place[0], place[3] - 3.5);
    pen.fillStyle = colors.ink;
    pen.fillText(name, place[0], place[3] - 3.5);
  }
}

/** Right, left, below, above. */
function sides(x, y, r, wide) {
  const box = (left, top) => [left, top, left + wide, top + TALL];
  return [box(x + r + 4, y - TALL / 2), box(x - r - 4 - wide, y - TALL / 2), box(x - wide / 2, y + r + 2), box(x - wide / 2, y - r - 2 - TALL)];
}

const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
