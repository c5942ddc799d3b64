// @ts-check
/**
 * The ion channels of a place, from its gates: which part of them is open, and what flows through them. Pure.
 *
 * The powers are those of the membranes in `src/membrane/`: a channel is open while all its gates are.
 */

/** @import { MembraneKind, Quantity } from "../types.js" */

/** Gates of the sodium and of the potassium channel, as often as the channel has them. */
const GATES = /** @type {Record<MembraneKind, { na: string, k: string }>} */ ({
  mrg: { na: "mmmh", k: "s" },
  c: { na: "mmmh", k: "nnnl" },
  squid: { na: "mmmh", k: "nnnn" },
  frog: { na: "mmh", k: "nn" },
});

/**
 * @typedef {object} Channels
 * @property {number} naOpen part of the sodium channels that is open, 0 to 1
 * @property {number} kOpen part of the potassium channels that is open, 0 to 1
 * @property {number} naMaPerCm2 outward sodium current, the persistent one included
 * @property {number} kMaPerCm2 outward potassium current
 */

/**
 * @param {MembraneKind} membrane
 * @param {Pick<Quantity, "id">[]} quantities
 * @param {ArrayLike<number>} values in the order of `quantities`
 * @returns {Channels}
 */
export function channelsOf(membrane, quantities, values) {
  const value = (/** @type {string} */ id) => {
    const at = quantities.findIndex((quantity) => quantity.id === id);
    return at < 0 ? null : (values[at] ?? null);
  };
  const open = (/** @type {string} */ gates) =>
    [...gates].reduce((product, gate) => product * (value(gate) ?? 0), 1);
  // Channels that lidocaine holds (gate b) are shut.
  const free = 1 - (value("b") ?? 0);
  return {
    naOpen: free * open(GATES[membrane].na),
    kOpen: open(GATES[membrane].k),
    naMaPerCm2: (value("i_na") ?? 0) + (value("i_nap") ?? 0),
    kMaPerCm2: value("i_k") ?? 0,
  };
}
