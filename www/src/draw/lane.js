// @ts-check
/** One lane: the voltage profile above, the axon below, on one canvas. */
import { axonShape, drawAxon, NODE_ROOM } from "./axon.js";
import { columnsOf } from "./columns.js";
import { drawProfile } from "./profile.js";
import { clipToWindow, prepare } from "./scale.js";
import { heightOf } from "./sizes.js";

/** @import { Engine } from "../engine.js" */
/** @import { LaneInfo } from "../types.js" */
/** @import { Shape } from "./axon.js" */
/** @import { Columns } from "./columns.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */
/** @import { SvgSurface } from "./svg.js" */

/** Columns of the strip of color; it is stretched over what is seen of the fiber. */
const COLUMNS = 1024;
/** Room of a column of the profile, CSS pixels. */
const COLUMN_ROOM = 0.5;
/** Side of a square of the finish line, CSS pixels. */
const SQUARE = 3;
/**
 * Inward current that has the largest mark, mA/cm²: about the largest in a spike under way along a fiber as it is by default
 * (measured 39.4 at nodes of myelinated fibers, 4.0 at the frog's, 0.515 along a C fiber, 0.66 along the squid's at 18.5 °C).
 */
const FULL_CURRENT = { mrg: 40, frog: 4, c: 0.52, squid: 0.66 };

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

/** @param {LaneInfo} lane @param {Scale} scale @param {Float64Array} positionUm @param {Uint32Array} excitable */
function columnsFor(lane, scale, positionUm, excitable) {
  const centre = (/** @type {number} */ k) => /** @type {number} */ (positionUm[k]);
  const place = (/** @type {number} */ k) => centre(/** @type {number} */ (excitable[k]));
  const room = lane.node_spacing_um > 0 ? NODE_ROOM : COLUMN_ROOM;
  return {
    columns: columnsOf(positionUm.length, centre, scale, COLUMN_ROOM),
    places: columnsOf(excitable.length, place, scale, room),
  };
}

export class LanePicture {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.strip = document.createElement("canvas");
    this.strip.width = COLUMNS;
    this.strip.height = 1;
    this.stripContext = /** @type {CanvasRenderingContext2D} */ (this.strip.getContext("2d"));
    /** Myelin of each internode, percent; null where all is left. @type {number[] | null} */
    this.left = null;
    /** Which compartments share a column of pixels, of all and of the excitable ones; null until they are drawn. */
    this.columns = /** @type {{ columns: Columns, places: Columns } | null} */ (null);
  }

  /** Takes the fiber and the scale that it is drawn to. @param {LaneInfo} lane @param {Scale} scale @param {number[] | null} [left] myelin of each internode, percent; null where all is left */
  arrange(lane, scale, left = null) {
    /** @type {LaneInfo} */
    this.lane = lane;
    this.scale = scale;
    this.left = left;
    this.columns = null;
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
    // The current is computed when it is asked for: views of it and of the rest are taken after that call.
    const current = engine.ionicCurrent(index);
    const positionUm = engine.positionUm(index);
    const voltageMv = engine.voltageMv(index, state.transmembrane);
    const excitable = engine.excitable(index);

    const context = prepare(canvas, scale.width, height);
    this.columns ??= columnsFor(lane, scale, positionUm, excitable);
    const data = {
      lane,
      positionUm,
      voltageMv,
      excitable,
      current,
      lengthUm,
      strip: this.strip,
      ...this.columns,
    };
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
    this.drawFiber(
      context,
      engine,
      index,
      {
        ...data,
        fullCurrent: FULL_CURRENT[lane.membrane],
        stimulusOn: state.stimulusOn,
      },
      palette,
    );
    drawFinish(context, scale.x(lengthUm), height, palette);
    context.restore();
  }

  /**
   * What is below the profile.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {Engine} _engine
   * @param {number} _index
   * @param {Parameters<typeof drawAxon>[2]} data
   * @param {Palette} palette
   */
  drawFiber(context, _engine, _index, data, palette) {
    drawAxon(context, /** @type {Shape} */ (this.shape), data, /** @type {Scale} */ (this.scale), palette);
  }
}
