// @ts-check
/**
 * `<axon-figure>`: a scenario as a living figure in somebody's text.
 *
 * It loads nothing until the reader comes near, plays only while it is seen, and goes on only if the reader had not paused. What
 * stands inside the element (a picture with a link) is shown until it lives, and stays where it cannot.
 */

import { parts } from "#parts";
import css from "../../pkg/figure.css";
import { speak, t } from "../text/text.js";
import { make, setText } from "../ui/dom.js";
import { dress } from "./dress.js";
import { places, read, start } from "./engine.js";
import { Performance } from "./performance.js";
import { listen } from "./prose.js";
import { speechOf } from "./speech.js";
import { lanesOf, scenarioOf } from "./state.js";
import { View } from "./view.js";

/** @import { FigureEngine } from "./engine.js" */
/** @import { Speech } from "./speech.js" */
/** @typedef {typeof import("./controls.js")} Controls */

/** How far from the window a figure begins to load. */
const NEAR = "400px 0px";
/** Sliders of `controls="all"`. */
const ALL = "diameter,celsius,na,k,ttx,strength,slow";

export class AxonFigure extends HTMLElement {
  /** Where the engines lie, if not beside the module: `AxonFigure.places.small = "/assets/figure.wasm"`. */
  static places = places;

  #view = new View({ stimulate: () => this.stimulate(), toggle: () => this.#toggle() });
  #performance = new Performance({
    drawn: () => {
      this.frames += 1;
      this.#show();
    },
    arrived: (arrival) => this.#send("spike", arrival),
    failed: (error) => this.#fail(error),
  });
  /** @type {Speech} */
  #speech = ["en", {}];
  /** The part that sliders come from: it speaks by itself. @type {Controls | undefined} */
  #controls;
  /** What it gives to those who change it. @type {import("./controls.js").Hands} */
  #hands = {
    figure: this,
    run: this.#run,
    // Changes that come one after the other are all made.
    scenario: () => this.#wanted ?? this.scenario,
    ask: (scenario) => this.#ask(scenario),
  };
  #root;
  #near = false;
  #seen = false;
  /** What is asked for and not yet shown. @type {string | undefined} */
  #wanted;
  #opened = 0;
  #nearness = new IntersectionObserver(
    (entries) => {
      this.#near = entries.at(-1)?.isIntersecting ?? false;
      if (this.#near && (!this.#live || this.#wanted !== undefined)) void this.#open();
    },
    { rootMargin: NEAR },
  );
  #sight = new IntersectionObserver((entries) => {
    this.#seen = entries.at(-1)?.isIntersecting ?? false;
    this.#attend();
  });
  #size = new ResizeObserver(() => this.#arrange());
  #attributes = new MutationObserver((records) => {
    const changed = records.map(({ attributeName }) => attributeName);
    if (this.#live && changed.includes("controls")) this.#rebuild();
    if (changed.includes("theme")) this.#arrange();
    if (this.#live && changed.includes("lang")) void this.#open();
    this.#follow();
  });
  #hidden = () => this.#attend();
  /** The scenario that the attributes give, as they were last. */
  #given = "";

  /** Frames that were computed and drawn: none while the figure is not seen. */
  frames = 0;

  /** Settles when the figure lives, or cannot. @type {Promise<AxonFigure>} */
  ready;
  /** @type {(figure: AxonFigure) => void} */
  #becomeReady = () => {};

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    this.#root = this.attachShadow({ mode: "open" });
    this.#dress();
    // Its color is that of the page, and takes a moment to change: so the page's theme is noticed.
    const color = make("div", { class: "color" });
    color.addEventListener("transitionend", () => this.#arrange());
    this.#root.append(this.#view.box, color);
    this.#lay(2);
  }

  connectedCallback() {
    listen((element) => element instanceof AxonFigure);
    // What was set before the element had its class hides what it has now.
    if (Object.hasOwn(this, "scenario")) {
      const { scenario } = this;
      Reflect.deleteProperty(this, "scenario");
      this.scenario = scenario;
    }
    this.#follow();
    if (!this.#live) this.#lay(lanesOf(this.scenario));
    this.#attributes.observe(this, { attributes: true });
    this.#size.observe(this.#view.box);
    this.#nearness.observe(this.#view.box);
    this.#sight.observe(this.#view.box);
    document.addEventListener("visibilitychange", this.#hidden);
  }

  disconnectedCallback() {
    for (const observer of [this.#attributes, this.#size, this.#nearness, this.#sight]) observer.disconnect();
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#near = this.#seen = false;
    this.#attend();
  }

  adoptedCallback() {
    this.#dress();
  }

  #dress() {
    dress(this.#root, this.#controls ? [css, this.#controls.css] : [css]);
  }

  get #run() {
    return this.#performance.run;
  }

  get #live() {
    return this.#performance.live;
  }

  /** The scenario as it is now, in its shortest form. */
  get scenario() {
    return this.#run.scenario || (this.#wanted ?? scenarioOf(this.attributes));
  }

  set scenario(text) {
    void this.#ask(text);
  }

  /** What the figure shows now. */
  getState() {
    const { settled, lanes, measured } = this.#run;
    return {
      scenario: this.scenario,
      time_ms: this.#live ? this.#run.timeMs : 0,
      playing: this.#performance.going,
      settled,
      lanes: lanes.map((lane, index) => ({ ...lane, ...measured[index] })),
    };
  }

  /**
   * Opens another scenario: its text, or some of its values by key.
   *
   * @param {string | Record<string, string | number>} state
   * @returns {Promise<void>} settles when it is shown
   */
  setState(state) {
    return typeof state === "string" ? this.#ask(state) : this.change(state);
  }

  /** Changes some values, as text (`diameter=16&celsius=20`) or by key. @param {string | Record<string, string | number>} changes */
  change(changes) {
    return this.#using((controls) => controls.change(this.#hands, changes));
  }

  play() {
    if (!this.#live) return;
    this.#performance.play();
    this.#attend();
    this.#show();
  }

  pause() {
    this.#performance.pause();
    this.#show();
  }

  /** Back to time 0 and rest, standing still. */
  reset() {
    if (this.#live) this.#performance.reset();
    this.#show();
  }

  /** Sends a spike: at once if the run is going, else as the only one of a new run. */
  stimulate() {
    if (!this.#live) return;
    this.#speak();
    try {
      this.#performance.stimulate();
      this.#say("");
    } catch {
      this.#say(t("notice.no-pulse"));
      this.#send("error", { message: t("notice.no-pulse") });
    }
    this.#attend();
    this.#show();
    this.#send("change", { scenario: this.scenario });
  }

  /** Does what a word or a field in the prose asks for. @param {string} wish @param {string} [value] of the field @ignore */
  heed(wish, value) {
    return this.#using((controls) => controls.heed(this.#hands, wish, value));
  }

  /** Does something with the part that changes figures. @param {(controls: Controls) => void | Promise<void>} act */
  async #using(act) {
    try {
      this.#controls ??= await parts.controls();
      this.#speak();
      await act(this.#controls);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Speaks its language from now on: figures of one page may speak several. */
  #speak() {
    speak(...this.#speech);
    this.#controls?.speak(...this.#speech);
    this.#view.box.lang = this.#speech[0];
  }

  #toggle() {
    if (this.#performance.going) this.pause();
    else this.play();
  }

  /** Becomes what its attributes say, if they say something new: pages change others of them too. */
  #follow() {
    const given = scenarioOf(this.attributes);
    if (given === this.#given) return;
    this.#given = given;
    if (this.#live || this.#wanted !== undefined || this.#opened > 0) void this.#ask(given);
  }

  /** Opens a scenario, now or when the reader comes near. @param {string} text @returns {Promise<void>} */
  async #ask(text) {
    this.#wanted = text;
    if (this.#live || this.#near) await this.#open();
    else await this.ready;
  }

  /** Shows what is asked for. */
  async #open() {
    const turn = ++this.#opened;
    const wanted = () => turn === this.#opened && this.isConnected;
    try {
      const { scenario, notices, whole } = await read(this.#wanted ?? this.scenario);
      const speech = await speechOf(scenario, this, whole?.rare ?? {});
      const same = this.#live && scenario === this.#run.scenario;
      const engine = same || !wanted() ? null : await start(scenario, wanted);
      if (!wanted() || !(same || engine)) {
        // A later wish has overtaken this one, or the element is gone.
        engine?.simulation.free();
        return;
      }
      this.#wanted = undefined;
      const said = this.#speech[0];
      this.#speech = speech;
      this.#speak();
      if (engine) this.#begin(engine);
      else if (said !== speech[0]) this.#rebuild();
      if (engine) this.#say("");
      // What could not be taken as given.
      if (whole && notices.length > 0) this.#say(whole.said(notices, t));
      for (const notice of notices)
        this.#send("error", { ...notice, message: `${notice.key}: ${notice.given}` });
    } catch (error) {
      if (wanted()) this.#fail(error);
    }
  }

  /** @param {FigureEngine} engine */
  #begin(engine) {
    const [first, shape] = [!this.#live, this.#shape];
    this.#performance.begin(engine);
    if (shape !== this.#shape) this.#build();
    this.#view.live();
    this.#arrange();
    this.#attend();
    if (first) this.#becomeReady(this);
    this.#send(first ? "ready" : "change", { scenario: this.scenario });
  }

  /** What its elements depend on. */
  get #shape() {
    const { engine, lanes } = this.#run;
    const fibers = lanes.map(({ fiber }) => fiber);
    return engine && JSON.stringify([fibers, engine.Picture.name, this.#speech[0], this.#chosen]);
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.#live) {
      this.#view.fail();
      this.#becomeReady(this);
    }
    // A living one goes on as it was.
    this.#say(this.#live ? message : `${t("figure.cannot")} (${message})`);
    this.#send("error", { message });
  }

  /** @param {string} words */
  #say(words) {
    setText(this.#view.notes, words);
  }

  /** @param {string} type @param {object} detail */
  #send(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: type !== "error" }));
  }

  /** Controls that the element asks for; if it does not say, none where its scenario hides them. */
  get #chosen() {
    const hidden = /\bhide=(controls|all)/.test(this.scenario);
    return this.getAttribute("controls")?.trim() ?? (hidden ? "none" : "");
  }

  /** Sliders that are asked for. */
  get #asked() {
    const chosen = this.#chosen;
    return (chosen === "all" ? ALL : chosen)
      .split(",")
      .filter((word) => !/^\s*(none|button)?\s*$/.test(word));
  }

  /** Makes empty elements. @param {number} count of lanes */
  #lay(count) {
    this.#view.lay(count, this.#chosen !== "none", this.#asked.length);
  }

  #rebuild() {
    this.#build();
    this.#arrange();
  }

  /** Makes what depends on the lanes, on the attributes and on the language. */
  #build() {
    const asked = this.#asked;
    this.#lay(this.#run.lanes.length);
    if (asked.length === 0) return;
    void this.#using(({ sliders }) => {
      this.#dress();
      this.#view.control(sliders(this.#hands, asked));
      this.#show();
    });
  }

  #arrange() {
    if (!this.#live || !this.isConnected) return;
    this.#view.arrange(this.#run, getComputedStyle(this), this.getAttribute("theme"));
    this.#show();
  }

  /** Works if there is somebody to see it. */
  #attend() {
    this.#performance.attend(this.#seen && !document.hidden);
  }

  #show() {
    if (!this.#live) return;
    this.#speak();
    this.#view.show(this.#run, this.#performance.behind);
  }
}
