// @ts-check
/**
 * The state of the page: one scenario and the simulation that it gives. It knows no document and no canvas.
 *
 * A change of what is computed starts the run anew from time 0, so that the pictures are always those of the link.
 */
import { Engine } from "./engine.js";
import { Race, rateOfSlowMotion } from "./race.js";

/** @import { LaneInfo, Measurement, Parameter } from "./types.js" */
/** @import { Runner } from "./race.js" */

/** Half-widths of a spike after which a quiet fiber stays quiet: as in `measure`. */
const QUIET_HALF_WIDTHS = 10;
/** Travel times beyond which a fiber that does not come to rest is left alone. */
const PATIENCE = 3;

export class Store {
  #race = new Race();
  #given = new URLSearchParams();

  /**
   * @param {string} scenario in its shortest form
   * @param {Parameter[]} table
   */
  constructor(scenario, table) {
    this.table = table;
    this.playing = true;
    this.settled = false;
    this.watchedS = 0;
    /** The scenario as it is now. */
    this.scenario = scenario;
    /** @type {LaneInfo[]} */
    this.lanes = [];
    /** @type {Measurement[]} */
    this.measured = [];
    this.engine = new Engine(scenario);
    this.#rebuilt();
  }

  /** Starts a scenario. @param {string} scenario */
  load(scenario) {
    const engine = new Engine(scenario);
    this.engine.simulation.free();
    this.engine = engine;
    this.#rebuilt();
  }

  /** Time on the nerve's clock, ms. */
  get timeMs() {
    return this.engine.simulation.time_ms();
  }

  /** Length of the longest lane, um. */
  get lengthUm() {
    return 1000 * Math.max(...this.lanes.map((lane) => lane.length_mm));
  }

  /** Whether the pictures show the transmembrane potential. */
  get transmembrane() {
    return this.given("show") === "transmembrane";
  }

  /** What the scenario gives for a key, as text; undefined where it has its default. @param {string} key */
  given(key) {
    return this.#given.get(key) ?? undefined;
  }

  /** The key of a lane's parameter in the text of this scenario. @param {string} id @param {number} [lane] */
  key(id, lane) {
    if (lane === undefined || this.lanes.length === 1) return id;
    return `${String.fromCharCode(97 + lane)}.${id}`;
  }

  /**
   * Sets a parameter; an empty value gives it its default again. Throws the engine's error if the value is not allowed, and
   * nothing has changed then.
   *
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    this.engine.simulation.set(key, value);
    this.#reread();
    const id = key.slice(key.indexOf(".") + 1);
    if (this.table.find((parameter) => parameter.id === id)?.part === "view") {
      this.#race.restart();
      return;
    }
    this.restart();
  }

  /** Starts the run anew: time 0, one pulse. */
  restart() {
    this.engine.simulation.set("stim", "");
    this.engine.simulation.reset();
    this.#rebuilt();
  }

  /** Sends a spike: at once if one is still on its way, else as the start of a new run. */
  stimulate() {
    if (this.settled) this.restart();
    else this.engine.simulation.stimulate();
    this.#reread();
    this.playing = true;
  }

  /** Milliseconds of nerve per second of watching that are wanted now. */
  get rate() {
    const slow = this.given("slow");
    if (slow !== undefined) return rateOfSlowMotion(Number(slow));
    return this.#race.rate(this.runners, this.timeMs, this.watchedS);
  }

  /** How many times faster the clock runs since the fastest spike is home; 1 if it does not. */
  get speedUp() {
    if (this.given("slow") !== undefined || !this.#race.spedUp) return 1;
    return this.#race.speedUp(this.runners);
  }

  /** @returns {Runner[]} */
  get runners() {
    return this.lanes.map((lane, index) => ({
      expectedMs: travelMs(lane),
      home: this.measured[index]?.arrival_ms != null,
    }));
  }

  /** Takes the newest measurements, and notes whether everything is over. */
  look() {
    this.measured = this.lanes.map((_, lane) => this.engine.measure(lane));
    const longest = Math.max(...this.lanes.map(travelMs));
    this.settled = this.lanes.every((lane, index) => {
      const quiet = this.engine.simulation.quiet_ms(index);
      return quiet > QUIET_HALF_WIDTHS * (lane.expected_half_width_ms ?? 1);
    });
    this.settled ||= this.timeMs > this.lastOnsetMs + PATIENCE * longest;
  }

  /** Start of the last pulse, ms. */
  get lastOnsetMs() {
    return Math.max(0, ...(this.given("stim") ?? "0").split(",").map(Number));
  }

  /** Whether a stimulus is on now. @param {number} lane */
  stimulusOn(lane) {
    const time = this.timeMs;
    const duration = this.lanes[lane]?.duration_ms ?? 0;
    return (this.given("stim") ?? "0").split(",").some((onset) => time >= +onset && time < +onset + duration);
  }

  /** Takes over the scenario's text: it is asked for in every frame, and changes seldom. */
  #reread() {
    this.scenario = this.engine.simulation.scenario();
    this.#given = new URLSearchParams(this.scenario);
  }

  #rebuilt() {
    this.#reread();
    const count = this.engine.simulation.lanes();
    this.lanes = Array.from({ length: count }, (_, lane) => this.engine.info(lane));
    this.measured = [];
    this.watchedS = 0;
    this.#race.restart();
    this.look();
  }
}

/** Time that a spike should need from end to end, with the pulse that starts it, ms. @param {LaneInfo} lane */
function travelMs(lane) {
  const velocity = lane.expected_velocity_m_per_s ?? 1;
  return lane.length_mm / velocity + Math.min(lane.duration_ms, 1);
}
