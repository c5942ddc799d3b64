// @ts-check
/** Firing at a place of a fiber: two presses, or one that is held, put an electrode there, which fires at that moment. */
import { wanted } from "./ondemand.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** How long a finger rests before it means this, ms, and how far it may stray, CSS pixels. */
const HELD_MS = 550;
const STRAY = 8;

export class Fire {
  #waiting = 0;
  #start = { x: 0, y: 0 };

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.figure = figure;
    const { view } = figure.zoom;
    view.addEventListener("dblclick", (event) => {
      if (!view.classList.contains("brushing")) this.#fire(event.clientX, event.clientY);
    });
    view.addEventListener("pointerdown", (event) => this.#down(event));
    view.addEventListener("pointermove", (event) => {
      if (Math.hypot(event.clientX - this.#start.x, event.clientY - this.#start.y) > STRAY) this.#forget();
    });
    for (const over of /** @type {const} */ (["pointerup", "pointercancel"])) {
      view.addEventListener(over, () => this.#forget());
    }
    // A finger that rests would open a menu.
    view.addEventListener("contextmenu", (event) => {
      if (event.target instanceof HTMLCanvasElement && this.#byTouch) event.preventDefault();
    });
  }

  #byTouch = false;

  /** @param {PointerEvent} event */
  #down(event) {
    this.#forget();
    this.#byTouch = event.pointerType === "touch";
    if (!this.#byTouch || event.defaultPrevented || !event.isPrimary) return;
    if (!(event.target instanceof HTMLCanvasElement)) return;
    this.#start = { x: event.clientX, y: event.clientY };
    this.#waiting = window.setTimeout(() => this.#fire(this.#start.x, this.#start.y), HELD_MS);
  }

  #forget() {
    clearTimeout(this.#waiting);
  }

  /** @param {number} clientX @param {number} clientY */
  async #fire(clientX, clientY) {
    const { fireUnder } = await wanted(import("./hands.js"));
    fireUnder(this.app, this.figure, clientX, clientY);
  }
}
