// @ts-check
/**
 * The hub of the page: one store, the player that moves it, the views that show it, and everything that a person can do.
 *
 * A gesture goes one way: view → action here → scenario → simulation → views. A view never changes another.
 */
import { open } from "./engine.js";
import { Changes } from "./state/changes.js";
import { Gestures } from "./state/gestures.js";
import { History, isLooking } from "./state/history.js";
import * as link from "./state/link.js";
import { Player } from "./state/player.js";
import { Sight } from "./state/sight.js";
import { withValues } from "./state/values.js";
import { inShort } from "./state/written.js";
import { notify } from "./ui/notices.js";

/** @import { Waiting, Way } from "./state/changes.js" */
/** @import { Store } from "./state/store.js" */
/** @import { Left } from "./state/stay.js" */
/** @import { Window } from "./state/window.js" */
/** @import { LaneInfo, Notice } from "./types.js" */

/** Longest wait for what a change needs within the gesture itself, and in each frame from it on, ms. */
const AT_ONCE_MS = 5;
const WORK_MS = 6.5;
/** Watching time that one press of Step passes, s. */
const STEP_S = 0.04;
/** Part of the fastest spike's way at which a page without motion stands still. */
const STILL = 0.6;

/**
 * A part of the page that shows the store. Each method is optional.
 *
 * @typedef {object} View
 * @property {() => void} [rebuild] lanes, fibers or electrodes came or went: elements are made anew
 * @property {() => void} [update] values changed
 * @property {() => void} [arrange] size, theme or window changed: what is drawn once is drawn anew
 * @property {() => void} [show] a frame: draws the present state and writes its numbers; costs little
 */

/** What is loaded in any case. */
const always = () => true;

export class App {
  /** @type {View[]} */
  #views = [];
  #shape = "";
  #gestures = new Gestures((key, value) => this.change(key, value, true));
  #changes;
  #sight;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.player = new Player(
      store,
      () => this.show(),
      () => this.#changes.work(),
    );
    this.history = new History(store.scenario);
    this.#changes = new Changes(this.history, {
      prepare: (scenario, budgetMs, anew) => store.prepare(scenario, budgetMs, anew),
      budget: { atOnceMs: AT_ONCE_MS, inFrameMs: WORK_MS },
      now: () => performance.now(),
      wait: (waiting) => {
        store.waiting = waiting;
      },
      show: () => this.show(),
      travel: (way) => this.#travel(way),
    });
    this.#sight = new Sight(
      () => store.window,
      (window, passing) => this.#turn(window, passing),
    );
  }

  /** @param {View[]} views */
  add(...views) {
    this.#views.push(...views);
  }

  /** @param {View} view one that was added */
  remove(view) {
    this.#views = this.#views.filter((other) => other !== view);
  }

  /**
   * Shows everything for the first time, and begins to play.
   *
   * @param {boolean} still whether to stand still instead
   * @param {() => Promise<unknown>} breath lets the browser have its turn in between
   */
  async start(still, breath) {
    this.#renew(true);
    await breath();
    this.arrange();
    link.write(this.store.scenario);
    if (still) this.standStill();
    this.#toMoment();
    this.player.start();
  }

  /**
   * Sets a parameter, as a person asks for it.
   *
   * @param {string} key
   * @param {string} value the empty text gives the default
   * @param {boolean} [passing] whether a hand is on its way through many
   */
  change(key, value, passing = false) {
    const { store } = this;
    this.edit(
      isLooking(key) ? null : key,
      () => store.set(key, value),
      store.isView(key) ? undefined : () => store.afterSetting(key, value),
      () => !store.isView(key) && !store.engine.actsLive(key, value),
      { passing },
    );
  }

  /** Sets several parameters at once, to values that are allowed. @param {string} about @param {[string, string][]} values */
  become(about, values) {
    const { store } = this;
    const becomes = () => withValues(store.scenario, values);
    const act = () => void store.become(becomes());
    this.edit(about, act, becomes, (scenario) => store.beginsAnew(scenario));
  }

  /** A slider moves: many times in a frame, of which the last counts. @param {string} key @param {string} value */
  slide(key, value) {
    this.#gestures.slide(key, value);
  }

  /** What is changed from here on is one step of undo, until it is let go. */
  hold() {
    this.#gestures.hold();
  }

  /** Ends such a gesture. */
  letGo() {
    this.#gestures.letGo();
  }

  /**
   * Changes the scenario in whatever way: at once, or as soon as what the new one needs is known.
   *
   * @param {string | null} about what is changed, as a name for one step of undo; null if it is none
   * @param {() => Notice[] | Notice | null | undefined} edit
   * @param {() => string} [becomes] the scenario that it will make; left out where that needs nothing new
   * @param {(scenario: string) => boolean} [anew] whether that will be loaded, instead of changing what runs
   * @param {{ after?: () => void, passing?: boolean }} [more] what follows at once; whether it is one of many that a hand goes through
   */
  edit(about, edit, becomes = () => this.store.scenario, anew = () => false, more = {}) {
    const { held } = this.#gestures;
    const act = () => {
      const notices = edit() ?? [];
      notify(Array.isArray(notices) ? notices : [notices]);
      if (about === null) this.history.amend(this.store.scenario);
      else this.history.record(this.store.scenario, held ?? about, performance.now(), held !== null);
      this.#after(false);
      more.after?.();
    };
    this.#changes.make({ about, becomes, act, anew, passing: more.passing ?? false });
  }

  /** Does something as soon as the changes before it are made: now, if none waits. @param {() => void} act */
  afterwards(act) {
    this.#changes.make({ about: null, becomes: () => this.store.scenario, act });
  }

  /**
   * Adds, takes away or moves lanes, as one step of undo.
   *
   * @param {(text: string, facts: LaneInfo[]) => string} change
   */
  rearrange(change) {
    const { store } = this;
    // Of what there is when its turn has come: changes that wait are made before it.
    const changed = () => open(change(store.scenario, store.lanes));
    const load = () => {
      const { scenario, notices } = changed();
      if (scenario !== store.scenario) store.load(scenario);
      return notices;
    };
    this.edit(this.#gestures.fresh("lanes"), load, () => changed().scenario, always);
  }

  /** Opens another scenario, which may be anything. @param {string} text */
  open(text) {
    const opened = open(text);
    const load = () => {
      if (opened.scenario !== this.store.scenario) this.store.load(opened.scenario);
      return opened.notices;
    };
    const becomes = () => opened.scenario;
    const anew = () => opened.scenario !== this.store.scenario;
    this.edit("open", load, becomes, anew, { after: () => this.#toMoment() });
  }

  /** The stretch that is seen, or will be from the next frame on, um. */
  get seen() {
    return this.#sight.window;
  }

  /**
   * Shows a stretch of the fibers, from the next frame on. No step of undo, and no start anew.
   *
   * @param {Window} window um
   * @param {boolean} [passing] whether it will soon be another, so that the scenario need not know
   */
  see(window, passing = false) {
    this.#sight.turn(window, passing);
  }

  /** @param {Window} window @param {boolean} passing */
  #turn(window, passing) {
    if (passing) this.store.pass(window);
    else {
      this.store.see(window);
      this.history.amend(this.store.scenario);
      link.write(this.store.scenario);
    }
    this.arrange();
  }

  /** Takes the last change back. */
  undo() {
    this.#changes.undo();
    this.show();
  }

  /** Makes it again. */
  redo() {
    this.#changes.redo();
    this.show();
  }

  get canUndo() {
    return this.#changes.canUndo;
  }

  get canRedo() {
    return this.#changes.canRedo;
  }

  stimulate() {
    this.edit("stim", () => this.store.stimulate());
  }

  /** Puts an electrode into a fiber, which fires at once. @param {number} lane @param {number} atUm */
  fireAt(lane, atUm) {
    this.edit(this.#gestures.fresh("electrode"), () => this.store.fireAt(lane, atUm));
  }

  /** Takes an electrode away. @param {number} number from 1 */
  removeElectrode(number) {
    const without = () => this.store.withoutElectrode(number);
    this.edit("electrodes", () => void this.store.load(without()), without, always);
  }

  /** Lets an electrode fire now, instead of when it did. @param {number} number from 1 */
  fireElectrode(number) {
    this.edit(`e${number}.delay`, () => this.store.fireElectrode(number));
  }

  /** Play, pause or replay, whichever is next. */
  play() {
    const { store } = this;
    const over = store.settled;
    if (over) store.restart();
    store.playing = over || !store.playing;
    if (store.playing && store.given("moment") !== undefined) {
      // Whoever goes on from the moment of a link has left it.
      store.set("moment", "");
      this.history.amend(store.scenario);
      link.write(store.scenario);
    }
    this.player.stay();
    this.show();
  }

  /** Runs from the start. */
  replay() {
    const restart = () => {
      this.store.restart();
      this.store.playing = true;
      this.#after(false);
    };
    this.afterwards(restart);
  }

  /** Pauses, and goes on by one step of watching time. */
  step() {
    const { store } = this;
    this.player.moveBy(Math.max(store.rate * STEP_S, store.engine.simulation.tick_ms()));
  }

  /** Pauses, and goes to a time of this run, ms. @param {number} ms */
  seek(ms) {
    this.player.moveTo(ms);
    this.show();
  }

  /** The time that is shown, or gone to, ms. */
  get moment() {
    return this.player.goalMs ?? this.store.timeMs;
  }

  /** Whether the run stands still on its way. */
  get standsStill() {
    return !this.store.playing && !this.store.settled && this.moment > 0;
  }

  /** The scenario to be passed on: of a run that stands still on its way, with the moment. */
  get link() {
    return this.linkAt(this.standsStill ? this.moment : null);
  }

  /**
   * The scenario to be passed on, to open at a moment, ms, or to run from the start.
   *
   * @param {number | null} moment
   * @param {string} [hide] what of the page it leaves out, if that is to be another
   */
  linkAt(moment, hide) {
    const tickMs = this.store.engine.simulation.tick_ms();
    return withValues(this.store.scenario, [
      ["moment", moment === null ? "" : inShort(moment, tickMs)],
      ...(hide === undefined ? [] : /** @type {[string, string][]} */ ([["hide", hide]])),
    ]);
  }

  /** What a page that takes the place of this one needs beside the link, to go on as this one would. @returns {Left} */
  get left() {
    return { ms: this.moment, playing: this.store.playing, steps: this.history.steps };
  }

  /** Goes on where another page was. @param {Left} left */
  goOn({ ms, playing, steps }) {
    this.history.takeOver(steps);
    this.player.moveTo(ms, playing);
    this.show();
  }

  /** Where a link says when it opens, it opens there, standing still. */
  #toMoment() {
    const moment = this.store.given("moment");
    if (moment !== undefined) this.player.moveTo(Number(moment));
  }

  reset() {
    this.store.restart();
    this.store.playing = false;
    this.#after(false);
  }

  /** For readers who prefer no motion: a still picture in the middle of the run. */
  standStill() {
    this.player.moveBy(STILL * Math.min(...this.store.runners.map((runner) => runner.expectedMs)));
  }

  /** After a change of size, theme or window. */
  arrange() {
    this.#tell("arrange");
    this.show();
  }

  /** Draws the present state and writes its numbers. */
  show() {
    this.#tell("show");
  }

  /** One step along what was done. @param {Way} way @returns {Waiting} */
  #travel(way) {
    const becomes = () => (way === "undo" ? this.history.before : this.history.after) ?? this.store.scenario;
    const act = () => {
      const scenario = way === "undo" ? this.history.undo() : this.history.redo();
      if (scenario === null) return;
      this.store.become(scenario);
      notify([]);
      this.#after(false);
    };
    const anew = (/** @type {string} */ scenario) => this.store.beginsAnew(scenario);
    return { about: null, becomes, anew, act, travels: way };
  }

  /** After any change of state: everything that shows it. @param {boolean} anew */
  #after(anew) {
    this.#renew(anew);
    this.arrange();
    link.write(this.store.scenario);
  }

  /** @param {boolean} anew */
  #renew(anew) {
    this.player.reset();
    const { shape } = this.store;
    if (anew || shape !== this.#shape) this.#tell("rebuild");
    this.#shape = shape;
    this.#tell("update");
  }

  /** @param {keyof View} what */
  #tell(what) {
    for (const view of this.#views) view[what]?.();
  }
}
