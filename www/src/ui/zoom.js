// @ts-check
/** Zoom and move: buttons, keys, dragging, pinching, and following a spike. A plain wheel scrolls the page, as everywhere. */
import { frontUm } from "../state/front.js";
import { around, isWhole, panned, zoomed } from "../state/window.js";
import { t } from "../text/text.js";
import { byId, disable, make, setText } from "./dom.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Factor of a press, and of a notch of the wheel. */
const PRESS = 2;
const NOTCH = 1.0015;
/** Part of the window that a key moves by. */
const KEY = 0.1;
/** Width of a node of 1 um in a close-up, CSS pixels. */
const NODE_PIXELS = 110;
/** Where a spike that is followed stands in the picture, and the part of the fiber that is seen with it to begin with. */
const FOLLOWED_AT = 0.62;
const FOLLOWED_PART = 0.12;

export class Zoom {
  #following = false;
  /** Pointers that are down, by id, with their last place. @type {Map<number, number>} */
  #pointers = new Map();
  #onOverview = false;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.store = app.store;
    this.figure = figure;
    this.view = byId("view", HTMLElement);
    const button = (
      /** @type {string} */ text,
      /** @type {string} */ name,
      /** @type {() => void} */ act,
    ) => {
      const made = make("button", { type: "button", "aria-label": name, title: name }, text);
      made.addEventListener("click", act);
      return made;
    };
    this.out = button("−", t("zoom.out"), () => this.#zoom(1 / PRESS));
    this.in = button("+", t("zoom.in"), () => this.#zoom(PRESS));
    this.whole = button(t("zoom.whole"), t("zoom.whole"), () => this.#see(this.#all));
    this.node = button(t("zoom.node"), t("zoom.node"), () => this.#closeUp());
    this.follow = button(t("zoom.follow"), t("zoom.follow"), () => this.#follow(!this.#following));
    this.element = make(
      "div",
      { class: "zoom", role: "group", "aria-label": t("zoom.tools") },
      this.out,
      this.in,
      this.whole,
      this.node,
      this.follow,
    );
    // It takes keys, so it takes the focus; it is no control of its own.
    this.view.tabIndex = 0;
    this.view.setAttribute("role", "group");
    this.view.setAttribute("aria-label", t("zoom.title"));
    this.view.addEventListener("keydown", (event) => this.#key(event));
    this.view.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.view.addEventListener("pointerdown", (event) => this.#down(event));
    this.view.addEventListener("pointermove", (event) => this.#move(event));
    for (const over of /** @type {const} */ (["pointerup", "pointercancel"])) {
      this.view.addEventListener(over, (event) => this.#up(event));
    }
  }

  get #all() {
    return { fromUm: 0, toUm: this.store.lengthUm };
  }

  /** Shows the state of the buttons. */
  arrange() {
    const { window, lengthUm } = this.store;
    const whole = isWhole(window, lengthUm);
    disable(this.whole, whole, this.in);
    disable(this.out, whole, this.in);
    const nodes = this.store.lanes.some((lane) => lane.node_spacing_um > 0);
    setText(this.node, t(nodes ? "zoom.node" : "zoom.patch"));
    this.node.setAttribute("aria-label", t(nodes ? "zoom.node" : "zoom.patch"));
    this.follow.setAttribute("aria-pressed", String(this.#following));
    this.view.classList.toggle("zoomed", !whole);
  }

  /** Moves the window with the spike that is followed. @returns {boolean} whether it moved */
  keepUp() {
    const { store } = this;
    if (!this.#following || !store.playing || store.settled) return false;
    const front = this.#front();
    if (front === null) return false;
    const { window, lengthUm } = store;
    const span = window.toUm - window.fromUm;
    const from = front - FOLLOWED_AT * span;
    const next = panned({ fromUm: 0, toUm: span }, from, lengthUm);
    if (Math.abs(next.fromUm - window.fromUm) * (this.figure.scale?.perUm ?? 1) < 0.3) return false;
    store.pass(next);
    return true;
  }

  /** Front of the leading spike among those that are not home, um. */
  #front() {
    const { engine, lanes, runners } = this.store;
    const fronts = lanes.flatMap((lane, index) => {
      if (runners[index]?.home) return [];
      const front = frontUm(engine.positionUm(index), engine.voltageMv(index, false), lane.rest_mv);
      return front === null ? [] : [front];
    });
    return fronts.length > 0 ? Math.max(...fronts) : null;
  }

  /** @param {boolean} on */
  #follow(on) {
    this.#following = on;
    const { window, lengthUm } = this.store;
    if (on && isWhole(window, lengthUm)) {
      const span = FOLLOWED_PART * lengthUm;
      this.app.see(around(this.#front() ?? span / 2, span, lengthUm), true);
    } else if (!on) this.app.see(window);
    this.arrange();
  }

  /** @param {import("../state/window.js").Window} window @param {boolean} [passing] */
  #see(window, passing = false) {
    if (isWhole(window, this.store.lengthUm)) this.#following = false;
    this.app.see(window, passing || this.#following);
  }

  /** @param {number} factor @param {number} [aboutUm] @param {boolean} [passing] */
  #zoom(factor, aboutUm, passing = false) {
    const { lengthUm } = this.store;
    const window = this.app.seen;
    this.#see(zoomed(window, factor, aboutUm ?? (window.fromUm + window.toUm) / 2, lengthUm), passing);
  }

  /** The node nearest to the middle of what is seen, or the membrane there. */
  #closeUp() {
    const { window, lengthUm, lanes } = this.store;
    const middle = (window.fromUm + window.toUm) / 2;
    const lane = lanes.find((one) => one.node_spacing_um > 0 && 1000 * one.length_mm > middle);
    const spacing = lane?.node_spacing_um ?? 0;
    const place = spacing > 0 ? Math.round(middle / spacing) * spacing : middle;
    const wide = (this.figure.scale?.perUm ?? 1) * (window.toUm - window.fromUm);
    this.#following = false;
    this.#see(around(place, wide / NODE_PIXELS, lengthUm));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target !== this.view || event.ctrlKey || event.metaKey || event.altKey) return;
    // Keys may follow each other within a frame.
    const window = this.app.seen;
    const { lengthUm } = this.store;
    const step = KEY * (window.toUm - window.fromUm) * (event.shiftKey ? 5 : 1);
    if (event.key === "ArrowLeft") this.#see(panned(window, -step, lengthUm));
    else if (event.key === "ArrowRight") this.#see(panned(window, step, lengthUm));
    else if (event.key === "+" || event.key === "=") this.#zoom(PRESS);
    else if (event.key === "-" || event.key === "_") this.#zoom(1 / PRESS);
    else if (event.key === "Home") this.#see(this.#all);
    else return;
    event.preventDefault();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? 16 * event.deltaY : event.deltaY;
    this.#zoom(NOTCH ** -Math.max(-400, Math.min(400, pixels)), this.#um(event));
  }

  /** Place along the fibers under a pointer, um. @param {MouseEvent} event */
  #um(event) {
    const x = event.clientX - this.figure.element.getBoundingClientRect().left;
    return this.figure.scale?.um(x) ?? 0;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    // What has a use for the pointer itself (an electrode, a button) says so.
    if (event.defaultPrevented || event.button !== 0 || !(event.target instanceof HTMLCanvasElement)) return;
    this.#onOverview = event.target === this.figure.overview.canvas;
    if (isWhole(this.store.window, this.store.lengthUm) && event.pointerType !== "touch") return;
    this.#pointers.set(event.pointerId, event.clientX);
    this.view.setPointerCapture(event.pointerId);
    if (this.#onOverview) this.#move(event);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    this.#pointers.set(event.pointerId, event.clientX);
    const window = this.app.seen;
    const { lengthUm } = this.store;
    const perUm = this.figure.scale?.perUm ?? 1;
    const other = others[0];
    if (this.#onOverview) {
      const x = event.clientX - this.figure.overview.canvas.getBoundingClientRect().left;
      const span = window.toUm - window.fromUm;
      this.#see(around(this.figure.overview.um(x, lengthUm), span, lengthUm), true);
    } else if (other !== undefined) {
      const [was, is] = [Math.abs(before - other), Math.abs(event.clientX - other)];
      const left = this.figure.element.getBoundingClientRect().left;
      const about = this.figure.scale?.um((other + event.clientX) / 2 - left) ?? 0;
      if (was > 8 && is > 8) this.#zoom(is / was, about, true);
    } else if (event.clientX !== before) {
      this.#following = false;
      this.#see(panned(window, (before - event.clientX) / perUm, lengthUm), true);
    }
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#pointers.delete(event.pointerId) || this.#pointers.size > 0) return;
    this.#onOverview = false;
    this.app.see(this.app.seen, this.#following);
  }
}
