// @ts-check
/** The buttons that fire, play and step, the clock, and the result in one line. */
import { rateInWords, summary, verdict } from "../text/describe.js";
import { clock, milliseconds } from "../text/format.js";
import { t } from "../text/text.js";
import { byId, make, setText } from "./dom.js";

/** @import { App, View } from "../app.js" */

/** @implements {View} */
export class Transport {
  #play = byId("play", HTMLButtonElement);
  #time = byId("clock-time", HTMLElement);
  #rate = byId("clock-rate", HTMLElement);
  #verdict = byId("verdict", HTMLElement);
  #summary = byId("summary", HTMLElement);
  #announcement = byId("announcement", HTMLElement);
  /** What the last announcement was about; empty while something moves. */
  #announced = "";

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    byId("stimulate", HTMLButtonElement).addEventListener("click", () => app.stimulate());
    this.#play.addEventListener("click", () => app.play());
    byId("step", HTMLButtonElement).addEventListener("click", () => app.step());
    byId("reset", HTMLButtonElement).addEventListener("click", () => app.reset());
  }

  show() {
    const { store, player } = this.app;
    setText(this.#time, clock(store.timeMs, store.rate));
    const rate = store.waiting ? t("clock.preparing") : rateInWords(store.rate, store.speedUp, player.behind);
    setText(this.#rate, rate);
    const result = verdict(store.lanes, store.measured);
    if (this.#verdict.textContent !== (result?.text ?? "")) {
      this.#verdict.replaceChildren(...(result ? [make("data", { value: result.ratio }, result.text)] : []));
    }
    const playing = store.playing && !store.settled;
    setText(this.#play, t(playing ? "action.pause" : store.settled ? "action.replay" : "action.play"));
    this.#announce();
  }

  /** Keeps the summary true, and has screen readers say it when something comes to rest, never while it moves. */
  #announce() {
    const { store, player } = this.app;
    const text = summary(store.lanes, store.measured, store.quiet);
    setText(this.#summary, text);
    const rests = store.settled || (!store.playing && player.goalMs === null);
    if (!rests || store.waiting) {
      this.#announced = "";
      // What is said again in the same words is said, too.
      setText(this.#announcement, "");
      return;
    }
    const state = `${text}/${store.timeMs}`;
    if (state === this.#announced) return;
    this.#announced = state;
    // Nothing has happened at the start; the time line, while it is moved, says its own time.
    if (store.timeMs === 0 || document.activeElement?.id === "timeline") return;
    const said = store.settled ? text : t("time.rest", { ms: milliseconds(store.timeMs), summary: text });
    setText(this.#announcement, said);
  }
}
