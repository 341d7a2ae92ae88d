// What hands do on a drawing: drag, wheel, pinch, click and hover, by mouse, pen or finger.

const REST = 250; // milliseconds without a change after which what nobody sees is drawn as well
const LONGEST = 1000; // milliseconds that it waits at most, however much goes on

/** @param {HTMLElement} place
 * @param {{pan: (dx: number, dy: number) => void, zoom: (factor: number, x: number, y: number) => void,
 *   click: (x: number, y: number) => void, hover: (x: number, y: number) => void,
 *   leave: () => void, again?: (x: number, y: number) => void,
 *   wheels?: (event: WheelEvent) => boolean}} tell */
export function listen(place, tell) {
  const pointers = new Map();
  let moved = 0;
  const where = (event) => {
    const box = place.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  place.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, where(event));
    place.setPointerCapture(event.pointerId);
    moved = 0;
  });
  place.addEventListener("pointermove", (event) => {
    const [x, y] = where(event);
    const before = pointers.get(event.pointerId);
    if (!before) return tell.hover(x, y);
    const [dx, dy] = [x - before[0], y - before[1]];
    moved += Math.abs(dx) + Math.abs(dy);
    if (pointers.size === 2) pinch(event.pointerId, before, [x, y]);
    else if (moved > 4) tell.pan(dx, dy);
    else return undefined;
    pointers.set(event.pointerId, [x, y]);
    return undefined;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    place.addEventListener(end, (event) => {
      if (!pointers.delete(event.pointerId)) return;
      if (end === "pointerup" && moved <= 4) tell.click(...where(event));
    });
  }
  place.addEventListener("pointerleave", () => tell.leave());
  place.addEventListener("wheel", (event) => {
    if (tell.wheels && !tell.wheels(event)) return;
    event.preventDefault();
    const [x, y] = where(event);
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) tell.pan(-event.deltaX, 0);
    else tell.zoom(Math.exp(Math.max(-240, Math.min(240, event.deltaY)) * 0.0022), x, y);
  }, { passive: false });
  place.addEventListener("dblclick", (event) => (tell.again ?? (() => {}))(...where(event)));

  function pinch(id, before, now) {
    const [other] = [...pointers].filter(([each]) => each !== id).map(([, at]) => at);
    const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
    const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
    tell.zoom(apart(before, other) / apart(now, other), middle[0], middle[1]);
    moved += 5;
  }
}

/** A function that has something run with the next frame, once however often it is asked; `done`
 * says that it was done meanwhile. @param {() => void} run */
export function perFrame(run) {
  let asked = 0;
  const soon = () => {
    if (!asked) asked = requestAnimationFrame(() => { asked = 0; run(); });
  };
  soon.done = () => {
    cancelAnimationFrame(asked);
    asked = 0;
  };
  return soon;
}

/** A function that draws something where one may not be looking: at once when that is asked `now` or
 * its place is in sight or near, else once it comes near, or nothing was asked for a while. At that it
 * is right for who reads it otherwise than by scrolling. @param {Element} place
 * @param {() => void} draw @returns {(now?: boolean) => void} */
export function whenSeen(place, draw) {
  let seen = false, timer = 0, since = 0;
  const run = () => {
    clearTimeout(timer);
    timer = since = 0;
    draw();
  };
  new IntersectionObserver((entries) => {
    seen = entries.at(-1).isIntersecting;
    if (seen && timer) run();
  }, { rootMargin: "50% 0px" }).observe(place);
  return (now = false) => {
    clearTimeout(timer);
    since ||= performance.now();
    if (now || seen) run();
    else timer = setTimeout(run, Math.max(0, Math.min(REST, since + LONGEST - performance.now())));
  };
}

/** Fits a canvas to its element at the screen's resolution.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function fit(canvas, width, height) {
  const ratio = Math.min(devicePixelRatio || 1, 3);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  canvas.style.height = height + "px";
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/** A function that runs what was last asked for once the next frame stands. @param {() => void} run */
export function afterFrame(run) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, 20);
  };
}
