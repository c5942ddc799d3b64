// @ts-check
/** The buttons that fire, play and step, the clock, and the result in one line. */
import { rateInWords, summary, verdict } from "../text/describe.js";
import { clock } from "../text/format.js";
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
  /** What the last announcement was about. */
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

  /** Tells screen readers when something has come to an end, never while it moves. */
  #announce() {
    const { store } = this.app;
    const home = store.runners.filter((runner) => runner.home).length;
    const state = `${home}/${store.settled}/${store.playing}`;
    if (state === this.#announced || (home === 0 && store.playing && !store.settled)) return;
    this.#announced = state;
    setText(this.#summary, summary(store.lanes, store.measured, store.quiet));
  }
}
