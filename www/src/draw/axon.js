// @ts-check
/**
 * The axon, to scale across: myelin, the axon in it narrowing at the nodes, its inside colored by the voltage, and the
 * inward current where it flows. Only what cannot be seen otherwise is drawn larger: the gaps at the nodes.
 */

import { color } from "../../pkg/saltatory.js";
import { Path } from "./path.js";
import { THINNEST } from "./scale.js";

/** @import { LaneInfo } from "../types.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** Width of a node's gap, CSS pixels: a node is 1 um long, a thousandth of an internode. */
const NODE_GAP = 5;
/** Longest arrow of a node's current, and its widest head, CSS pixels. */
const ARROW = { length: 15, head: 5 };
/** How far above the fiber an electrode outside ends, and how far above the axis all electrodes begin, CSS pixels. */
const TIP_CLEAR = 4;
const TIP_TOP = 39;
/** Height of the ribbon of current along a bare axon, CSS pixels. */
const RIBBON = 9;

/**
 * @typedef {object} Shape the parts of a fiber that do not move
 * @property {Path} core outline of the axon
 * @property {Path | null} myelin
 * @property {number} middle height of the axis
 * @property {number} axon half the axon's diameter, pixels
 * @property {number} node half the axon's diameter at the nodes, pixels
 * @property {number} outer half the outer diameter, pixels
 * @property {number} gap width of a node, pixels; 0 where there are none
 */

/**
 * @param {LaneInfo} lane
 * @param {Scale} scale
 * @param {number} middle
 * @returns {Shape}
 */
export function axonShape(lane, scale, middle) {
  const half = (/** @type {number} */ um) => Math.max(THINNEST, um * scale.acrossPerUm) / 2;
  const axon = half(lane.axon_diameter_um);
  const outer = half(lane.node_spacing_um > 0 ? lane.diameter_um : lane.axon_diameter_um);
  const end = scale.x(1000 * lane.length_mm);
  const core = new Path();
  if (lane.node_spacing_um === 0) {
    core.rect(scale.x(0), middle - axon, end - scale.x(0), 2 * axon);
    return { core, myelin: null, middle, axon, node: axon, outer, gap: 0 };
  }
  const node = half(lane.node_diameter_um);
  const internodes = Math.round((1000 * lane.length_mm) / lane.node_spacing_um);
  const spacing = lane.node_spacing_um * scale.perUm;
  const gap = Math.min(NODE_GAP, spacing / 4);
  const myelin = new Path();
  /** @type {[number, number][]} */
  const edge = [[scale.x(0), node]];
  for (let k = 0; k < internodes; k++) {
    const left = scale.x(k * lane.node_spacing_um) + gap / 2;
    const right = scale.x((k + 1) * lane.node_spacing_um) - gap / 2;
    const slope = Math.min(gap, (right - left) / 4);
    edge.push([left, node], [left + slope, axon], [right - slope, axon], [right, node]);
    myelin.roundRect(left, middle - outer, right - left, 2 * outer, Math.min(outer, 7, (right - left) / 3));
  }
  edge.push([end, node]);
  for (const [x, r] of edge) core.lineTo(x, middle - r);
  for (const [x, r] of edge.toReversed()) core.lineTo(x, middle + r);
  core.closePath();
  return { core, myelin, middle, axon, node, outer, gap };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {object} data
 * @param {LaneInfo} data.lane
 * @param {Float64Array} data.positionUm
 * @param {Float64Array} data.voltageMv
 * @param {Uint32Array} data.excitable
 * @param {Float64Array} data.current outward ionic current at the excitable compartments, mA/cm²
 * @param {number} data.fullCurrent inward current that has the largest mark, mA/cm²
 * @param {CanvasImageSource} data.strip
 * @param {boolean} data.stimulusOn
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawAxon(context, shape, data, scale, palette) {
  const [start, end] = [scale.x(0), scale.x(1000 * data.lane.length_mm)];
  if (shape.myelin) {
    context.fillStyle = palette.myelin;
    context.fill(shape.myelin);
    context.lineWidth = 1;
    context.strokeStyle = palette["myelin-edge"];
    context.stroke(shape.myelin);
  }
  context.save();
  context.clip(shape.core);
  context.imageSmoothingEnabled = true;
  context.drawImage(data.strip, start, shape.middle - shape.axon, end - start, 2 * shape.axon);
  if (shape.gap > 0) drawNodes(context, shape, data, scale, palette);
  context.restore();
  context.lineWidth = 1;
  context.strokeStyle = palette["ink-soft"];
  context.stroke(shape.core);

  if (shape.myelin) drawNodeCurrents(context, shape, data, scale, palette);
  else drawCurrentRibbon(context, shape, data, scale, palette);
  drawElectrode(context, start, shape, data.stimulusOn, palette);
  for (const electrode of data.lane.electrodes) {
    drawTip(context, scale.x(1000 * electrode.at_mm), electrode.distance_mm !== null, shape, palette);
  }
}

/** An electrode from above: its tip in the axon, or clear of the fiber. */
function drawTip(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {boolean} */ outside,
  /** @type {Shape} */ shape,
  /** @type {Palette} */ palette,
) {
  const tip = outside ? shape.middle - shape.outer - TIP_CLEAR : shape.middle - shape.node;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x + 5, shape.middle - TIP_TOP);
  context.lineTo(x + 12, shape.middle - TIP_TOP);
  context.closePath();
  context.fillStyle = palette.page;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.stroke();
}

/** The nodes in their own color: they are drawn wider than they are, and the strip is too coarse to hold them. */
function drawNodes(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ lane: LaneInfo, positionUm: Float64Array, voltageMv: Float64Array, excitable: Uint32Array }} */ data,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  for (const node of data.excitable) {
    const rise = /** @type {number} */ (data.voltageMv[node]) - data.lane.rest_mv;
    context.fillStyle = `#${color(rise, palette.dark).toString(16).padStart(6, "0")}`;
    const x = scale.x(/** @type {number} */ (data.positionUm[node]));
    context.fillRect(x - shape.gap / 2, shape.middle - shape.node, shape.gap, 2 * shape.node);
  }
}

/** Arrows that point into the nodes, as large as the inward current. */
function drawNodeCurrents(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ positionUm: Float64Array, excitable: Uint32Array, current: Float64Array, fullCurrent: number }} */ data,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  const room = (scale.x(/** @type {number} */ (data.positionUm.at(-1))) - scale.x(0)) / data.excitable.length;
  const widest = Math.min(ARROW.head, room / 3);
  context.fillStyle = palette.current;
  for (const [k, compartment] of data.excitable.entries()) {
    const inward = -(/** @type {number} */ (data.current[k])) / data.fullCurrent;
    if (inward < 0.01) continue;
    const size = Math.sqrt(Math.min(1, inward));
    const x = scale.x(/** @type {number} */ (data.positionUm[compartment]));
    const head = Math.max(1.2, widest * size);
    const shaft = Math.max(0.6, 0.28 * head);
    context.globalAlpha = 0.25 + 0.75 * size;
    context.beginPath();
    for (const side of [-1, 1]) {
      const tip = shape.middle + side * (shape.node + 1);
      const neck = tip + side * 1.7 * head;
      const far = shape.middle + side * (shape.outer + 2 + ARROW.length * size);
      context.moveTo(x, tip);
      context.lineTo(x - head, neck);
      context.lineTo(x - shaft, neck);
      context.lineTo(x - shaft, far);
      context.lineTo(x + shaft, far);
      context.lineTo(x + shaft, neck);
      context.lineTo(x + head, neck);
      context.closePath();
    }
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Along a bare axon the current enters everywhere: a ribbon on both sides, as high as the inward current. */
function drawCurrentRibbon(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ positionUm: Float64Array, excitable: Uint32Array, current: Float64Array, fullCurrent: number }} */ data,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  context.fillStyle = palette.current;
  for (const side of [-1, 1]) {
    const edge = shape.middle + side * (shape.axon + 1);
    let open = false;
    context.beginPath();
    for (const [k, compartment] of data.excitable.entries()) {
      const inward = -(/** @type {number} */ (data.current[k])) / data.fullCurrent;
      const x = scale.x(/** @type {number} */ (data.positionUm[compartment]));
      if (inward > 0.02) {
        if (!open) context.moveTo(x, edge);
        open = true;
        context.lineTo(x, edge + side * RIBBON * Math.sqrt(Math.min(1, inward)));
      } else if (open) {
        context.lineTo(x, edge);
        context.closePath();
        open = false;
      }
    }
    if (open) context.lineTo(scale.x(/** @type {number} */ (data.positionUm.at(-1))), edge);
    context.fill();
  }
}

/** The electrode at the left end; filled while it injects. */
function drawElectrode(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {Shape} */ shape,
  /** @type {boolean} */ on,
  /** @type {Palette} */ palette,
) {
  context.beginPath();
  context.moveTo(x - 2, shape.middle);
  context.lineTo(x - 22, shape.middle - 6);
  context.lineTo(x - 22, shape.middle + 6);
  context.closePath();
  context.lineWidth = 1;
  context.strokeStyle = palette["ink-soft"];
  context.stroke();
  if (on) {
    context.fillStyle = palette.current;
    context.fill();
  }
}
