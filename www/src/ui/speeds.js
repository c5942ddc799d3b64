// @ts-check
/** The velocities that were measured, on one scale with speeds that people know. */
import "../first.js";
import "../text/later.js";
import { drawSpeeds } from "../draw/speeds.js";
import { SPEEDS } from "../state/speeds.js";
import { title } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { byId } from "./dom.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** @implements {View} */
export class Speeds {
  /** What is drawn, as text: it changes seldom. */
  #drawn = "";

  /** @param {App} app @param {Figure} figure whose colors it takes */
  constructor(app, figure) {
    this.app = app;
    this.figure = figure;
    this.details = byId("speeds", HTMLDetailsElement);
    this.canvas = /** @type {HTMLCanvasElement} */ (this.details.querySelector("canvas"));
    this.details.addEventListener("toggle", () => this.arrange());
  }

  arrange() {
    this.#drawn = "";
    this.show();
  }

  show() {
    if (!this.details.open) return;
    const { lanes, measured } = this.app.store;
    const known = SPEEDS.map(({ id, speed }) => ({ name: t(`speed.${id}`), speed }));
    const own = lanes.flatMap((_, index) => {
      const speed = measured[index]?.velocity_m_per_s ?? null;
      const letter = lanes.length > 1 ? `${String.fromCharCode(97 + index)} ` : "";
      return speed === null ? [] : [{ name: `${letter}${velocity(speed)}`, speed, index }];
    });
    const drawn = JSON.stringify(own);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    drawSpeeds(this.canvas, this.details.clientWidth, known, own, this.figure.palette);
    const words = {
      lanes: own.map(({ index, speed }) => `${title(lanes, index)} ${velocity(speed)}`).join(", ") || "–",
      known: known.map(({ name, speed }) => `${name} ${velocity(speed)}`).join(", "),
    };
    this.canvas.setAttribute("aria-label", t("speed.scale", words));
  }
}
