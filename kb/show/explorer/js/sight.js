// Views out of sight: drawn when they come into it, else once nothing has changed for a while.

const REST = 300; // milliseconds without a change after which what nobody sees is drawn as well
const NEAR = "200px"; // around the window: drawn before one gets there

/** A view that is drawn again when asked to, at once where it is seen. */
export class InSight {
  /** @param {HTMLElement} place @param {() => void} draw */
  constructor(place, draw) {
    Object.assign(this, { draw, due: false, seen: false, timer: 0 });
    new IntersectionObserver(([entry]) => {
      this.seen = entry.isIntersecting;
      if (this.seen) this.now();
    }, { rootMargin: NEAR }).observe(place);
  }

  ask() {
    this.due = true;
    clearTimeout(this.timer);
    if (this.seen) this.now();
    else this.timer = setTimeout(() => this.now(), REST);
  }

  /** Draws what was asked for and is due yet. */
  now() {
    clearTimeout(this.timer);
    if (this.due) this.draw();
    this.due = false;
  }
}
