// @ts-check
/** Places along a fiber that are moved by hand: where a pointer or a key takes them. Pure. */
import { internodesOf } from "./myelin.js";

/** @typedef {{ length_mm: number, node_spacing_um: number }} Fiber */

/**
 * How a mark moves.
 *
 * @typedef {object} Manner
 * @property {boolean} onNodes whether it can only be at a node, where there are nodes
 * @property {number} perUm pixels of a micrometre
 */

/** A node this near takes hold of what is moved, CSS pixels. */
const NEAR_PIXELS = 6;
/** Pixels of a small step of a bare fiber or within an internode, and small steps in a large one. */
const STEP_PIXELS = 4;
const LARGE = 10;
/** Nodes in a large step of what can only be at nodes. */
const LARGE_NODES = 5;

/** The round number next below, of 1, 2 and 5 times a power of ten. @param {number} rough */
export function roundBelow(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [5, 2].find((one) => one * power <= rough * (1 + 1e-9)) ?? 1;
  return factor * power;
}

/** The nearest node, um; the place itself where there are none. @param {number} um @param {Fiber} fiber */
export function nodeNear(um, fiber) {
  const spacing = fiber.node_spacing_um;
  if (spacing <= 0) return um;
  return spacing * Math.max(0, Math.min(internodesOf(fiber), Math.round(um / spacing)));
}

/** Where a mark comes to be that a pointer has taken to a place, um. @param {number} um @param {Fiber} fiber @param {Manner} manner */
export function dropped(um, fiber, { onNodes, perUm }) {
  const within = Math.max(0, Math.min(1000 * fiber.length_mm, um));
  const node = nodeNear(within, fiber);
  if (onNodes || Math.abs(node - within) * perUm < NEAR_PIXELS) return node;
  // What a pointer cannot tell apart is not written down.
  const step = roundBelow(1 / perUm);
  return Math.min(1000 * fiber.length_mm, Math.round(within / step) * step);
}

/**
 * Where a key takes a mark, um; null for a key that means nothing here.
 *
 * @param {{ key: string, shiftKey: boolean }} event
 * @param {number} um where it is
 * @param {Fiber} fiber
 * @param {Manner} manner
 */
export function keyed({ key, shiftKey }, um, fiber, { onNodes, perUm }) {
  const lengthUm = 1000 * fiber.length_mm;
  const nodes = fiber.node_spacing_um > 0;
  const fine = roundBelow(STEP_PIXELS / perUm);
  const small = nodes && onNodes ? fiber.node_spacing_um : fine;
  const large = nodes ? (onNodes ? LARGE_NODES : 1) * fiber.node_spacing_um : LARGE * fine;
  const way = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1 }[key];
  if (key === "Home") return 0;
  if (key === "End") return lengthUm;
  if (way === undefined) return null;
  const paged = key.startsWith("Page") || shiftKey;
  if (paged && nodes) {
    // To the next node, from wherever it is.
    const from = um / fiber.node_spacing_um;
    const next = way > 0 ? Math.floor(from + 1e-6) : Math.ceil(from - 1e-6);
    const node = next * fiber.node_spacing_um + way * large;
    return Math.max(0, Math.min(lengthUm, node));
  }
  const to = um + way * (paged ? large : small);
  return Math.max(0, Math.min(lengthUm, onNodes ? nodeNear(to, fiber) : to));
}

/** Where in a stretch there is most room beside others: its middle, if there are none, um. @param {number} fromUm @param {number} toUm @param {number[]} others um */
export function emptiest(fromUm, toUm, others) {
  const ends = [fromUm, ...others.filter((um) => um > fromUm && um < toUm).toSorted((a, b) => a - b), toUm];
  let [place, room] = [(fromUm + toUm) / 2, 0];
  for (let k = 1; k < ends.length; k++) {
    const [left, right] = [/** @type {number} */ (ends[k - 1]), /** @type {number} */ (ends[k])];
    if (right - left > room * (1 + 1e-9)) [place, room] = [(left + right) / 2, right - left];
  }
  return place;
}
