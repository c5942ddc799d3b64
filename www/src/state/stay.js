// @ts-check
/**
 * What the page leaves for itself when it is loaded anew, beside its link. It stands in the browser's own state of this place in its
 * history, and nowhere else; whoever comes by the link finds nothing.
 */

/**
 * @typedef {object} Left
 * @property {number} ms the moment that was shown, of nerve
 * @property {boolean} playing whether it went on from there
 * @property {import("./history.js").Steps} steps that were done
 */

/** @param {Left} left */
export function leave(left) {
  history.replaceState(left, "");
}

/** What was left, once. @returns {Left | null} */
export function found() {
  const left = history.state;
  if (left !== null) history.replaceState(null, "");
  return left?.steps ? left : null;
}
