// @ts-check
/** The figures that are seen and have something to do: one frame and one budget of the machine's time for all of them. */

/** Wall time that all of them together may take of a frame, ms. */
const FRAME_MS = 8;

/**
 * @typedef {object} Playing
 * @property {(now: number, share: number) => boolean} frame does a frame within its share of the time, and says whether there is more to do
 */

/** In the order in which they have their turn. @type {Set<Playing>} */
const playing = new Set();
let asked = 0;

/** From now on it has its turns. @param {Playing} one */
export function join(one) {
  playing.add(one);
  if (asked === 0) asked = requestAnimationFrame(frame);
}

/** @param {Playing} one */
export function leave(one) {
  playing.delete(one);
}

/** @param {number} now wall time, ms */
function frame(now) {
  const begun = performance.now();
  for (const one of [...playing]) {
    // Those for whom there is no time left come first next time.
    playing.delete(one);
    if (one.frame(now, 1 / (playing.size + 1))) playing.add(one);
    if (performance.now() - begun >= FRAME_MS) break;
  }
  asked = playing.size > 0 ? requestAnimationFrame(frame) : 0;
}
