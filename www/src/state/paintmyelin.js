// @ts-check
/** Myelin that is painted: as `myelin.js` reads it. Pure. */
import { internodesOf } from "./myelin.js";

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

/** The internode at a place; one of the fiber's, wherever the place is. @param {number} um @param {{ length_mm: number, node_spacing_um: number }} lane */
export function internodeAt(um, lane) {
  return Math.max(0, Math.min(internodesOf(lane) - 1, Math.floor(um / lane.node_spacing_um)));
}
