// @ts-check
/** One lane: the voltage profile above, the axon below, on one canvas. */
import { axonShape, drawAxon } from "./axon.js";
import { drawProfile } from "./profile.js";
import { prepare } from "./scale.js";

/** @import { Engine } from "../engine.js" */
/** @import { LaneInfo } from "../types.js" */
/** @import { Shape } from "./axon.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** Heights, CSS pixels. */
const PROFILE = { top: 4, height: 86 };
const AXON = 80;
/** Columns of the strip of color; it is stretched over the fiber. */
const COLUMNS = 1024;
/** Inward current of a spike, to begin with, mA/cm²; the largest seen replaces it. */
const FULL_CURRENT = 0.2;

export class LanePicture {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.strip = document.createElement("canvas");
    this.strip.width = COLUMNS;
    this.strip.height = 1;
    this.stripContext = /** @type {CanvasRenderingContext2D} */ (this.strip.getContext("2d"));
    this.fullCurrent = FULL_CURRENT;
  }

  /** Takes the fiber and the scale that it is drawn to. @param {LaneInfo} lane @param {Scale} scale */
  arrange(lane, scale) {
    this.lane = lane;
    this.scale = scale;
    this.fullCurrent = FULL_CURRENT;
    /** @type {Shape} */
    this.shape = axonShape(lane, scale, PROFILE.top + PROFILE.height + AXON / 2);
  }

  /**
   * @param {Engine} engine
   * @param {number} index
   * @param {{ transmembrane: boolean, stimulusOn: boolean }} state
   * @param {Palette} palette
   */
  draw(engine, index, state, palette) {
    const { lane, scale, shape } = this;
    if (!lane || !scale || !shape) return;
    const lengthUm = 1000 * lane.length_mm;
    engine.simulation.paint_strip(
      this.stripContext,
      index,
      state.transmembrane,
      0,
      lengthUm,
      COLUMNS,
      0,
      palette.dark,
    );
    // The current is computed when it is asked for: views of it and of the rest are taken after that call.
    const current = engine.ionicCurrent(index);
    const positionUm = engine.positionUm(index);
    const voltageMv = engine.voltageMv(index, state.transmembrane);
    const excitable = engine.excitable(index);
    for (const density of current) this.fullCurrent = Math.max(this.fullCurrent, -density);

    const context = prepare(this.canvas, scale.width, PROFILE.top + PROFILE.height + AXON);
    const data = { lane, positionUm, voltageMv, excitable, current, lengthUm, strip: this.strip };
    drawProfile(
      context,
      { ...data, restMv: lane.rest_mv, nodes: lane.node_spacing_um > 0 ? excitable : null },
      scale,
      PROFILE,
      palette,
    );
    drawAxon(
      context,
      shape,
      { ...data, fullCurrent: this.fullCurrent, stimulusOn: state.stimulusOn },
      scale,
      palette,
    );
  }
}
