// @ts-check
/** The run of a figure on its stage: it plays while it is seen, and comes to its moment where it has one. */
import { Player } from "../state/player.js";
import { Run } from "../state/run.js";
import { join, leave } from "./ensemble.js";

/** @import { FigureEngine } from "./engine.js" */

/** Part of the fastest spike's way at which a figure without motion stands still. */
const STILL = 0.6;

/**
 * @typedef {object} Audience
 * @property {() => void} drawn after a frame
 * @property {(arrival: { lane: number, arrival_ms: number, velocity_m_per_s: number | null }) => void} arrived a spike has come home
 * @property {(error: unknown) => void} failed
 */

export class Performance {
  /** @type {Run<FigureEngine>} */
  run = new Run();
  /** Whether there is something to play. */
  live = false;
  #player;
  #audience;
  /** Last arrival that was told of, by lane, ms. @type {(number | null)[]} */
  #arrivals = [];

  /** @param {Audience} audience */
  constructor(audience) {
    this.#audience = audience;
    this.#player = new Player(this.run, () => this.#drawn());
  }

  /** Rate that the machine reaches, where it cannot hold the wanted one. */
  get behind() {
    return this.#player.behind;
  }

  /** Whether it moves by itself. */
  get going() {
    return this.live && this.run.playing && !this.run.settled;
  }

  /** Plays another scenario, in motion if the one before was. @param {FigureEngine} engine */
  begin(engine) {
    const { run } = this;
    const [first, moment, { playing }] = [!this.live, run.given("moment"), run];
    run.begin(engine);
    this.live = true;
    this.#arrivals = [];
    this.#player.reset();
    if (first || !playing || moment !== run.given("moment")) this.#stand();
  }

  /** Goes to the moment of its scenario, or, for readers who prefer no motion, to the middle of the run. */
  #stand() {
    const { run } = this;
    const moment = run.given("moment");
    if (moment !== undefined) this.#player.moveTo(Number(moment));
    else if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#player.moveBy(STILL * Math.min(...run.runners.map((runner) => runner.expectedMs)));
    }
  }

  play() {
    if (this.run.settled) this.run.restart();
    this.run.playing = true;
    this.#player.stay();
    this.#arrivals = [];
  }

  pause() {
    this.run.playing = false;
    this.#player.stay();
  }

  reset() {
    this.run.restart();
    this.#arrivals = [];
    this.pause();
  }

  /** @throws if there is no room for another pulse */
  stimulate() {
    this.#player.stay();
    this.run.stimulate();
    if (this.run.timeMs === 0) this.#arrivals = [];
  }

  /** Works if there is somebody to see it. @param {boolean} seen */
  attend(seen) {
    if (seen && this.live) join(this);
    else leave(this);
  }

  /** A frame among those of the others. @param {number} now @param {number} share of the time @returns {boolean} whether there is more to do */
  frame(now, share) {
    try {
      this.#player.share = share;
      this.#player.frame(now);
      return !this.#player.idle;
    } catch (error) {
      this.#audience.failed(error);
      return false;
    }
  }

  #drawn() {
    this.#audience.drawn();
    for (const [lane, { last_arrival_ms, velocity_m_per_s }] of this.run.measured.entries()) {
      if (last_arrival_ms === null || last_arrival_ms === this.#arrivals[lane]) continue;
      this.#arrivals[lane] = last_arrival_ms;
      this.#audience.arrived({ lane, arrival_ms: last_arrival_ms, velocity_m_per_s });
    }
  }
}
