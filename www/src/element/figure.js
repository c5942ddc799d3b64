// @ts-check
/**
 * `<axon-figure>`: a scenario as a living figure in somebody's text.
 *
 * It loads nothing until the reader comes near, plays only while it is seen, and goes on only if the reader had not paused. What
 * stands inside the element (a picture with a link) is shown until it lives, and stays where it cannot.
 */
import { drawAxis } from "../draw/axis.js";
import { LanePicture } from "../draw/lane.js";
import { paletteOf } from "../draw/palette.js";
import { scaleFor } from "../draw/scale.js";
import { heightOf, sizesFor } from "../draw/sizes.js";
import { Player } from "../state/player.js";
import { Store } from "../state/store.js";
import { particulars, progress, rateInWords, summary, title, verdict } from "../text/describe.js";
import { clock, velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { make, setText } from "../ui/dom.js";
import { groundwork, open, parameters, places } from "./engine.js";
import { listen } from "./prose.js";
import { slider } from "./slider.js";
import { changed, lanesOf, scenarioOf } from "./state.js";
import css from "./style.css";

/** @import { Notice } from "../types.js" */
/** @import { Slider } from "./slider.js" */

/** How far from the window a figure begins to load. */
const NEAR = "400px 0px";
/** Part of the fastest spike's way at which a figure without motion stands still. */
const STILL = 0.6;
/** Sliders of `controls="all"`. */
const ALL = "diameter,celsius,na,k,ttx,strength,slow";
/** Shown where the page's text is lighter than this, of 255, is the dark picture. */
const LIGHT_TEXT = 128;

/** @typedef {{ canvas: HTMLCanvasElement, picture: LanePicture, title: HTMLElement, about: HTMLElement, velocity: HTMLElement, progress: HTMLElement }} Lane */

/** Figures that are playing now: they share a frame. @type {Set<AxonFigure>} */
const playing = new Set();
/** @type {CSSStyleSheet | undefined} */
let sheet;

export class AxonFigure extends HTMLElement {
  /** Where the engines lie, if not beside the module: `AxonFigure.places.small = "/assets/figure.wasm"`. */
  static places = places;

  #root = this.attachShadow({ mode: "open" });
  #box = make("div", { class: "figure waiting", part: "figure" });
  /** @type {Store | undefined} */
  #store;
  /** @type {Player | undefined} */
  #player;
  /** @type {Lane[]} */
  #lanes = [];
  /** @type {Slider[]} */
  #sliders = [];
  #axis = make("canvas", { class: "axis", "aria-hidden": "true" });
  #stimulate = make("button", { type: "button", class: "primary", part: "button" });
  #play = make("button", { type: "button", id: "play", part: "play" });
  #clock = make("p", { class: "clock soft", part: "clock" });
  #verdict = make("p", { class: "verdict", part: "verdict" });
  #notes = make("p", { class: "notes", part: "notes", role: "status" });
  #summary = make("p", { class: "unseen", role: "status" });
  #seen = false;
  #opened = 0;
  #announced = "";
  /** Last arrival that was told of, by lane, ms. @type {(number | null)[]} */
  #arrivals = [];
  /** @type {IntersectionObserver | undefined} */
  #near;
  /** @type {IntersectionObserver | undefined} */
  #sight;
  #size = new ResizeObserver(() => this.#arrange());
  #attributes = new MutationObserver((records) => {
    if (records.every(({ attributeName }) => attributeName === "controls" || attributeName === "theme")) {
      if (this.#store) this.#build();
    } else if (this.#store) {
      void this.#open(scenarioOf(this.attributes));
    }
  });
  #hidden = () => this.#attend();
  #theme = () => this.#arrange();
  #stillness = matchMedia("(prefers-reduced-motion: reduce)");
  #scheme = matchMedia("(prefers-color-scheme: dark)");

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
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    this.#root.adoptedStyleSheets = [sheet];
    this.#stimulate.addEventListener("click", () => this.stimulate());
    this.#play.addEventListener("click", () => this.#toggle());
    this.#skeleton(2);
    this.#root.append(this.#box);
  }

  connectedCallback() {
    listen((element) => element instanceof AxonFigure);
    const scenario = scenarioOf(this.attributes);
    if (!this.#store) this.#skeleton(lanesOf(scenario));
    this.#attributes.observe(this, { attributes: true });
    this.#size.observe(this);
    document.addEventListener("visibilitychange", this.#hidden);
    this.#scheme.addEventListener("change", this.#theme);
    this.#near = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting && !this.#store) void this.#open(scenarioOf(this.attributes));
      },
      { rootMargin: NEAR },
    );
    this.#near.observe(this);
    this.#sight = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? false;
      this.#attend();
    });
    this.#sight.observe(this);
  }

  disconnectedCallback() {
    this.#attributes.disconnect();
    this.#size.disconnect();
    this.#near?.disconnect();
    this.#sight?.disconnect();
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#scheme.removeEventListener("change", this.#theme);
    this.#seen = false;
    this.#attend();
  }

  /** The scenario as it is now, in its shortest form. */
  get scenario() {
    return this.#store?.scenario ?? scenarioOf(this.attributes);
  }

  set scenario(text) {
    void this.#open(text);
  }

  /** What the figure shows now. */
  getState() {
    const store = this.#store;
    return {
      scenario: this.scenario,
      time_ms: store?.timeMs ?? 0,
      playing: store ? store.playing && !store.settled : false,
      settled: store?.settled ?? false,
      lanes: store?.lanes.map((lane, index) => ({ ...lane, ...store.measured[index] })) ?? [],
    };
  }

  /**
   * Opens another scenario: its text, or some of its values by key.
   *
   * @param {string | Record<string, string | number>} state
   * @returns {Promise<void>} settles when it is shown
   */
  setState(state) {
    return typeof state === "string" ? this.#open(state) : this.change(state);
  }

  /** Changes some values, as text (`diameter=16&celsius=20`) or by key. @param {string | Record<string, string | number>} changes */
  change(changes) {
    return this.#open(changed(this.scenario, this.#prefixed(changes)));
  }

  play() {
    const store = this.#store;
    if (!store) return;
    if (store.settled) store.restart();
    store.playing = true;
    this.#arrivals = [];
    this.#attend();
    this.#show();
  }

  pause() {
    if (!this.#store) return;
    this.#store.playing = false;
    this.#show();
  }

  /** Back to time 0 and rest, standing still. */
  reset() {
    if (!this.#store) return;
    this.#store.restart();
    this.#store.playing = false;
    this.#arrivals = [];
    this.#show();
  }

  /** Sends a spike: at once if the run is going, else as the only one of a new run. */
  stimulate() {
    if (!this.#store) return;
    const notice = this.#store.stimulate();
    this.#tell(notice ? [notice] : []);
    if (this.#store.timeMs === 0) this.#arrivals = [];
    this.#attend();
    this.#show();
    this.#send("change", { scenario: this.scenario });
  }

  #toggle() {
    if (this.#store?.playing && !this.#store.settled) this.pause();
    else this.play();
  }

  /** Keys without a lane, in a scene of several, are those of the first lane that has such a thing. @param {string | Record<string, string | number>} changes */
  #prefixed(changes) {
    const store = this.#store;
    if (!store || store.lanes.length === 1) return changes;
    const given = typeof changes === "string" ? Object.fromEntries(new URLSearchParams(changes)) : changes;
    return Object.fromEntries(
      Object.entries(given).map(([key, value]) => {
        const lane = store.table.some((row) => row.id === key && row.part === "lane");
        return [lane ? store.key(key, 0) : key, value];
      }),
    );
  }

  /** @param {string} text */
  async #open(text) {
    const turn = ++this.#opened;
    try {
      const { scenario, notices } = await open(text);
      // A later wish has overtaken this one.
      if (turn !== this.#opened || (scenario === this.#store?.scenario && notices.length === 0)) return;
      const first = !this.#store;
      const shape = this.#store?.shape;
      const wasPlaying = this.#store?.playing ?? true;
      if (this.#store) this.#store.load(scenario);
      else this.#store = new Store(scenario, parameters(), groundwork());
      const store = this.#store;
      store.playing = wasPlaying || store.settled;
      this.#arrivals = [];
      this.#player ??= new Player(store, () => this.#frame());
      this.#player.reset();
      if (first || shape !== store.shape) this.#build();
      if (first) this.#become();
      this.#tell(notices);
      this.#arrange();
      this.#attend();
      this.#send(first ? "ready" : "change", { scenario });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Comes to life: in motion, or, for readers who prefer none, as a picture in the middle of the run. */
  #become() {
    const store = /** @type {Store} */ (this.#store);
    this.#box.classList.remove("waiting");
    this.#box.classList.add("live");
    const moment = store.given("moment");
    if (moment !== undefined) this.#player?.moveTo(Number(moment));
    else if (this.#stillness.matches) {
      this.#player?.moveBy(STILL * Math.min(...store.runners.map((runner) => runner.expectedMs)));
    }
    this.#becomeReady(this);
  }

  /** @param {unknown} error */
  #fail(error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.#store) {
      // What stands in the element stays, with a word about why.
      this.#box.className = "figure failed";
      this.#box.replaceChildren(make("slot"), this.#notes);
      this.#becomeReady(this);
    }
    setText(this.#notes, `${t("figure.cannot")} (${message})`);
    this.#send("error", { message });
  }

  /** @param {Notice[]} notices what could not be taken as given */
  #tell(notices) {
    const said = notices.map(({ key, given, allowed, instead }) => {
      const words = t("notice.given", { given: given || t("notice.nothing"), allowed, instead });
      return `${key}: ${words}`;
    });
    setText(this.#notes, said.join(" "));
    for (const notice of notices)
      this.#send("error", { ...notice, message: `${notice.key}: ${notice.given}` });
  }

  /** @param {string} type @param {object} detail */
  #send(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: type !== "error" }));
  }

  /** As many empty lanes as there will be, so that nothing moves when it comes to life. @param {number} count */
  #skeleton(count) {
    this.#lanes = Array.from({ length: count }, () => {
      const canvas = make("canvas", { role: "img" });
      canvas.style.height = `${heightOf(sizesFor(count))}px`;
      return {
        canvas,
        picture: new LanePicture(canvas),
        title: make("h3", { part: "title" }),
        about: make("p", { class: "soft", part: "about" }),
        velocity: make("p", { class: "velocity", part: "velocity" }),
        progress: make("p", { class: "soft", part: "progress" }),
      };
    });
    const chosen = (this.getAttribute("controls") ?? "button").trim();
    const bar =
      chosen === "none" ? [this.#verdict] : [this.#stimulate, this.#play, this.#clock, this.#verdict];
    setText(this.#stimulate, t("action.stimulate"));
    setText(this.#play, t("action.pause"));
    this.#box.replaceChildren(
      make("div", { class: "fallback" }, make("slot")),
      make("div", { part: "lanes" }, ...this.#lanes.map((lane) => this.#lane(lane)), this.#axis),
      make("div", { class: "bar", part: "bar" }, ...bar),
      make("div", { class: "controls", part: "controls" }, ...this.#reserved(chosen)),
      this.#notes,
      this.#summary,
    );
  }

  /** @param {Lane} lane */
  #lane(lane) {
    return make(
      "section",
      { class: "lane", part: "lane" },
      make(
        "header",
        {},
        make("div", { class: "names" }, lane.title, lane.about),
        make("div", { class: "results" }, lane.velocity, lane.progress),
      ),
      lane.canvas,
    );
  }

  /** Room for the sliders that will come. @param {string} chosen */
  #reserved(chosen) {
    const asked = slidersOf(chosen);
    return asked.map(() => make("div", { class: "control" }));
  }

  /** Makes what depends on the lanes and on the attributes. */
  #build() {
    const store = /** @type {Store} */ (this.#store);
    this.#skeleton(store.lanes.length);
    const change = (/** @type {string} */ key, /** @type {string} */ value) =>
      void this.change({ [key]: value });
    const made = slidersOf(this.getAttribute("controls") ?? "").map((asked) => slider(store, asked, change));
    this.#sliders = made.filter((one) => one !== null);
    this.#box.querySelector(".controls")?.replaceChildren(...this.#sliders.map((one) => one.row));
    this.#arrange();
  }

  /** After a change of size, colors or scenario. */
  #arrange() {
    const store = this.#store;
    if (!store || !this.isConnected) return;
    const style = getComputedStyle(this);
    this.#box.classList.toggle("dark", this.#isDark(style.color));
    this.#box.style.setProperty("--sans", style.fontFamily);
    this.palette = paletteOf(this.#box);
    const scale = scaleFor(this.#box.clientWidth, store.window, store.lanes);
    for (const [index, lane] of store.lanes.entries()) this.#lanes[index]?.picture.arrange(lane, scale);
    drawAxis(this.#axis, store.window, scale, this.palette);
    this.#show();
  }

  /** @param {string} color of the text around */
  #isDark(color) {
    const theme = this.getAttribute("theme");
    if (theme === "dark" || theme === "light") return theme === "dark";
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT_TEXT;
  }

  /** Works if there is somebody to see it. */
  #attend() {
    const wanted = this.#seen && !document.hidden && this.isConnected && this.#store !== undefined;
    if (wanted) {
      playing.add(this);
      this.#player?.start();
    } else {
      playing.delete(this);
      this.#player?.stop();
    }
    for (const figure of playing) {
      if (figure.#player) figure.#player.share = 1 / playing.size;
    }
  }

  /** A frame of the player. */
  #frame() {
    this.frames += 1;
    this.#show();
    const store = /** @type {Store} */ (this.#store);
    for (const [lane, measured] of store.measured.entries()) {
      const arrival = measured.last_arrival_ms;
      if (arrival === null || arrival === this.#arrivals[lane]) continue;
      this.#arrivals[lane] = arrival;
      this.#send("spike", { lane, arrival_ms: arrival, velocity_m_per_s: measured.velocity_m_per_s });
    }
  }

  #show() {
    const { palette } = this;
    const store = this.#store;
    if (!store || !palette) return;
    for (const [index, view] of this.#lanes.entries()) {
      const [lane, measured] = [store.lanes[index], store.measured[index]];
      if (!lane || !measured) continue;
      const stimulusOn = store.engine.simulation.stimulus_on(index);
      view.picture.draw(
        /** @type {any} */ (store.engine),
        index,
        { transmembrane: store.transmembrane, stimulusOn },
        palette,
      );
      const speed = measured.velocity_m_per_s;
      const quiet = store.quiet[index] ?? false;
      const words = {
        title: title(store.lanes, index),
        particulars: particulars(lane),
        progress: progress(measured, quiet),
      };
      setText(view.title, words.title);
      setText(view.about, words.particulars);
      setText(view.velocity, speed === null ? `${quiet ? "–" : "…"} m/s` : velocity(speed));
      setText(view.progress, words.progress);
      const label = t("lane.picture", words);
      if (view.canvas.getAttribute("aria-label") !== label) view.canvas.setAttribute("aria-label", label);
    }
    setText(
      this.#clock,
      `${clock(store.timeMs, store.rate)}\n${rateInWords(store.rate, store.speedUp, this.#player?.behind ?? null)}`,
    );
    setText(this.#verdict, verdict(store.lanes, store.measured)?.text ?? "");
    const going = store.playing && !store.settled;
    setText(this.#play, t(going ? "action.pause" : store.settled ? "action.replay" : "action.play"));
    for (const one of this.#sliders) one.show(store);
    this.#announce(store, going);
  }

  /** Tells screen readers when something has come to an end, never while it moves. @param {Store} store @param {boolean} going */
  #announce(store, going) {
    const home = store.runners.filter((runner) => runner.home).length;
    const state = `${home}/${going}`;
    if (state === this.#announced || (home === 0 && going)) return;
    this.#announced = state;
    setText(this.#summary, summary(store.lanes, store.measured, store.quiet));
  }
}

/** @param {string} chosen the attribute `controls` */
function slidersOf(chosen) {
  const list = chosen === "all" ? ALL : chosen;
  return list.split(",").filter((word) => !/^\s*(none|button)?\s*$/.test(word));
}
