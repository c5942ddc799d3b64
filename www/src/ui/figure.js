// @ts-check
/** The figure: the lanes at one scale, the axis below them, and what the colors mean. */
import { drawAxis } from "../draw/axis.js";
import { drawLegend } from "../draw/legend.js";
import { paletteOf } from "../draw/palette.js";
import { scaleFor } from "../draw/scale.js";
import { exaggeration } from "../text/describe.js";
import { t } from "../text/text.js";
import { byId, make, setText } from "./dom.js";
import { Lanes } from "./lanes.js";

/** @import { App, View } from "../app.js" */
/** @import { Scale } from "../draw/scale.js" */

/** @implements {View} */
export class Figure {
  #legend = make("canvas", { "aria-hidden": "true" });
  #axis = byId("axis", HTMLCanvasElement);

  /** @param {App} app */
  constructor(app) {
    this.store = app.store;
    this.element = byId("lanes", HTMLElement);
    this.lanes = new Lanes(app, this.element);
    this.palette = paletteOf(document.documentElement);
    byId("legend", HTMLElement).append(
      make("span", {}, make("b", { "aria-hidden": "true" }, "↓"), ` ${t("legend.current")}`),
      t("legend.rest"),
      this.#legend,
      t("legend.full"),
    );
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
    setText(byId("scale-note", HTMLElement), exaggeration(this.store.lanes, this.scale));
  }

  show() {
    this.lanes.draw(this.store, this.palette);
    this.lanes.report(this.store);
  }
}
