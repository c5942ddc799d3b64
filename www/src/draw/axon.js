// @ts-check
/**
 * The axon, to scale across: myelin, the axon in it narrowing at the nodes, its inside colored by the voltage, and the
 * inward current where it flows. Only what cannot be seen otherwise is drawn larger: the gaps at the nodes.
 */

import { color } from "#engine";
import { Path } from "#path";
import { leastIn } from "./columns.js";
import { THINNEST } from "./scale.js";

/** @import { LaneInfo } from "../types.js" */
/** @import { Columns } from "./columns.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** Least width of a node's gap, CSS pixels: a node is 1 um long, a thousandth of an internode. */
export const NODE_GAP = 5;
/** Length of a node and of the paranode (MYSA) beside it, um: MRG 2002; the frog's gap is McNeal's, 1976. */
export const NODE_UM = { mrg: 1, frog: 2.5 };
export const PARANODE_UM = 3;
/** Widest head of an arrow of current, CSS pixels. */
const HEAD = 5;
/** Nodes closer than this are not drawn one by one, CSS pixels. */
export const NODE_ROOM = 3;

/**
 * @typedef {object} Shape the parts of a fiber that do not move
 * @property {Path} core outline of the axon
 * @property {Path | null} myelin
 * @property {number} middle height of the axis
 * @property {number} axon half the axon's diameter, pixels
 * @property {number} node half the axon's diameter at the nodes, pixels
 * @property {number} outer half the outer diameter, pixels
 * @property {number} gap width of a node, pixels; 0 where none is drawn
 */

/**
 * @param {LaneInfo} lane
 * @param {Scale} scale
 * @param {number} middle
 * @param {number[] | null} [left] myelin that is left on each internode, percent; null where all is
 * @returns {Shape}
 */
export function axonShape(lane, scale, middle, left = null) {
  const half = (/** @type {number} */ um) => Math.max(THINNEST, um * scale.acrossPerUm) / 2;
  const axon = half(lane.axon_diameter_um);
  const outer = half(lane.node_spacing_um > 0 ? lane.diameter_um : lane.axon_diameter_um);
  const [start, end] = [scale.x(0), scale.x(1000 * lane.length_mm)];
  // Lamellae are equally thick, so that half of them is half the sheath.
  const sheath = (/** @type {number} */ percent) => ((outer - axon) * percent) / 100;
  const core = new Path();
  const spacing = lane.node_spacing_um * scale.perUm;
  if (spacing < NODE_ROOM) {
    core.rect(start, middle - axon, end - start, 2 * axon);
    if (lane.node_spacing_um === 0) return { core, myelin: null, middle, axon, node: axon, outer, gap: 0 };
    const myelin = new Path();
    for (const stretch of stretches(left)) {
      const from = left ? scale.x(stretch.from * lane.node_spacing_um) : start;
      const to = left ? scale.x(stretch.to * lane.node_spacing_um) : end;
      const thick = sheath(stretch.percent);
      if (thick > 0) myelin.rect(from, middle - axon - thick, to - from, 2 * (axon + thick));
    }
    return { core, myelin, middle, axon, node: axon, outer, gap: 0 };
  }
  const node = half(lane.node_diameter_um);
  const internodes = Math.round((1000 * lane.length_mm) / lane.node_spacing_um);
  const trueGap = (lane.fiber === "frog" ? NODE_UM.frog : NODE_UM.mrg) * scale.perUm;
  const gap = Math.max(trueGap, Math.min(NODE_GAP, spacing / 4));
  // The axon is narrow under the paranodes too.
  const narrow = lane.fiber === "mrg" && trueGap >= NODE_GAP ? PARANODE_UM * scale.perUm : 0;
  const myelin = new Path();
  const first = Math.max(0, Math.floor(scale.window.fromUm / lane.node_spacing_um) - 1);
  const last = Math.min(internodes, Math.ceil(scale.window.toUm / lane.node_spacing_um) + 1);
  /** @type {[number, number][]} */
  const edge = [[scale.x(first * lane.node_spacing_um), node]];
  for (let k = first; k < last; k++) {
    const from = scale.x(k * lane.node_spacing_um) + gap / 2;
    const to = scale.x((k + 1) * lane.node_spacing_um) - gap / 2;
    const slope = Math.min(narrow > 0 ? narrow / 2 : gap, (to - from) / 4);
    edge.push([from + narrow, node], [from + narrow + slope, axon]);
    edge.push([to - narrow - slope, axon], [to - narrow, node]);
    const thick = sheath(left?.[k] ?? 100);
    if (thick === 0) continue;
    const wide = axon + thick;
    myelin.roundRect(from, middle - wide, to - from, 2 * wide, Math.min(wide, 7, (to - from) / 3));
  }
  edge.push([scale.x(last * lane.node_spacing_um), node]);
  for (const [x, r] of edge) core.lineTo(x, middle - r);
  for (const [x, r] of edge.toReversed()) core.lineTo(x, middle + r);
  core.closePath();
  return { core, myelin, middle, axon, node, outer, gap };
}

/** Internodes next to each other that have the same myelin. @param {number[] | null} left percent @returns {Generator<{ from: number, to: number, percent: number }>} */
function* stretches(left) {
  const all = left ?? [100];
  for (let from = 0, to = 0; from < all.length; from = to) {
    const percent = /** @type {number} */ (all[from]);
    for (to = from + 1; all[to] === percent; to++);
    yield { from, to, percent };
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {object} data
 * @param {LaneInfo} data.lane
 * @param {Float64Array} data.voltageMv
 * @param {Uint32Array} data.excitable
 * @param {Columns} data.places of the excitable compartments
 * @param {Float64Array} data.current outward ionic current at the excitable compartments, mA/cm²
 * @param {number} data.fullCurrent inward current that has the largest mark, mA/cm²
 * @param {CanvasImageSource} data.strip
 * @param {boolean} data.stimulusOn
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawAxon(context, shape, data, scale, palette) {
  const { fromUm, toUm } = scale.window;
  const start = scale.x(Math.max(0, fromUm));
  const end = Math.max(start, scale.x(Math.min(1000 * data.lane.length_mm, toUm)));
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
  if (shape.gap > 0) drawNodes(context, shape, data, palette);
  context.restore();
  context.lineWidth = 1;
  context.strokeStyle = palette["ink-soft"];
  context.stroke(shape.core);

  if (shape.myelin) drawNodeCurrents(context, shape, data, scale, palette);
  else drawCurrentRibbon(context, shape, data, scale, palette);
  drawElectrode(context, scale.x(0), shape, data.stimulusOn, palette);
}

/** The nodes in their own color: they are drawn wider than they are, and the strip is too coarse to hold them. */
function drawNodes(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ lane: LaneInfo, voltageMv: Float64Array, excitable: Uint32Array, places: Columns }} */ data,
  /** @type {Palette} */ palette,
) {
  data.places.x.forEach((x, column) => {
    const node = /** @type {number} */ (data.excitable[/** @type {number} */ (data.places.first[column])]);
    const rise = /** @type {number} */ (data.voltageMv[node]) - data.lane.rest_mv;
    context.fillStyle = `#${color(rise, palette.dark).toString(16).padStart(6, "0")}`;
    context.fillRect(x - shape.gap / 2, shape.middle - shape.node, shape.gap, 2 * shape.node);
  });
}

/** Arrows that point into the nodes, as large as the inward current: where nodes are closer than arrows can be, the largest of them. */
function drawNodeCurrents(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ lane: LaneInfo, current: Float64Array, fullCurrent: number, places: Columns }} */ data,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  const room = data.lane.node_spacing_um * scale.perUm;
  const widest = Math.min(HEAD, Math.max(1.2, room / 3));
  context.fillStyle = palette.current;
  data.places.x.forEach((x, column) => {
    const inward = -leastIn(data.current, data.places, column) / data.fullCurrent;
    if (inward > 0.01) drawArrow(context, x, Math.sqrt(Math.min(1, inward)), widest, shape, scale);
  });
  context.globalAlpha = 1;
}

/** An arrow into the fiber from both sides. */
function drawArrow(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {number} */ size,
  /** @type {number} */ widest,
  /** @type {Shape} */ shape,
  /** @type {Scale} */ scale,
) {
  const head = Math.max(1.2, widest * size);
  const shaft = Math.max(0.6, 0.28 * head);
  context.globalAlpha = 0.25 + 0.75 * size;
  context.beginPath();
  for (const side of [-1, 1]) {
    const tip = shape.middle + side * (shape.node + 1);
    const neck = tip + side * 1.7 * head;
    const far = shape.middle + side * (shape.outer + 2 + scale.sizes.arrow * size);
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

/** Along a bare axon the current enters everywhere: a ribbon on both sides, as high as the inward current. */
function drawCurrentRibbon(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {Shape} */ shape,
  /** @type {{ current: Float64Array, fullCurrent: number, places: Columns }} */ data,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  const { places } = data;
  context.fillStyle = palette.current;
  for (const side of [-1, 1]) {
    const edge = shape.middle + side * (shape.axon + 1);
    let open = false;
    context.beginPath();
    places.x.forEach((x, column) => {
      const inward = -leastIn(data.current, places, column) / data.fullCurrent;
      if (inward > 0.02) {
        if (!open) context.moveTo(x, edge);
        open = true;
        context.lineTo(x, edge + side * scale.sizes.ribbon * Math.sqrt(Math.min(1, inward)));
      } else if (open) {
        context.lineTo(x, edge);
        context.closePath();
        open = false;
      }
    });
    if (open) context.lineTo(places.x.at(-1) ?? 0, edge);
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
