// @ts-check
/** The figure: the lanes at one scale, the axis below them, and what the colors mean. */
import { drawAxis } from "../draw/axis.js";
import { drawLegend } from "../draw/legend.js";
import { Overview } from "../draw/overview.js";
import { paletteOf } from "../draw/palette.js";
import { scaleFor } from "../draw/scale.js";
import { MOST_LANES, PRESETS, RACE } from "../state/presets.js";
import { isWhole } from "../state/window.js";
import { exaggeration } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { byId, make, setText } from "./dom.js";
import { Lanes } from "./lanes.js";
import { makeMenu } from "./menu.js";
import { wanted } from "./ondemand.js";
import { Zoom } from "./zoom.js";

/** @import { App, View } from "../app.js" */
/** @import { Scale } from "../draw/scale.js" */

/** @implements {View} */
export class Figure {
  #legend = make("canvas", { "aria-hidden": "true" });
  #axis = byId("axis", HTMLCanvasElement);
  overview = new Overview(byId("overview", HTMLCanvasElement));

  /** @param {App} app */
  constructor(app) {
    this.store = app.store;
    this.element = byId("lanes", HTMLElement);
    this.lanes = new Lanes(app, this.element);
    this.palette = paletteOf(document.documentElement);
    byId("legend", HTMLElement).append(
      make("span", {}, make("b", { "aria-hidden": "true" }, "↓"), ` ${t("legend.current")}`),
      make("span", {}, t("legend.rest")),
      this.#legend,
      make("span", {}, t("legend.full")),
    );
    this.zoom = new Zoom(app, this);
    const race = make("a", { class: "button", href: `#${RACE}`, title: t("race.title") }, t("race.name"));
    byId("bar", HTMLElement).prepend(
      makeMenu(`+ ${t("lane.add")}`, t("lane.add"), () => this.#presets(app)),
      race,
    );
    byId("bar", HTMLElement).append(this.zoom.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => app.arrange());
    new ResizeObserver(() => app.arrange()).observe(this.element);
  }

  update() {
    this.lanes.build(this.store);
  }

  arrange() {
    this.palette = paletteOf(document.documentElement);
    /** The scale of the pictures as they are now. @type {Scale} */
    this.scale = scaleFor(this.element.clientWidth, this.store.window, this.store.lanes);
    this.lanes.arrange(this.store, this.scale);
    drawAxis(this.#axis, this.store.window, this.scale, this.palette);
    drawLegend(this.#legend, this.palette.dark);
    this.overview.canvas.hidden = isWhole(this.store.window, this.store.lengthUm);
    this.zoom.arrange();
    setText(byId("scale-note", HTMLElement), exaggeration(this.store.lanes, this.scale));
  }

  show() {
    if (this.zoom.keepUp()) this.arrange();
    this.lanes.draw(this.store, this.palette);
    this.lanes.report(this.store);
    if (this.overview.canvas.hidden || !this.scale) return;
    const { engine, lanes, window, lengthUm, transmembrane } = this.store;
    const view = { width: this.scale.width, transmembrane };
    this.overview.draw(engine, lanes, window, lengthUm, view, this.palette);
  }

  /** Fibers to add. @param {App} app */
  #presets(app) {
    const full = this.store.lanes.length === MOST_LANES;
    const why = full ? [{ text: t("lane.full") }] : [];
    const presets = PRESETS.map(({ id, keys, diameterUm, velocity: speed }) => ({
      text: t(`preset.${id}`),
      note: t("preset.note", { diameter: diameterUm, velocity: velocity(speed) }),
      disabled: full,
      act: async () => {
        const { addLane } = await wanted(import("./rearrange.js"));
        app.rearrange((text, facts) => addLane(text, facts, keys));
      },
    }));
    return [...why, ...presets];
  }
}
