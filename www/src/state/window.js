// @ts-check
/** The stretch of the fibers that is seen: zoomed, moved, kept within them. Pure. */

/** @typedef {{ fromUm: number, toUm: number }} Window */

/** The shortest stretch that can be seen, um: a node of Ranvier is 1 um long. */
export const SHORTEST_UM = 5;

/** The stretch nearest to this one that lies within fibers of this length, and can be seen. @param {Window} window @param {number} lengthUm @returns {Window} */
export function windowWithin({ fromUm, toUm }, lengthUm) {
  const span = Math.min(lengthUm, Math.max(SHORTEST_UM, toUm - fromUm));
  // What is too short grows from its middle.
  const from = toUm - fromUm < span ? (fromUm + toUm - span) / 2 : fromUm;
  const fit = Math.min(Math.max(0, from), lengthUm - span);
  return { fromUm: fit, toUm: fit + span };
}

/** Zooms: what is at `aboutUm` stays where it is. @param {Window} window @param {number} factor above 1 to see more of less @param {number} aboutUm @param {number} lengthUm */
export function zoomed({ fromUm, toUm }, factor, aboutUm, lengthUm) {
  const span = Math.min(lengthUm, Math.max(SHORTEST_UM, (toUm - fromUm) / factor));
  const part = (aboutUm - fromUm) / (toUm - fromUm);
  const from = aboutUm - part * span;
  return windowWithin({ fromUm: from, toUm: from + span }, lengthUm);
}

/** Moves along the fibers. @param {Window} window @param {number} byUm @param {number} lengthUm */
export function panned({ fromUm, toUm }, byUm, lengthUm) {
  return windowWithin({ fromUm: fromUm + byUm, toUm: toUm + byUm }, lengthUm);
}

/** A stretch of this span around a place. @param {number} aboutUm @param {number} spanUm @param {number} lengthUm */
export function around(aboutUm, spanUm, lengthUm) {
  return windowWithin({ fromUm: aboutUm - spanUm / 2, toUm: aboutUm + spanUm / 2 }, lengthUm);
}

/** Whether all of the fibers is seen. @param {Window} window @param {number} lengthUm */
export function isWhole({ fromUm, toUm }, lengthUm) {
  return fromUm <= 0 && toUm >= lengthUm;
}
