// @ts-check
/**
 * The hub of the page: one store, the player that moves it, the views that show it, and everything that a person can do.
 *
 * A gesture goes one way: view → action here → scenario → simulation → views. A view never changes another.
 */
import { open } from "./engine.js";
import { History, isLooking } from "./state/history.js";
import * as link from "./state/link.js";
import { Player } from "./state/player.js";
import { inShort } from "./state/written.js";
import { notify } from "./ui/notices.js";

/** @import { Store } from "./state/store.js" */
/** @import { Left } from "./state/stay.js" */
/** @import { Window } from "./state/window.js" */
/** @import { LaneInfo, Notice } from "./types.js" */

/** Longest wait for what a change needs within the gesture itself, and in each frame after it, ms. */
const AT_ONCE_MS = 5;
const WORK_MS = 5;
/** Watching time that one press of Step passes, s. */
const STEP_S = 0.04;
/** Part of the fastest spike's way at which a page without motion stands still. */
const STILL = 0.6;

/**
 * A change that waits until what it needs is known.
 *
 * @typedef {object} Waiting
 * @property {string | null} about
 * @property {() => string} becomes the scenario that it will make
 * @property {(scenario: string) => boolean} [anew] whether that will be loaded, instead of changing what runs
 * @property {() => void} act
 * @property {"undo" | "redo"} [travels] whether it goes one step along what was done
 */

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
  /** How often lanes were rearranged: each is a step of its own. */
  #rearranged = 0;
  /** What is to be seen from the next frame on. @type {{ window: Window, passing: boolean } | null} */
  #seen = null;
  /** Where sliders have gone since the last frame, by key. @type {Map<string, string>} */
  #slid = new Map();
  /** Changes that wait, in their order. @type {Waiting[]} */
  #queue = [];
  /** Changes that were taken back while they waited, the last first. @type {Waiting[]} */
  #dropped = [];
  /** Name of the gesture that is going on, and how many there were. @type {string | null} */
  #gesture = null;
  #gestures = 0;

  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.player = new Player(store, () => this.show());
    this.history = new History(store.scenario);
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

  /** Sets a parameter, as a person asks for it. @param {string} key @param {string} value the empty text gives the default */
  change(key, value) {
    const { store } = this;
    this.edit(
      isLooking(key) ? null : key,
      () => store.set(key, value),
      store.isView(key) ? undefined : () => store.afterSetting(key, value),
      () => !store.isView(key) && !store.engine.actsLive(key, value),
    );
  }

  /** Sets several parameters at once, to values that are allowed. @param {string} about @param {[string, string][]} values */
  become(about, values) {
    const { store } = this;
    const becomes = () => {
      const text = new URLSearchParams(store.scenario);
      for (const [key, value] of values) {
        if (value === "") text.delete(key);
        else text.set(key, value);
      }
      return /** @type {string} */ (open(decodeURIComponent(text.toString())).scenario);
    };
    const act = () => void store.become(becomes());
    this.edit(about, act, becomes, (scenario) => store.beginsAnew(scenario));
  }

  /** A slider moves: many times in a frame, of which the last counts. @param {string} key @param {string} value */
  slide(key, value) {
    if (this.#slid.size === 0) {
      requestAnimationFrame(() => this.#catchUp());
    }
    this.#slid.set(key, value);
  }

  #catchUp() {
    const moves = [...this.#slid];
    this.#slid.clear();
    for (const [moved, to] of moves) this.change(moved, to);
  }

  /** What is changed from here on is one step of undo, until it is let go. */
  hold() {
    this.letGo();
    this.#gestures += 1;
    this.#gesture = `gesture ${this.#gestures}`;
  }

  /** Ends such a gesture. */
  letGo() {
    this.#catchUp();
    this.#gesture = null;
  }

  /**
   * Changes the scenario in whatever way: at once, or as soon as what the new one needs is known.
   *
   * @param {string | null} about what is changed, as a name for one step of undo; null if it is none
   * @param {() => Notice[] | Notice | null | undefined} edit
   * @param {() => string} [becomes] the scenario that it will make; left out where that needs nothing new
   * @param {(scenario: string) => boolean} [anew] whether that will be loaded, instead of changing what runs
   * @param {() => void} [then] what follows at once
   */
  edit(about, edit, becomes = () => this.store.scenario, anew = () => false, then = () => {}) {
    const gesture = this.#gesture;
    if (about !== null) this.#dropped = [];
    const act = () => {
      const notices = edit() ?? [];
      notify(Array.isArray(notices) ? notices : [notices]);
      if (about === null) this.history.amend(this.store.scenario);
      else this.history.record(this.store.scenario, gesture ?? about, performance.now(), gesture !== null);
      this.#after(false);
      then();
    };
    this.#enqueue({ about, becomes, act, anew });
  }

  /** @param {Waiting} next */
  #enqueue(next) {
    const { about } = next;
    if (this.#queue.length === 0 && this.#prepare(next, AT_ONCE_MS)) {
      next.act();
      return;
    }
    // Of a slider's values only the last counts.
    const last = this.#queue.at(-1);
    if (last && about !== null && last.about === about) this.#queue.pop();
    this.#queue.push(next);
    if (this.store.waiting) return;
    this.store.waiting = true;
    this.show();
    requestAnimationFrame(() => this.#work());
  }

  /** @param {Waiting} next @param {number} budgetMs */
  #prepare(next, budgetMs) {
    const scenario = next.becomes();
    return this.store.prepare(scenario, budgetMs, next.anew?.(scenario));
  }

  /** Works on what is waited for, a little in each frame. */
  #work() {
    const [next] = this.#queue;
    if (next && this.#prepare(next, WORK_MS)) {
      this.#queue.shift();
      // The last may have been taken by what it does.
      this.store.waiting = this.#queue.length > 0;
      next.act();
    }
    if (this.#queue.length > 0) requestAnimationFrame(() => this.#work());
    else {
      this.store.waiting = false;
      this.show();
    }
  }

  /** Does something as soon as the changes before it are made: now, if none waits. @param {() => void} act */
  afterwards(act) {
    this.#enqueue({ about: null, becomes: () => this.store.scenario, act });
  }

  /**
   * Adds, takes away or moves lanes, as one step of undo.
   *
   * @param {(text: string, facts: LaneInfo[]) => string} change
   */
  rearrange(change) {
    const { store } = this;
    const { scenario, notices } = open(change(store.scenario, store.lanes));
    this.#rearranged += 1;
    const load = () => {
      store.load(scenario);
      return notices;
    };
    this.edit(`lanes ${this.#rearranged}`, load, () => scenario, always);
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
    this.edit("open", load, becomes, anew, () => this.#toMoment());
  }

  /** The stretch that is seen, or will be from the next frame on, um. */
  get seen() {
    return this.#seen?.window ?? this.store.window;
  }

  /**
   * Shows a stretch of the fibers, from the next frame on. No step of undo, and no start anew.
   *
   * @param {Window} window um
   * @param {boolean} [passing] whether it will soon be another, so that the scenario need not know
   */
  see(window, passing = false) {
    if (this.#seen === null) {
      requestAnimationFrame(() => {
        if (this.#seen === null) return;
        const { window: next, passing: soon } = this.#seen;
        this.#seen = null;
        if (soon) this.store.pass(next);
        else {
          this.store.see(next);
          this.history.amend(this.store.scenario);
          link.write(this.store.scenario);
        }
        this.arrange();
      });
    }
    this.#seen = { window, passing };
  }

  /** Takes the last change back. One that still waits need not be made for that. */
  undo() {
    const last = this.#queue.at(-1);
    if (last?.travels === "redo") this.#queue.pop();
    else if (last && last.about !== null) this.#dropped.push(/** @type {Waiting} */ (this.#queue.pop()));
    else if (this.#left("undo") > 0) this.#travel("undo");
    this.show();
  }

  /** Makes it again. */
  redo() {
    if (this.#queue.at(-1)?.travels === "undo") this.#queue.pop();
    else if (this.#left("redo") > 0) this.#travel("redo");
    else if (this.#dropped.length > 0) this.#enqueue(/** @type {Waiting} */ (this.#dropped.pop()));
    this.show();
  }

  /** Whether there is something to take back, made or waiting to be. */
  get canUndo() {
    return (
      this.#left("undo") > 0 || this.#queue.some((next) => next.about !== null || next.travels === "redo")
    );
  }

  /** Whether there is something to make again. */
  get canRedo() {
    return this.#left("redo") > 0 || this.#dropped.length > 0 || this.#queue.at(-1)?.travels === "undo";
  }

  /** Steps that can be gone this way, beside those that wait. @param {"undo" | "redo"} way */
  #left(way) {
    const waiting = this.#queue.filter((next) => next.travels === way).length;
    return (way === "undo" ? this.history.past : this.history.future) - waiting;
  }

  stimulate() {
    this.edit("stim", () => this.store.stimulate());
  }

  /** Puts an electrode into a fiber, which fires at once. @param {number} lane @param {number} atUm */
  fireAt(lane, atUm) {
    this.#gestures += 1;
    this.edit(`electrode ${this.#gestures}`, () => this.store.fireAt(lane, atUm));
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
    const text = new URLSearchParams(this.store.scenario);
    text.delete("moment");
    if (hide !== undefined) text.set("hide", hide);
    if (moment !== null) text.set("moment", inShort(moment, this.store.engine.simulation.tick_ms()));
    // In its shortest form, and in the order that the engine writes.
    return open(decodeURIComponent(text.toString())).scenario;
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

  /** Goes one step along what was done, after what waits. @param {"undo" | "redo"} way */
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
    this.#enqueue({ about: null, becomes, anew, act, travels: way });
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
