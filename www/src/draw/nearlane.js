// @ts-check
/** A lane with all that can be on it: probes, electrodes, and its channels where it is seen from near enough. */

import { channelsOf } from "../state/channels.js";
import { LanePicture } from "./lane.js";
import { drawProbes } from "./probe.js";
import { CLOSE } from "./scale.js";
import { heightOf } from "./sizes.js";
import { drawTips } from "./tip.js";

/** @import { Engine } from "../engine.js" */
/** @typedef {typeof import("./node.js").drawMembrane} DrawMembrane loaded when somebody comes near */
/** @import { Channels } from "../state/channels.js" */
/** @import { Quantity } from "../types.js" */
/** @import { Shape } from "./axon.js" */
/** @import { Scale } from "./scale.js" */

export class NearLanePicture extends LanePicture {
  /** What is known of the places of this lane. @type {Quantity[] | undefined} */
  #quantities;
  /** What is drawn of the membrane; null where it is seen from too far. @type {{ siteUm: number, channels: Channels } | null} */
  #close = null;

  /** @type {DrawMembrane | null} */
  #drawMembrane = null;

  /** @param {HTMLCanvasElement} canvas @param {() => DrawMembrane | null} near gives what draws the membrane, if it is there, as soon as it is seen */
  constructor(canvas, near) {
    super(canvas);
    this.near = near;
  }

  /** @override @param {Parameters<LanePicture["arrange"]>} what */
  arrange(...what) {
    this.#quantities = undefined;
    super.arrange(...what);
    if (this.scale && this.scale.perUm >= CLOSE) this.#drawMembrane = this.near();
  }

  /** @override @param {Parameters<LanePicture["draw"]>} what */
  draw(...what) {
    const [engine, index] = what;
    // Asked for before any view of the engine's memory is taken.
    this.#close = this.#closeUp(engine, index);
    super.draw(...what);
  }

  /** The channels that were drawn last; null where none were. */
  get channels() {
    return this.#close?.channels ?? null;
  }

  /** @override @param {Parameters<LanePicture["drawFiber"]>} what */
  drawFiber(...what) {
    const [context, engine, index, data, palette] = what;
    const { lane } = data;
    const [shape, scale] = [/** @type {Shape} */ (this.shape), /** @type {Scale} */ (this.scale)];
    const height = heightOf(scale.sizes);
    const close = this.#close;
    if (close && this.#drawMembrane) {
      const box = { top: height - scale.sizes.axon, height: scale.sizes.axon };
      const { strip, fullCurrent } = data;
      const myelin = this.#myelinAt(close.siteUm);
      this.#drawMembrane(context, { ...close, lane, myelin, fullCurrent, strip }, scale, box, palette);
    } else {
      super.drawFiber(...what);
      drawTips(context, lane.electrodes, shape, scale, palette);
      drawProbes(context, engine.probes(index), shape, scale, palette);
    }
  }

  /** The channels of what is seen, if it is seen from near enough. @param {Engine} engine @param {number} index */
  #closeUp(engine, index) {
    const { lane, scale } = this;
    if (!lane || !scale || scale.perUm < CLOSE) return null;
    const { fromUm, toUm } = scale.window;
    const siteUm = engine.siteUm(index, (fromUm + toUm) / 2);
    if (lane.node_spacing_um > 0 && (siteUm < fromUm - 1 || siteUm > toUm + 1)) return null;
    if (fromUm > 1000 * lane.length_mm) return null;
    this.#quantities ??= engine.quantities(index);
    const values = engine.values(index, siteUm, this.#quantities.length);
    return { siteUm, channels: channelsOf(lane.membrane, this.#quantities, values) };
  }

  /** Myelin that is left before a node and after it, percent. @param {number} um @returns {[number, number]} */
  #myelinAt(um) {
    const node = Math.round(um / (this.lane?.node_spacing_um || 1));
    return [this.left?.[node - 1] ?? 100, this.left?.[node] ?? 100];
  }
}
