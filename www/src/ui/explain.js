// @ts-check
/** What the mouse points at in the figure, in words: the place, its voltage, how far its channels are open, what flows. */
import "../first.js";
import "../text/later.js";
import { channelsOf } from "../state/channels.js";
import { millimetres, millivolts, significant } from "../text/format.js";
import { t } from "../text/text.js";
import { hideTip, showTip } from "./tip.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */
/** @import { LaneInfo } from "../types.js" */

/** Part of the sodium channels that is open while a spike passes, at least. */
const PASSING = 0.02;

/** @implements {View} */
export class Explain {
  /** Where the mouse is. @type {{ lane: number, x: number, clientX: number, clientY: number } | null} */
  #at = null;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.store = app.store;
    this.figure = figure;
  }

  /** The mouse has moved, or left. @param {PointerEvent} event */
  hear({ type, target, offsetX: x, clientX, clientY, pointerType, buttons }) {
    const lane = this.figure.lanes.canvases.indexOf(/** @type {HTMLCanvasElement} */ (target));
    // A pressed mouse or a finger moves things: it does not ask.
    const asks = type === "pointermove" && lane >= 0 && pointerType === "mouse" && buttons === 0;
    this.#at = asks ? { lane, x, clientX, clientY } : null;
    this.show();
  }

  show() {
    const { scale } = this.figure;
    const lane = this.#at ? this.store.lanes[this.#at.lane] : undefined;
    const lines = this.#at && scale && lane ? this.#lines(this.#at.lane, lane, scale.um(this.#at.x)) : [];
    if (this.#at && lines.length > 0) showTip(this, this.#at.clientX, this.#at.clientY, lines);
    else hideTip(this);
  }

  /** @param {number} index @param {LaneInfo} lane @param {number} um */
  #lines(index, lane, um) {
    const { engine } = this.store;
    if (um < 0)
      return [t("mark.stimulator"), t("mark.stimulator-does", { na: significant(lane.amplitude_na, 3) })];
    if (um > 1000 * lane.length_mm) return [];
    const quantities = engine.quantities(index);
    const siteUm = engine.siteUm(index, um);
    const values = engine.values(index, siteUm, quantities.length);
    const v = values[this.store.transmembrane ? 0 : 1] ?? lane.rest_mv;
    const { naOpen, kOpen, naMaPerCm2 } = channelsOf(lane.membrane, quantities, values);
    const where =
      lane.node_spacing_um > 0
        ? t("mark.node", { node: Math.round(siteUm / lane.node_spacing_um) + 1, mm: millimetres(siteUm) })
        : t("mark.place", { mm: millimetres(siteUm) });
    const percent = (/** @type {number} */ part) => significant(100 * part, 2);
    const lines = [
      millivolts(v),
      where,
      t("mark.sodium-open", { percent: percent(naOpen) }),
      t("mark.potassium-open", { percent: percent(kOpen) }),
    ];
    if (naOpen > PASSING && naMaPerCm2 < 0) {
      lines.push(t("mark.sodium-in", { current: significant(-naMaPerCm2, 2) }));
    }
    return lines;
  }
}
