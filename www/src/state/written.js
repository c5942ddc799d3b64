// @ts-check
/** Numbers as a scenario has them: no longer than they need be. Pure. */

/** Most decimals of a moment in a link, ms: finer than any tick. */
const MOMENT_DECIMALS = 5;

/** A place, mm. @param {number} um */
export function millimetres(um) {
  return String(Number((um / 1000).toFixed(5)));
}

/** A time with as few decimals as name its tick, ms. @param {number} ms @param {number} tickMs */
export function inShort(ms, tickMs) {
  const tick = Math.round(ms / tickMs);
  let decimals = 0;
  while (decimals < MOMENT_DECIMALS && Math.round(Number(ms.toFixed(decimals)) / tickMs) !== tick)
    decimals += 1;
  return String(Number(ms.toFixed(decimals)));
}
