// @ts-check
/** One lane: the voltage profile above, the axon below, on one canvas. */

import { channelsOf } from "../state/channels.js";
import { axonShape, drawAxon } from "./axon.js";
import { drawMembrane } from "./node.js";
import { drawProbes } from "./probe.js";
import { drawProfile } from "./profile.js";
import { CLOSE, clipToWindow, firstFrom, prepare } from "./scale.js";
import { heightOf } from "./sizes.js";

/** @import { Engine } from "../engine.js" */
/** @import { Channels } from "../state/channels.js" */
/** @import { LaneInfo, Quantity } from "../types.js" */
/** @import { Shape } from "./axon.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */
/** @import { SvgSurface } from "./svg.js" */

/** Columns of the strip of color; it is stretched over what is seen of the fiber. */
const COLUMNS = 1024;
/** Side of a square of the finish line, CSS pixels. */
const SQUARE = 3;
/** Inward current of a spike, to begin with, mA/cm²; the largest seen replaces it. */
const FULL_CURRENT = 0.2;

/** The finish line, where a fiber ends: two rows of squares. */
function drawFinish(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {number} */ height,
  /** @type {Palette} */ palette,
) {
  context.fillStyle = palette.edge;
  for (let row = 0; row * SQUARE < height - SQUARE; row++) {
    context.fillRect(x + 2 + (row % 2) * SQUARE, 2 + row * SQUARE, SQUARE, SQUARE);
  }
}

export class LanePicture {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.strip = document.createElement("canvas");
    this.strip.width = COLUMNS;
    this.strip.height = 1;
    this.stripContext = /** @type {CanvasRenderingContext2D} */ (this.strip.getContext("2d"));
    this.fullCurrent = FULL_CURRENT;
    /** What is known of the places of this lane. @type {Quantity[] | undefined} */
    this.quantities = undefined;
    /** The channels that were drawn last; null where none were. @type {Channels | null} */
    this.channels = null;
  }

  /** Takes the fiber and the scale that it is drawn to. @param {LaneInfo} lane @param {Scale} scale @param {number[] | null} [left] myelin of each internode, percent; null where all is left */
  arrange(lane, scale, left = null) {
    this.quantities = undefined;
    /** @type {LaneInfo} */
    this.lane = lane;
    this.scale = scale;
    this.left = left;
    this.fullCurrent = FULL_CURRENT;
    /** @type {Shape} */
    this.shape = axonShape(lane, scale, heightOf(scale.sizes) - scale.sizes.axon / 2, left);
  }

  /**
   * @param {Engine} engine
   * @param {number} index
   * @param {{ transmembrane: boolean, stimulusOn: boolean }} state
   * @param {Palette} palette
   * @param {HTMLCanvasElement | SvgSurface} [canvas] to draw on, if not its own
   */
  draw(engine, index, state, palette, canvas = this.canvas) {
    const { lane, scale, shape } = this;
    if (!lane || !scale || !shape) return;
    const lengthUm = 1000 * lane.length_mm;
    const { fromUm, toUm } = scale.window;
    const height = heightOf(scale.sizes);
    engine.simulation.paint_strip(
      this.stripContext,
      index,
      state.transmembrane,
      Math.max(0, fromUm),
      Math.max(Math.min(lengthUm, toUm), fromUm + 1e-3),
      COLUMNS,
      0,
      palette.dark,
    );
    const close = this.#closeUp(engine, index);
    this.channels = close?.channels ?? null;
    // The current is computed when it is asked for: views of it and of the rest are taken after that call.
    const current = engine.ionicCurrent(index);
    const positionUm = engine.positionUm(index);
    const voltageMv = engine.voltageMv(index, state.transmembrane);
    const excitable = engine.excitable(index);
    this.#noteLargest(current, excitable, positionUm);

    const context = prepare(canvas, scale.width, height);
    const data = { lane, positionUm, voltageMv, excitable, current, lengthUm, strip: this.strip };
    drawProfile(
      context,
      {
        ...data,
        restMv: lane.rest_mv,
        nodes: lane.node_spacing_um > 0 ? excitable : null,
        nodeSpacingUm: lane.node_spacing_um,
      },
      scale,
      scale.sizes.profile,
      palette,
    );
    context.save();
    clipToWindow(context, scale, lengthUm, height);
    if (close) {
      const box = { top: height - scale.sizes.axon, height: scale.sizes.axon };
      drawMembrane(
        context,
        {
          ...close,
          lane,
          myelin: this.#myelinAt(close.siteUm),
          fullCurrent: this.fullCurrent,
          strip: this.strip,
        },
        scale,
        box,
        palette,
      );
    } else {
      drawAxon(
        context,
        shape,
        { ...data, fullCurrent: this.fullCurrent, stimulusOn: state.stimulusOn },
        scale,
        palette,
      );
      drawProbes(context, engine.probes(index), shape, scale, palette);
    }
    drawFinish(context, scale.x(lengthUm), height, palette);
    context.restore();
  }

  /** The channels of what is seen, if it is seen from near enough. @param {Engine} engine @param {number} index */
  #closeUp(engine, index) {
    const { lane, scale } = this;
    if (!lane || !scale || scale.perUm < CLOSE) return null;
    const { fromUm, toUm } = scale.window;
    const siteUm = engine.siteUm(index, (fromUm + toUm) / 2);
    if (lane.node_spacing_um > 0 && (siteUm < fromUm - 1 || siteUm > toUm + 1)) return null;
    if (fromUm > 1000 * lane.length_mm) return null;
    this.quantities ??= engine.quantities(index);
    const values = engine.values(index, siteUm, this.quantities.length);
    return { siteUm, channels: channelsOf(lane.membrane, this.quantities, values) };
  }

  /** Myelin that is left before a node and after it, percent. @param {number} um @returns {[number, number]} */
  #myelinAt(um) {
    const node = Math.round(um / (this.lane?.node_spacing_um || 1));
    return [this.left?.[node - 1] ?? 100, this.left?.[node] ?? 100];
  }

  /** The largest inward current so far, of what is seen. @param {Float64Array} current @param {Uint32Array} excitable @param {Float64Array} positionUm */
  #noteLargest(current, excitable, positionUm) {
    const place = (/** @type {number} */ k) =>
      /** @type {number} */ (positionUm[/** @type {number} */ (excitable[k])]);
    const { fromUm, toUm } = /** @type {Scale} */ (this.scale).window;
    const last = firstFrom(current.length, place, toUm);
    for (let k = firstFrom(current.length, place, fromUm); k < last; k++) {
      const inward = -(/** @type {number} */ (current[k]));
      if (inward > this.fullCurrent) this.fullCurrent = inward;
    }
  }
}
