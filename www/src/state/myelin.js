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

/** The text for it, which is empty where all is left. @param {number[]} left percent */
export function writeMyelin(left) {
  const pieces = [];
  for (let first = 0, next = 0; first < left.length; first = next) {
    for (next = first + 1; left[next] === left[first]; next++);
    if (left[first] === 100) continue;
    const range = next === first + 1 ? `${next}` : `${first + 1}-${next}`;
    pieces.push(`${range}:${left[first]}`);
  }
  return pieces.join(",");
}

/** What is left when a brush went from one internode to another. @param {number[]} left percent @param {number} from @param {number} to @param {number} percent */
export function paintMyelin(left, from, to, percent) {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  return left.map((was, internode) => (internode >= first && internode <= last ? percent : was));
}

/** @param {{ length_mm: number, node_spacing_um: number }} lane */
export function internodesOf({ length_mm, node_spacing_um }) {
  return node_spacing_um > 0 ? Math.round((1000 * length_mm) / node_spacing_um) : 0;
}

/** The internode at a place; one of the fiber's, wherever the place is. @param {number} um @param {{ length_mm: number, node_spacing_um: number }} lane */
export function internodeAt(um, lane) {
  return Math.max(0, Math.min(internodesOf(lane) - 1, Math.floor(um / lane.node_spacing_um)));
}
