// @ts-check
/**
 * A stretch of a few micrometres: the membrane with its channels, and, at a node of Ranvier, the myelin that ends beside it.
 *
 * Lengths are true: node, paranode (MYSA of McIntyre 2002, 3 um on each side) and what follows. Thickness is not, and the channels
 * stand for thousands: as many of those drawn are open as the gates say, and arrows are as thick as the current.
 */
import { NODE_UM, PARANODE_UM } from "./axon.js";

/** @import { Channels } from "../state/channels.js" */
/** @import { LaneInfo } from "../types.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** Half the thickness of the membrane, half the width of a channel, and the room that a channel has, CSS pixels. */
const MEMBRANE = 4;
const CHANNEL = 4;
const ROOM = 17;
/** Most channels that are drawn, and of how many one is for potassium. */
const MOST = 36;
const POTASSIUM_OF = 3;
/** Multiples of it are spread evenly, whatever their number. */
const GOLDEN = 0.618034;
/** Part of the largest current that is shown. */
const LEAST = 0.004;
/** Longest and thickest arrow, CSS pixels. */
const ARROW = { length: 17, thick: 5 };
/** Radius of a loop of myelin, CSS pixels. */
const LOOP = 5;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} data
 * @param {LaneInfo} data.lane
 * @param {number} data.siteUm place whose channels they are
 * @param {[number, number]} data.myelin what is left of it before the place and after it, percent
 * @param {Channels} data.channels
 * @param {number} data.fullCurrent current that has the thickest arrow, mA/cm²
 * @param {CanvasImageSource} data.strip voltage of what is seen
 * @param {Scale} scale
 * @param {{ top: number, height: number }} box
 * @param {Palette} palette
 */
export function drawMembrane(context, data, scale, box, palette) {
  const { lane, siteUm, strip } = data;
  const [left, right] = [scale.x(scale.window.fromUm), scale.x(scale.window.toUm)];
  const y = box.top + Math.round(0.52 * box.height);
  const bottom = box.top + box.height;
  context.imageSmoothingEnabled = true;
  context.globalAlpha = 0.8;
  context.drawImage(strip, left, y, right - left, bottom - y);
  context.globalAlpha = 1;
  const nodal = lane.node_spacing_um > 0;
  const half = (lane.fiber === "frog" ? NODE_UM.frog : NODE_UM.mrg) / 2;
  const [from, to] = nodal ? [scale.x(siteUm - half), scale.x(siteUm + half)] : [left, right];
  context.fillStyle = palette.page;
  context.fillRect(left, y - MEMBRANE, right - left, 2 * MEMBRANE);
  // As thick as there are lamellae left, and never thinner than the two loops of the least.
  const topOf = (/** @type {number} */ percent) =>
    Math.min(y - MEMBRANE - 4 * LOOP, y - (percent / 100) * (y - box.top));
  if (nodal) {
    const [before, after] = data.myelin;
    if (before > 0) drawMyelin(context, from, -1, left, y, topOf(before), scale, palette);
    if (after > 0) drawMyelin(context, to, 1, right, y, topOf(after), scale, palette);
  }
  context.fillStyle = palette["ink-soft"];
  for (const side of [-1, 1]) context.fillRect(left, y + side * MEMBRANE - 0.75, right - left, 1.5);
  drawChannels(context, data, Math.max(left, from), Math.min(right, to), y, palette);
}

/** Myelin from the edge of a node to the edge of the picture: loops on the paranode, sheath beyond. */
function drawMyelin(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ edge,
  /** @type {number} */ side,
  /** @type {number} */ end,
  /** @type {number} */ y,
  /** @type {number} */ top,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  const base = y - MEMBRANE - 1;
  const sheath = edge + side * PARANODE_UM * scale.perUm;
  const far = side > 0 ? Math.max(end, sheath) : Math.min(end, sheath);
  context.beginPath();
  context.moveTo(edge, base);
  context.quadraticCurveTo(edge + side * 2, base - 16, sheath, top + 4);
  context.lineTo(far, top + 4);
  context.lineTo(far, base);
  context.closePath();
  context.fillStyle = palette.myelin;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette["myelin-edge"];
  context.stroke();
  // Lamellae end in loops on the paranode, the outermost next to the node.
  const most = Math.floor((base - top) / (1.5 * LOOP));
  const loops = Math.max(2, Math.min(most, Math.floor((PARANODE_UM * scale.perUm) / (2 * LOOP + 1))));
  const rise = (base - LOOP - top - 8) / loops;
  context.beginPath();
  for (let k = 0; k < loops; k++) {
    const x = edge + side * (LOOP + 1 + (k * (PARANODE_UM * scale.perUm - 2 * LOOP - 2)) / (loops - 1));
    context.moveTo(x + LOOP, base - LOOP);
    context.arc(x, base - LOOP, LOOP, 0, 2 * Math.PI);
    const height = top + 8 + k * rise;
    context.moveTo(x, base - 2 * LOOP);
    context.quadraticCurveTo(x, Math.min(base - 2 * LOOP, height), sheath, height);
    context.lineTo(far, height);
  }
  context.stroke();
}

/** Sodium and potassium channels along the membrane, open and shut, with what flows through the open ones. */
function drawChannels(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {{ channels: Channels, fullCurrent: number }} */ { channels, fullCurrent },
  /** @type {number} */ from,
  /** @type {number} */ to,
  /** @type {number} */ y,
  /** @type {Palette} */ palette,
) {
  const count = Math.max(3, Math.min(MOST, Math.floor((to - from) / ROOM)));
  const potassium = Math.max(1, Math.floor(count / POTASSIUM_OF));
  const kinds = [
    { open: channels.naOpen, current: channels.naMaPerCm2, color: palette.current, many: count - potassium },
    { open: channels.kOpen, current: channels.kMaPerCm2, color: palette.accent, many: potassium },
  ];
  const open = kinds.map(({ open: part, current, many }) =>
    openOf(many, part, Math.abs(current) > LEAST * fullCurrent),
  );
  const drawn = [0, 0];
  for (let k = 0; k < count; k++) {
    const which = k % POTASSIUM_OF === 1 && (drawn[1] ?? 0) < potassium ? 1 : 0;
    const { current, color } = /** @type {typeof kinds[0]} */ (kinds[which]);
    const order = drawn[which] ?? 0;
    drawn[which] = order + 1;
    const isOpen = open[which]?.has(order) ?? false;
    const x = from + ((k + 0.5) / count) * (to - from);
    drawChannel(context, x, y, isOpen, color);
    const size = Math.sqrt(Math.min(1, Math.abs(current) / fullCurrent));
    if (isOpen && size > 0) drawFlow(context, x, y, Math.sign(current), size, color);
  }
}

/** Which of so many channels are open: the part that is, spread evenly; one at least while a current flows. @param {number} many @param {number} part @param {boolean} flows */
function openOf(many, part, flows) {
  const count = Math.max(Math.round(part * many), flows ? 1 : 0);
  const spread = Array.from({ length: many }, (_, order) => ({ order, key: ((order + 0.5) * GOLDEN) % 1 }));
  const chosen = spread.sort((one, other) => one.key - other.key).slice(0, count);
  return new Set(chosen.map(({ order }) => order));
}

/** A channel: two halves, apart while it is open. */
function drawChannel(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {boolean} */ open,
  /** @type {string} */ color,
) {
  const gap = open ? 2 : 0;
  context.fillStyle = color;
  for (const side of [-1, 1]) {
    context.beginPath();
    const left = side < 0 ? x - CHANNEL - gap : x + gap;
    context.roundRect(left, y - MEMBRANE - 3, CHANNEL, 2 * MEMBRANE + 6, 2);
    context.fill();
  }
}

/** An arrow through a channel: up is out of the axon. */
function drawFlow(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {number} */ out,
  /** @type {number} */ size,
  /** @type {string} */ color,
) {
  const clear = MEMBRANE + 5;
  const half = (ARROW.thick * size) / 2;
  // It points at the membrane when it goes in, and away from it when it goes out.
  const [tail, tip] =
    out > 0
      ? [y - clear, y - clear - 6 - ARROW.length * size]
      : [y - clear - 6 - ARROW.length * size, y - clear];
  const neck = tip + (tail - tip > 0 ? 6 : -6);
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x - half, tail);
  context.lineTo(x - half, neck);
  context.lineTo(x - half - 2.5, neck);
  context.lineTo(x, tip);
  context.lineTo(x + half + 2.5, neck);
  context.lineTo(x + half, neck);
  context.lineTo(x + half, tail);
  context.closePath();
  context.fill();
}
