// @ts-check
/**
 * The state of the page: one scenario and the simulation that it gives. It knows no document and no canvas.
 *
 * A change of what is computed starts the run anew from time 0, so that the pictures are always those of the link; only what acts
 * at once on a fiber does so while a run is under way (`live.js`), and then the store knows that it was changed.
 */
import { Engine } from "#engine";
import { t } from "../text/text.js";
import { Crossings } from "./crossings.js";
import { actsLive, differences } from "./live.js";
import { millimetres } from "./places.js";
import { followingRate, Race, rateOfSlowMotion } from "./race.js";
import { windowWithin } from "./window.js";

/** @import { LaneInfo, Measurement, Notice, Parameter } from "../types.js" */
/** @import { Groundwork } from "./groundwork.js" */
/** @import { Runner } from "./race.js" */
/** @import { Window } from "./window.js" */

/** Arrivals that wait to be asked for. */
const MOST_UNHEARD = 256;
/** Times its threshold that an electrode fires which somebody sets by hand: as the stimulator does. */
const STRONG = 1.5;

export class Store {
  /** What is shown in passing, while somebody moves or a spike is followed. @type {Window | null} */
  #passing = null;
  #race = new Race();
  /** @type {import("../types.js").SpikeEvent[]} */
  #unheard = [];
  #given = new URLSearchParams();
  #computed = "";
  /** Starts of all pulses, ms, ascending. */
  #onsetsMs = [0];

  /**
   * @param {string} scenario in its shortest form
   * @param {Parameter[]} table
   * @param {Groundwork} groundwork
   */
  constructor(scenario, table, groundwork) {
    this.table = table;
    this.groundwork = groundwork;
    /** Whether a change waits until what it needs is known. */
    this.waiting = false;
    this.playing = true;
    this.settled = false;
    this.watchedS = 0;
    /** The scenario as it is now. */
    this.scenario = scenario;
    /** @type {LaneInfo[]} */
    this.lanes = [];
    /** @type {Measurement[]} */
    this.measured = [];
    /** Where and when spikes have passed. */
    this.crossings = new Crossings(0);
    /** For each lane, whether nothing more will happen in it. @type {boolean[]} */
    this.quiet = [];
    this.engine = new Engine(scenario, this.groundwork);
    this.engine.record(true);
    this.#rebuilt();
  }

  /** Starts a scenario. @param {string} scenario */
  load(scenario) {
    const engine = new Engine(scenario, this.groundwork);
    engine.record(true);
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

  /** The stretch that the pictures show, um: all of the longest lane, unless the scenario says otherwise. */
  get window() {
    if (this.#passing) return this.#passing;
    const mm = (/** @type {string} */ key, /** @type {number} */ otherwise) => {
      const given = this.given(key);
      return given === undefined ? otherwise : 1000 * Number(given);
    };
    const toUm = Math.min(this.lengthUm, mm("to", this.lengthUm));
    const fromUm = Math.max(0, mm("from", 0));
    return fromUm < toUm ? { fromUm, toUm } : { fromUm: 0, toUm: this.lengthUm };
  }

  /** Shows a stretch in passing: the scenario does not know of it. @param {Window | null} window um; null for that of the scenario */
  pass(window) {
    this.#passing = window && windowWithin(window, this.lengthUm);
  }

  /** Shows a stretch, and notes it in the scenario. @param {Window} window um */
  see(window) {
    this.#passing = null;
    const { fromUm, toUm } = windowWithin(window, this.lengthUm);
    const mm = (/** @type {number} */ um) => String(Number((um / 1000).toFixed(5)));
    const { simulation } = this.engine;
    simulation.set_leniently("to", "");
    simulation.set_leniently("from", fromUm > 0 ? mm(fromUm) : "");
    if (toUm < this.lengthUm) simulation.set_leniently("to", mm(toUm));
    this.#reread();
  }

  /** Whether the pictures show the transmembrane potential. */
  get transmembrane() {
    return this.given("show") === "transmembrane";
  }

  /** What the scenario gives for a key, as text; undefined where it has its default. @param {string} key */
  given(key) {
    return this.#given.get(key) ?? undefined;
  }

  /** Number of electrodes beside the stimulator. */
  get electrodes() {
    return Math.max(0, ...[...this.#given.keys()].map((key) => Number(/^e(\d+)\./.exec(key)?.[1] ?? 0)));
  }

  /** Whether a parameter only chooses what is shown. @param {string} key */
  isView(key) {
    return this.#part(key) === "view";
  }

  /** Whether a lane was changed while this run was under way: what is measured is then not that of the link. @param {number} lane */
  changed(lane) {
    return this.measured[lane]?.changed_at_ms !== undefined;
  }

  /** Whether the run has begun and is not over. */
  get underWay() {
    return this.timeMs > 0 && !this.settled;
  }

  /** What a parameter belongs to. @param {string} key */
  #part(key) {
    const id = key.slice(key.indexOf(".") + 1);
    return this.table.find((parameter) => parameter.id === id)?.part;
  }

  /** Start of the first pulse of the electrode that a key belongs to, ms; null if there is none. @param {string} key */
  #electrodeStartMs(key) {
    const prefix = /^e\d+\./.exec(key)?.[0];
    if (!prefix || ![...this.#given.keys()].some((given) => given.startsWith(prefix))) return null;
    return Number(this.given(`${prefix}delay`) ?? 0);
  }

  /** A scenario without what only chooses how it is shown. @param {string} scenario */
  withoutView(scenario) {
    return scenario
      .split("&")
      .filter((pair) => !this.isView(/** @type {string} */ (pair.split("=")[0])))
      .join("&");
  }

  /** What is computed now, as text. */
  get physics() {
    return this.withoutView(this.scenario);
  }

  /** What decides which controls and pictures there are, as text: to know when to make them anew. */
  get shape() {
    const numbers = Array.from({ length: this.electrodes }, (_, index) => index + 1);
    const electrodes = numbers.map((number) => [this.given(`e${number}.tip`), this.given(`e${number}.wave`)]);
    return JSON.stringify([this.lanes.map((lane) => [lane.fiber, lane.membrane]), electrodes]);
  }

  /** Takes an electrode away; those behind it move up. @param {number} number from 1 */
  removeElectrode(number) {
    const left = [...this.#given].flatMap(([key, value]) => {
      const [, digits, id] = /^e(\d+)\.(.*)$/.exec(key) ?? [];
      const own = Number(digits ?? 0);
      if (own === number) return [];
      return [`${own > number ? `e${own - 1}.${id}` : key}=${value}`];
    });
    this.load(left.join("&"));
  }

  /** The key of a lane's parameter in the text of this scenario. @param {string} id @param {number} [lane] */
  key(id, lane) {
    if (lane === undefined || this.lanes.length === 1) return id;
    return `${String.fromCharCode(97 + lane)}.${id}`;
  }

  /** The scenario that setting a parameter makes of this one. @param {string} key @param {string} value @returns {string} */
  afterSetting(key, value) {
    return this.engine.simulation.changed(key, value).scenario;
  }

  /**
   * Works for at most about `budgetMs` on what a scenario needs to know. A change to it is then quick.
   *
   * @param {string} scenario
   * @param {number} budgetMs
   * @returns {boolean} whether all is known
   */
  prepare(scenario, budgetMs) {
    if (!this.groundwork.advance(scenario, budgetMs)) return false;
    this.engine.simulation.learn(this.groundwork.known);
    return true;
  }

  /**
   * Sets a parameter; an empty value gives it its default again. A value that is not allowed is moved to the nearest that is.
   *
   * @param {string} key
   * @param {string} value
   * @returns {Notice | null} what could not be taken as given
   */
  set(key, value) {
    const [timeMs, { underWay }, before] = [this.timeMs, this, this.#electrodeStartMs(key)];
    const notice = this.engine.simulation.set_leniently(key, value);
    this.#reread();
    const id = key.slice(key.indexOf(".") + 1);
    if (id === "slow") this.#race.restart();
    if (this.isView(key)) return notice;
    const live = actsLive(key, this.#part(key), { timeMs, before, after: this.#electrodeStartMs(key) });
    // A fiber that had to be built anew stands at 0.
    const stayed = timeMs > 0 && this.timeMs === timeMs;
    if (stayed && (live === "exactly" || (live === "changing" && underWay))) {
      this.#goOn();
    } else this.restart();
    return notice;
  }

  /**
   * Becomes another scenario: on its way where nothing else has changed than what can be, else from time 0.
   *
   * @param {string} scenario in its shortest form
   */
  become(scenario) {
    const changes = differences(this.scenario, scenario);
    const ways = changes.map(([key]) => this.#part(key));
    const views = ways.every((part) => part === "view");
    if (views || (this.underWay && ways.every((part) => part === "view" || part === "lane"))) {
      for (const [key, value] of changes) this.set(key, value);
    }
    if (this.scenario !== scenario) this.load(scenario);
  }

  /**
   * Adds an electrode inside a fiber that fires now. The run goes on.
   *
   * @param {number} lane
   * @param {number} atUm
   * @returns {Notice | null} why it could not
   */
  fireAt(lane, atUm) {
    const info = this.lanes[lane];
    const number = this.electrodes + 1;
    if (!info) return null;
    // Current flows both ways from here: twice what a fiber's end needs.
    const current = STRONG * 2 * (info.healthy_threshold_na ?? info.threshold_na ?? 0.5 / STRONG);
    const { simulation } = this.engine;
    const parts = {
      delay: String(this.timeMs),
      at: millimetres(atUm),
      lane: this.lanes.length > 1 ? String.fromCharCode(97 + lane) : "",
      width: String(info.duration_ms),
      current: String(Number(current.toPrecision(3))),
      tip: "inside",
    };
    for (const [id, value] of Object.entries(parts)) {
      /** @type {Notice | null} */
      const notice = simulation.set_leniently(`e${number}.${id}`, value);
      if (notice) {
        this.#reread();
        return notice;
      }
    }
    this.playing = true;
    this.#goOn();
    return null;
  }

  /** Lets an electrode fire now instead of when it did, or will. The run goes on. @param {number} number from 1 @returns {Notice | null} */
  fireElectrode(number) {
    /** @type {Notice | null} */
    const notice = this.engine.simulation.set_leniently(`e${number}.delay`, String(this.timeMs));
    this.playing = true;
    this.#goOn();
    return notice;
  }

  /** Takes over a change that acts on the run as it is. */
  #goOn() {
    this.#reread();
    this.lanes = this.lanes.map((_, lane) => this.engine.info(lane));
    this.look();
  }

  /** Starts the run anew from time 0, with the pulses that it has. */
  restart() {
    this.engine.simulation.reset();
    this.#rebuilt();
  }

  /**
   * Sends a spike: at once if the run is still going, else as the only pulse of a new run.
   *
   * @returns {Notice | null} why it could not
   */
  stimulate() {
    this.playing = true;
    if (this.settled) {
      this.engine.simulation.set("stim", "");
      this.restart();
      return null;
    }
    try {
      this.engine.simulation.stimulate();
    } catch (error) {
      const { key, given, allowed } = /** @type {Notice} */ (/** @type {unknown} */ (error));
      if (key === undefined) throw error;
      return { key, given, allowed, instead: t("notice.no-pulse") };
    }
    this.#reread();
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

  /** What of the scenario decides what is computed, as text. */
  get computed() {
    return this.#computed;
  }

  /** Start of the latest pulse, ms. */
  get #onsetMs() {
    const timeMs = this.timeMs;
    return this.#onsetsMs.findLast((onset) => onset <= timeMs) ?? 0;
  }

  /** Takes the newest measurements, and notes whether everything is over. */
  look() {
    const { simulation } = this.engine;
    const events = this.engine.events();
    this.crossings.add(events);
    this.#unheard = [...this.#unheard, ...events].slice(-MOST_UNHEARD);
    this.measured = this.lanes.map((_, lane) => this.engine.glance(lane));
    this.quiet = this.lanes.map((_, lane) => simulation.settled(lane));
    this.settled = this.quiet.every(Boolean);
  }

  /** Spikes that arrived somewhere since this was last asked. */
  takeEvents() {
    const events = this.#unheard;
    this.#unheard = [];
    return events;
  }

  /** Takes over the scenario's text: it is asked for in every frame, and changes seldom. */
  #reread() {
    this.scenario = this.engine.simulation.scenario();
    this.#given = new URLSearchParams(this.scenario);
    const computed = [...this.#given].filter(([key]) => !this.isView(key));
    this.#computed = computed.map((pair) => pair.join("=")).join("&");
    this.#onsetsMs = (this.given("stim") ?? "0").split(",").map(Number);
  }

  #rebuilt() {
    this.#reread();
    const count = this.engine.simulation.lanes();
    this.lanes = Array.from({ length: count }, (_, lane) => this.engine.info(lane));
    this.crossings = new Crossings(count);
    this.watchedS = 0;
    if (this.#passing) this.pass(this.#passing);
    this.#race.restart();
    this.look();
  }
}

/** Time that a spike should need from end to end, with the pulse that starts it, ms. @param {LaneInfo} lane */
function travelMs(lane) {
  const velocity = lane.expected_velocity_m_per_s ?? 1;
  return lane.length_mm / velocity + Math.min(lane.duration_ms, 1);
}
