// @ts-check
/** The stretch of the fibers that is seen, moved once in a frame however often it is asked for. */

/** @import { Window } from "./window.js" */

export class Sight {
  /** What is to be seen from the next frame on. @type {{ window: Window, passing: boolean } | null} */
  #next = null;

  /**
   * @param {() => Window} seen what is seen now
   * @param {(window: Window, passing: boolean) => void} move
   */
  constructor(seen, move) {
    this.seen = seen;
    this.move = move;
  }

  /** What is seen, or will be from the next frame on, um. */
  get window() {
    return this.#next?.window ?? this.seen();
  }

  /** @param {Window} window um @param {boolean} passing whether it will soon be another */
  turn(window, passing) {
    if (this.#next === null) {
      requestAnimationFrame(() => {
        if (this.#next === null) return;
        const next = this.#next;
        this.#next = null;
        this.move(next.window, next.passing);
      });
    }
    this.#next = { window, passing };
  }
}
