// @ts-check
/** The time line below the figure: from 0 to the end, to be watched and to be moved along. */
import { drawTimeline, TIME_MARGIN } from "../draw/timeline.js";
import { expectedEnd, timescale } from "../state/timescale.js";
import { milliseconds, plain } from "../text/format.js";
import { t } from "../text/text.js";
import { byId, make } from "./dom.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Parts of the line that keys move by. */
const STEP = 0.01;
const PAGE = 0.1;

/** @implements {View} */
export class Timeline {
  #canvas = make("canvas", { "aria-hidden": "true" });
  /** End of a run that is over, by its scenario, ms. */
  #known = { scenario: "", endMs: 0 };

  /** @param {App} app @param {Figure} figure whose colors it takes */
  constructor(app, figure) {
    this.app = app;
    this.figure = figure;
    this.element = byId("timeline", HTMLElement);
    this.element.append(this.#canvas);
    this.element.tabIndex = 0;
    for (const [name, value] of Object.entries({
      role: "slider",
      "aria-valuemin": "0",
      "aria-valuenow": "0",
    })) {
      this.element.setAttribute(name, value);
    }
    this.element.setAttribute("aria-label", t("time.title"));
    this.element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.element.setPointerCapture(event.pointerId);
      this.#point(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) this.#point(event);
    });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  get #scale() {
    const { store } = this.app;
    if (store.settled) this.#known = { scenario: store.computed, endMs: store.timeMs };
    const { scenario, endMs } = this.#known;
    const expected = store.runners.map((runner) => runner.expectedMs);
    const end =
      scenario === store.computed && store.timeMs <= endMs
        ? endMs
        : expectedEnd(store.lanes, expected, store.onsetsMs.at(-1) ?? 0, store.timeMs);
    return timescale(end, Math.min(...expected));
  }

  show() {
    const { store, player } = this.app;
    const { palette } = this.figure;
    const scale = this.#scale;
    const expected = store.runners.map((runner) => runner.expectedMs);
    const first = store.onsetsMs[0] ?? 0;
    const arrivals = store.lanes.flatMap((lane, index) => {
      const came = store.measured[index]?.arrival_ms ?? null;
      const ms = came ?? first + (expected[index] ?? 0);
      // What is late, or has stopped, is expected no longer.
      if (came === null && (lane.fiber === "patch" || store.quiet[index] || store.timeMs > ms)) return [];
      const name = store.lanes.length > 1 ? String.fromCharCode(97 + index) : "";
      return [{ name, ms, came: came !== null }];
    });
    drawTimeline(
      this.#canvas,
      {
        width: this.element.clientWidth,
        scale,
        timeMs: store.timeMs,
        goalMs: player.goalMs,
        pulsesMs: store.onsetsMs,
        arrivals,
        write: (ms) => plain(ms, 3),
      },
      palette,
    );
    // A slider that has the focus is read out whenever it changes: not while it runs by itself.
    if (store.playing && !store.settled && document.activeElement === this.element) return;
    const text =
      player.goalMs === null
        ? milliseconds(store.timeMs)
        : t("time.busy", { ms: milliseconds(player.goalMs) });
    if (this.element.getAttribute("aria-valuetext") === text) return;
    this.element.setAttribute("aria-valuemax", scale.endMs.toPrecision(4));
    this.element.setAttribute("aria-valuenow", Math.min(store.timeMs, scale.endMs).toPrecision(4));
    this.element.setAttribute("aria-valuetext", text);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { left, width } = this.element.getBoundingClientRect();
    const length = width - TIME_MARGIN.left - TIME_MARGIN.right;
    this.app.seek(this.#scale.ms((event.clientX - left - TIME_MARGIN.left) / length));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const steps = {
      ArrowRight: STEP,
      ArrowUp: STEP,
      ArrowLeft: -STEP,
      ArrowDown: -STEP,
      PageUp: PAGE,
      PageDown: -PAGE,
      Home: -1,
      End: 1,
    };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const scale = this.#scale;
    const { store, player } = this.app;
    this.app.seek(scale.ms(scale.part(player.goalMs ?? store.timeMs) + step));
  }
}
