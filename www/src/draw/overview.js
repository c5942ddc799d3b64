// @ts-check
/** All of the fibers in a few pixels, with the part that is seen. */
import { MARGIN, prepare } from "./scale.js";

/** @import { Engine } from "../engine.js" */
/** @import { LaneInfo } from "../types.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Window } from "./scale.js" */

/** Height of a lane and of the room around them, CSS pixels. */
const ROW = 4;
const ROOM = 4;
/** Columns of color of a lane. */
const COLUMNS = 512;
/** Least width of the mark of what is seen, CSS pixels. */
const LEAST = 5;

export class Overview {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.strip = document.createElement("canvas");
    this.strip.width = COLUMNS;
    this.strip.height = 1;
    this.stripContext = /** @type {CanvasRenderingContext2D} */ (this.strip.getContext("2d"));
  }

  /**
   * @param {Engine} engine
   * @param {LaneInfo[]} lanes
   * @param {Window} window
   * @param {number} lengthUm of the longest lane
   * @param {{ width: number, transmembrane: boolean }} view
   * @param {Palette} palette
   */
  draw(engine, lanes, window, lengthUm, view, palette) {
    const { width, transmembrane } = view;
    const height = lanes.length * ROW + 2 * ROOM;
    const context = prepare(this.canvas, width, height);
    const perUm = (width - MARGIN.left - MARGIN.right) / lengthUm;
    for (const [index, lane] of lanes.entries()) {
      const ownUm = 1000 * lane.length_mm;
      engine.simulation.paint_strip(
        this.stripContext,
        index,
        transmembrane,
        0,
        ownUm,
        COLUMNS,
        0,
        palette.dark,
      );
      const y = ROOM + index * ROW;
      context.drawImage(this.strip, MARGIN.left, y, ownUm * perUm, ROW - 1);
    }
    context.lineWidth = 1;
    context.strokeStyle = palette.hairline;
    context.strokeRect(MARGIN.left - 0.5, ROOM - 1.5, lengthUm * perUm + 1, lanes.length * ROW + 1);
    const span = Math.max(LEAST, (window.toUm - window.fromUm) * perUm);
    const middle = MARGIN.left + ((window.fromUm + window.toUm) / 2) * perUm;
    context.lineWidth = 1.5;
    context.strokeStyle = palette.ink;
    context.strokeRect(middle - span / 2, 1, span, height - 2);
  }

  /** The place along the fibers under a place of the picture, um. @param {number} x CSS pixels @param {number} lengthUm */
  um(x, lengthUm) {
    const width = this.canvas.clientWidth - MARGIN.left - MARGIN.right;
    return ((x - MARGIN.left) / width) * lengthUm;
  }
}
