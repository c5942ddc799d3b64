// @ts-check
/**
 * The state of the page: a run of one scenario, and what a person can change about it. It knows no document and no canvas.
 *
 * A change of what is computed starts the run anew from time 0, so that the pictures are always those of the link; only what acts
 * at once on a fiber does so while a run is under way (`live.js`), and then the store knows that it was changed.
 */
import { Engine } from "../engine.js";
import { t } from "../text/text.js";
import { Crossings } from "./crossings.js";
import { actsLive, differences } from "./live.js";
import { Run } from "./run.js";
import { windowWithin } from "./window.js";
import { millimetres } from "./written.js";

/** @import { Notice, Parameter } from "../types.js" */
/** @import { Groundwork } from "./groundwork.js" */
/** @import { Window } from "./window.js" */

/** Arrivals that wait to be asked for. */
const MOST_UNHEARD = 256;
/** Times its threshold that an electrode fires which somebody sets by hand: as the stimulator does. */
const STRONG = 1.5;

/** @extends {Run<Engine>} */
export class Store extends Run {
  /** What is shown in passing, while somebody moves or a spike is followed. @type {Window | null} */
  #passing = null;
  /** @type {import("../types.js").SpikeEvent[]} */
  #unheard = [];
  #computed = "";
  /** Number of electrodes beside the stimulator. */
  electrodes = 0;
  /** Where and when spikes have passed. */
  crossings = new Crossings(0);

  /**
   * @param {string} scenario in its shortest form
   * @param {Parameter[]} table
   * @param {Groundwork} groundwork
   */
  constructor(scenario, table, groundwork) {
    super();
    this.table = table;
    this.groundwork = groundwork;
    this.load(scenario);
  }

  /** Starts a scenario. @param {string} scenario */
  load(scenario) {
    this.begin(new Engine(scenario, this.groundwork));
  }

  /** The stretch that the pictures show, um. @override */
  get window() {
    return this.#passing ?? super.window;
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
    this.reread();
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
    if (!prefix || ![...this.pairs.keys()].some((given) => given.startsWith(prefix))) return null;
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

  /** The scenario without an electrode; those behind it move up. @param {number} number from 1 */
  withoutElectrode(number) {
    const left = [...this.pairs].flatMap(([key, value]) => {
      const [, digits, id] = /^e(\d+)\.(.*)$/.exec(key) ?? [];
      const own = Number(digits ?? 0);
      if (own === number) return [];
      return [`${own > number ? `e${own - 1}.${id}` : key}=${value}`];
    });
    return left.join("&");
  }

  /** The scenario that setting a parameter makes of this one. @param {string} key @param {string} value @returns {string} */
  afterSetting(key, value) {
    return this.engine.simulation.changed(key, value).scenario;
  }

  /**
   * Works for at most about `budgetMs` on what a scenario needs. A change to it is then quick.
   *
   * @param {string} scenario
   * @param {number} budgetMs
   * @param {boolean} [anew] whether it will be loaded, whatever it is
   * @returns {boolean} whether all is there
   */
  prepare(scenario, budgetMs, anew = false) {
    if (!anew && scenario === this.scenario) return true;
    if (!this.groundwork.advance(scenario, budgetMs, anew)) return false;
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
    if (!this.isView(key) && !this.engine.actsLive(key, value)) return this.#loadWith(key, value);
    const notice = this.engine.simulation.set_leniently(key, value);
    this.reread();
    const id = key.slice(key.indexOf(".") + 1);
    if (id === "slow") this.changePace();
    if (this.isView(key)) return notice;
    const live = actsLive(key, this.#part(key), { timeMs, before, after: this.#electrodeStartMs(key) });
    // A fiber that had to be built anew stands at 0.
    const stayed = timeMs > 0 && this.timeMs === timeMs;
    if (stayed && (live === "exactly" || (live === "changing" && underWay))) {
      this.goOn();
    } else this.restart();
    return notice;
  }

  /** Begins anew with another value. @param {string} key @param {string} value @returns {Notice | null} */
  #loadWith(key, value) {
    const { scenario, notices } = this.engine.simulation.changed(key, value);
    this.load(scenario);
    return notices[0] ?? null;
  }

  /**
   * Whether it becomes another scenario from time 0: where more has changed than what can while it is on its way.
   *
   * @param {string} scenario in its shortest form
   */
  beginsAnew(scenario) {
    const changes = differences(this.scenario, scenario);
    const views = changes.every(([key]) => this.isView(key));
    const onItsWay = ([key = "", value = ""]) =>
      this.isView(key) || (this.#part(key) === "lane" && this.engine.actsLive(key, value));
    return !views && !(this.underWay && changes.every(onItsWay));
  }

  /**
   * Becomes another scenario: on its way where nothing else has changed than what can be, else from time 0.
   *
   * @param {string} scenario in its shortest form
   */
  become(scenario) {
    if (!this.beginsAnew(scenario)) {
      for (const [key, value] of differences(this.scenario, scenario)) this.set(key, value);
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
        this.reread();
        return notice;
      }
    }
    this.playing = true;
    this.goOn();
    return null;
  }

  /** Lets an electrode fire now instead of when it did, or will. The run goes on. @param {number} number from 1 @returns {Notice | null} */
  fireElectrode(number) {
    /** @type {Notice | null} */
    const notice = this.engine.simulation.set_leniently(`e${number}.delay`, String(this.timeMs));
    this.playing = true;
    this.goOn();
    return notice;
  }

  /** What of the scenario decides what is computed, as text. */
  get computed() {
    return this.#computed;
  }

  /**
   * Sends a spike.
   *
   * @override
   * @returns {Notice | null} why it could not
   */
  stimulate() {
    try {
      return super.stimulate();
    } catch (error) {
      const { key, given, allowed } = /** @type {Notice} */ (/** @type {unknown} */ (error));
      if (key === undefined) throw error;
      return { key, given, allowed, instead: t("notice.no-pulse") };
    }
  }

  /** Takes the newest measurements and events. @override */
  look() {
    const events = this.engine.events();
    this.crossings.add(events);
    this.#unheard = [...this.#unheard, ...events].slice(-MOST_UNHEARD);
    super.look();
  }

  /** Spikes that arrived somewhere since this was last asked. */
  takeEvents() {
    const events = this.#unheard;
    this.#unheard = [];
    return events;
  }

  /** @override */
  reread() {
    super.reread();
    const numbers = [...this.pairs.keys()].map((key) => Number(/^e(\d+)\./.exec(key)?.[1] ?? 0));
    this.electrodes = Math.max(0, ...numbers);
    const computed = [...this.pairs].filter(([key]) => !this.isView(key));
    this.#computed = computed.map((pair) => pair.join("=")).join("&");
  }

  /** @override */
  rebuilt() {
    this.crossings = new Crossings(this.engine.simulation.lanes());
    super.rebuilt();
    if (this.#passing) this.pass(this.#passing);
  }
}
