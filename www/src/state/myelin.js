// @ts-check
/**
 * Myelin that is left, internode by internode, and the text for it in a scenario: `3:50,8-12:0`. Pure.
 *
 * In the text internodes are counted from 1, and those that are not named have all of their myelin (`src/scenario/myelin.rs`);
 * here they are counted from 0, and all have a value, in percent of their lamellae.
 */

/** @param {string} text as the engine writes it @param {number} internodes of the fiber @returns {number[]} percent */
export function readMyelin(text, internodes) {
  const left = new Array(internodes).fill(100);
  for (const piece of text.split(",")) {
    const [, first, last = first, percent] = /^(\d+)(?:-(\d+))?:(.+)$/.exec(piece) ?? [];
    if (first === undefined) continue;
    left.fill(Number(percent), Number(first) - 1, Number(last));
  }
  return left;
}

/** @param {{ length_mm: number, node_spacing_um: number }} lane */
export function internodesOf({ length_mm, node_spacing_um }) {
  return node_spacing_um > 0 ? Math.round((1000 * length_mm) / node_spacing_um) : 0;
}
