// @ts-check
/** What a figure shows: its lanes with their words, the buttons, the clock. It is told of a run, and changes nothing about it. */
import { drawAxis } from "../draw/axis.js";
import { paletteOf } from "../draw/palette.js";
import { scaleFor } from "../draw/scale.js";
import { heightOf, sizesFor } from "../draw/sizes.js";
import { internodesOf, readMyelin } from "../state/myelin.js";
import { particulars, progress, rateInWords, summary, title, verdict } from "../text/describe.js";
import { clock, velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { make, setText } from "../ui/dom.js";

/** @import { LanePicture } from "../draw/lane.js" */
/** @import { Palette } from "../draw/palette.js" */
/** @import { Run } from "../state/run.js" */
/** @import { FigureEngine } from "./engine.js" */
/** @import { Slider } from "./slider.js" */

/** Shown where the page's text is lighter than this, of 255, is the dark picture. */
const LIGHT_TEXT = 128;

/** @typedef {{ canvas: HTMLCanvasElement, picture?: LanePicture, title: HTMLElement, about: HTMLElement, velocity: HTMLElement, progress: HTMLElement }} Lane */

/** @param {string} tag @param {string} part name to style it by @param {string} [look] its class, if that is another @param {Node[]} inside */
const piece = (tag, part, look = part, ...inside) =>
  make(/** @type {"p"} */ (tag), { class: look, part }, ...inside);

export class View {
  /** @type {Lane[]} */
  #lanes = [];
  /** @type {Slider[]} */
  #sliders = [];
  /** @type {Palette | undefined} */
  #palette;
  #announced = "";
  #axis = make("canvas", { class: "axis", "aria-hidden": "true" });
  #stimulate = make("button", { type: "button", class: "primary", part: "button" });
  #play = make("button", { type: "button", id: "play", part: "play" });
  #clock = piece("p", "clock", "clock soft");
  #verdict = piece("p", "verdict");
  #controls = piece("div", "controls");
  #summary = make("p", { class: "unseen", role: "status" });
  notes = make("p", { class: "notes", part: "notes", role: "status" });
  box = make("div", { class: "figure waiting", part: "figure" });

  /** @param {{ stimulate(): void, toggle(): void }} does what the buttons do */
  constructor(does) {
    this.#stimulate.addEventListener("click", does.stimulate);
    this.#play.addEventListener("click", does.toggle);
  }

  /** As many empty lanes as there will be, so that nothing moves when it comes to life. @param {number} count @param {boolean} buttons @param {number} sliders */
  lay(count, buttons, sliders) {
    this.#lanes = Array.from({ length: count }, () => {
      const canvas = make("canvas", { role: "img" });
      canvas.style.height = `${heightOf(sizesFor(count))}px`;
      return {
        canvas,
        title: piece("h3", "title"),
        about: piece("p", "about", "soft"),
        velocity: piece("p", "velocity"),
        progress: piece("p", "progress", "soft"),
      };
    });
    // One fiber is compared with nothing.
    this.#verdict.hidden = count === 1;
    setText(this.#stimulate, t("action.stimulate"));
    setText(this.#play, t("action.pause"));
    const lanes = this.#lanes.map(({ canvas, title, about, velocity, progress }) => {
      const names = make("div", { class: "names" }, title, about);
      const results = make("div", { class: "results" }, velocity, progress);
      return piece("section", "lane", "lane", make("header", {}, names, results), canvas);
    });
    const bar = piece("div", "bar", "bar", this.#clock, this.#verdict);
    if (buttons) bar.prepend(this.#stimulate, this.#play);
    this.#sliders = [];
    this.#controls.replaceChildren(
      ...Array.from({ length: sliders }, () => make("div", { class: "control" })),
    );
    this.box.replaceChildren(
      make("div", { class: "fallback" }, make("slot")),
      piece("div", "lanes", "lanes", ...lanes, this.#axis),
      bar,
      this.#controls,
      this.notes,
      this.#summary,
    );
  }

  /** @param {Slider[]} sliders in place of the room for them */
  control(sliders) {
    this.#sliders = sliders;
    this.#controls.replaceChildren(...sliders.map(({ row }) => row));
  }

  /** Comes to life. */
  live() {
    this.box.className = "figure live";
  }

  /** What stands in the element stays, with a word about why. */
  fail() {
    this.box.className = "figure failed";
    this.box.replaceChildren(make("slot"), this.notes);
  }

  /**
   * After a change of size, colors or scenario. Where it has no width it has no picture.
   *
   * @param {Run<FigureEngine>} run
   * @param {CSSStyleDeclaration} style of the element
   * @param {string | null} theme that is asked for
   */
  arrange(run, style, theme) {
    const { box } = this;
    const { clientWidth } = box;
    this.#palette = undefined;
    if (clientWidth === 0) return;
    box.classList.toggle("dark", theme === "dark" || (theme !== "light" && isLight(style.color)));
    box.style.setProperty("--sans", style.fontFamily);
    this.#palette = paletteOf(box);
    const scale = scaleFor(clientWidth, run.window, run.lanes);
    for (const [index, lane] of run.lanes.entries()) {
      const view = this.#lanes[index];
      if (!view) continue;
      const myelin = run.given(run.key("myelin", index));
      view.picture ??= new run.engine.Picture(view.canvas);
      view.picture.arrange(lane, scale, myelin ? readMyelin(myelin, internodesOf(lane)) : null);
    }
    drawAxis(this.#axis, run.window, scale, this.#palette);
  }

  /** A frame. @param {Run<FigureEngine>} run @param {number | null} behind rate that the machine reaches, where it cannot hold the wanted one */
  show(run, behind) {
    const { lanes, measured, quiet, settled } = run;
    for (const [index, view] of this.#lanes.entries()) {
      const [lane, result] = [lanes[index], measured[index]];
      if (!lane || !result) continue;
      const stimulusOn = run.engine.simulation.stimulus_on(index);
      const state = { transmembrane: run.transmembrane, stimulusOn };
      if (this.#palette) view.picture?.draw(/** @type {any} */ (run.engine), index, state, this.#palette);
      const speed = result.velocity_m_per_s;
      const over = quiet[index] ?? false;
      const words = {
        title: title(lanes, index),
        particulars: particulars(lane),
        progress: progress(result, over),
      };
      setText(view.title, words.title);
      setText(view.about, words.particulars);
      setText(view.velocity, speed === null ? `${over ? "–" : "…"} m/s` : velocity(speed));
      setText(view.progress, words.progress);
      const label = t("lane.picture", words);
      if (view.canvas.ariaLabel !== label) view.canvas.ariaLabel = label;
    }
    const rate = rateInWords(run.rate, run.speedUp, behind);
    setText(this.#clock, `${clock(run.timeMs, run.rate)}\n${rate}`);
    setText(this.#verdict, verdict(lanes, measured)?.text ?? "");
    const going = run.playing && !settled;
    setText(this.#play, t(going ? "action.pause" : settled ? "action.replay" : "action.play"));
    for (const one of this.#sliders) one.show(run);
    // Screen readers are told when something has come to an end, never while it moves.
    const home = run.runners.filter((runner) => runner.home).length;
    const state = `${home}/${going}`;
    if (state === this.#announced || (home === 0 && going)) return;
    this.#announced = state;
    setText(this.#summary, summary(lanes, measured, quiet));
  }
}

/** Whether a color is a light one, however it is written. @param {string} color */
function isLight(color) {
  const canvas = make("canvas", { width: 1, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > LIGHT_TEXT;
}
