// @ts-check
/**
 * A scenario that runs: the engine that computes it, what was measured so far, and how fast its clock goes. It knows no document and
 * no canvas, and changes nothing about the scenario but its pulses.
 */
import { followingRate, Race, rateOfSlowMotion } from "./race.js";

/** @import { LaneInfo, Measurement, Notice } from "../types.js" */
/** @import { Runner } from "./race.js" */
/** @import { Window } from "./window.js" */
/** @typedef {import("../engine.js").Engine} Engine */

/**
 * What it needs of an engine.
 *
 * @typedef {Pick<Engine, "info" | "glance"> & { simulation: Needed }} Runnable
 * @typedef {Pick<Engine["simulation"], "scenario" | "lanes" | "time_ms" | "tick_ms" | "advance_within" | "settled" | "stimulus_on" | "reset" | "set" | "free"> & { stimulate(): unknown }} Needed
 */

/** @template {Runnable} E */
export class Run {
  #race = new Race();
  /** Starts of all pulses, ms, ascending. */
  #onsetsMs = [0];
  playing = true;
  settled = false;
  watchedS = 0;
  /** Whether a change waits until what it needs is known. */
  waiting = false;
  /** The scenario as it is now, in its shortest form. */
  scenario = "";
  /** What stands in it. */
  pairs = new URLSearchParams();
  /** @type {LaneInfo[]} */
  lanes = [];
  /** @type {Measurement[]} */
  measured = [];
  /** For each lane, whether nothing more will happen in it. @type {boolean[]} */
  quiet = [];
  /** @type {E} */
  // @ts-expect-error: there is one from `begin` on
  engine;

  /** Runs this engine from now on. @param {E} engine */
  begin(engine) {
    this.engine?.simulation.free();
    this.engine = engine;
    this.rebuilt();
  }

  /** Time on the nerve's clock, ms. */
  get timeMs() {
    return this.engine.simulation.time_ms();
  }

  /** Length of the longest lane, um. */
  get lengthUm() {
    return 1000 * Math.max(...this.lanes.map((lane) => lane.length_mm));
  }

  /** The stretch that the pictures show, um: all of the longest lane, unless the scenario says otherwise. @returns {Window} */
  get window() {
    const mm = (/** @type {string} */ key, /** @type {number} */ otherwise) => {
      const given = this.given(key);
      return given === undefined ? otherwise : 1000 * Number(given);
    };
    const toUm = Math.min(this.lengthUm, mm("to", this.lengthUm));
    const fromUm = Math.max(0, mm("from", 0));
    return fromUm < toUm ? { fromUm, toUm } : { fromUm: 0, toUm: this.lengthUm };
  }

  /** Whether the pictures show the transmembrane potential. */
  get transmembrane() {
    return this.given("show") === "transmembrane";
  }

  /** What the scenario gives for a key, as text; undefined where it has its default. @param {string} key */
  given(key) {
    return this.pairs.get(key) ?? undefined;
  }

  /** The key of a lane's parameter in the text of this scenario. @param {string} id @param {number} [lane] */
  key(id, lane) {
    if (lane === undefined || this.lanes.length === 1) return id;
    return `${String.fromCharCode(97 + lane)}.${id}`;
  }

  /** Starts the run anew from time 0, with the pulses that it has. */
  restart() {
    this.engine.simulation.reset();
    this.rebuilt();
  }

  /**
   * Sends a spike: at once if the run is still going, else as the only pulse of a new run.
   *
   * @returns {Notice | null} nothing
   * @throws if there is no room for another pulse
   */
  stimulate() {
    this.playing = true;
    if (this.settled) {
      this.engine.simulation.set("stim", "");
      this.restart();
    } else {
      this.engine.simulation.stimulate();
      this.reread();
    }
    return null;
  }

  /** Milliseconds of nerve per second of watching that are wanted now. */
  get rate() {
    const slow = this.given("slow");
    if (slow !== undefined) return rateOfSlowMotion(Number(slow));
    const timeMs = this.timeMs;
    return this.#race.rate({
      runners: this.runners,
      timeMs,
      watchedS: this.watchedS,
      onsetMs: this.#onsetMs,
      nextMs: this.#onsetsMs.find((onset) => onset > timeMs) ?? null,
    });
  }

  /** How many times faster than at first the clock runs because the fastest spike is home; 1 if it does not. */
  get speedUp() {
    const follows = this.given("slow") !== undefined || !this.#race.spedUp;
    if (follows || !this.runners.some((runner) => runner.home)) return 1;
    return this.rate / followingRate(this.runners);
  }

  /** Forgets how fast the clock went. */
  changePace() {
    this.#race.restart();
  }

  /** @returns {Runner[]} */
  get runners() {
    const onset = this.#onsetMs;
    return this.lanes.map((lane, index) => ({
      expectedMs: travelMs(lane),
      home: (this.measured[index]?.last_arrival_ms ?? Number.NEGATIVE_INFINITY) > onset,
    }));
  }

  /** Starts of all pulses, ms, ascending. */
  get onsetsMs() {
    return this.#onsetsMs;
  }

  /** Start of the latest pulse, ms. */
  get #onsetMs() {
    const timeMs = this.timeMs;
    return this.#onsetsMs.findLast((onset) => onset <= timeMs) ?? 0;
  }

  /** Takes the newest measurements, and notes whether everything is over. */
  look() {
    const { engine } = this;
    this.measured = this.lanes.map((_, lane) => engine.glance(lane));
    this.quiet = this.lanes.map((_, lane) => Boolean(engine.simulation.settled(lane)));
    this.settled = this.quiet.every(Boolean);
  }

  /** Takes over the scenario's text: it is asked for in every frame, and changes seldom. */
  reread() {
    this.scenario = this.engine.simulation.scenario();
    this.pairs = new URLSearchParams(this.scenario);
    this.#onsetsMs = (this.given("stim") ?? "0").split(",").map(Number);
  }

  /** Takes over a change that acts on the run as it is. */
  goOn() {
    const { engine } = this;
    this.reread();
    this.lanes = Array.from({ length: engine.simulation.lanes() }, (_, lane) => engine.info(lane));
    this.look();
  }

  /** Takes over an engine that stands at time 0. */
  rebuilt() {
    this.watchedS = 0;
    this.#race.restart();
    this.goOn();
  }
}

/** Time that a spike should need from end to end, with the pulse that starts it, ms. @param {LaneInfo} lane */
function travelMs(lane) {
  return lane.length_mm / (lane.expected_velocity_m_per_s ?? 1) + Math.min(lane.duration_ms, 1);
}
