// @ts-check
/** Advancing a simulation within a budget of the machine's time, whatever the scenario costs. */

/**
 * Work between two looks at the watch, compartments times steps: about half a millisecond, and on the slowest machine with the
 * costliest membrane some milliseconds. It is counted, not timed: watches are coarse (a millisecond in some browsers).
 */
export const SLICE_WORK = 16_000;

/**
 * Advances by `wantMs` of nerve, or by as much as fits into `budgetMs` of wall time, at least one slice.
 *
 * @param {(ms: number, work: number) => number} advance moves on by at most that time and work, and returns the time it did
 * @param {number} wantMs
 * @param {number} budgetMs
 * @param {() => number} now wall time, ms
 * @returns {number} ms of nerve advanced
 */
export function advanceWithin(advance, wantMs, budgetMs, now) {
  const start = now();
  let done = 0;
  do {
    const part = advance(wantMs - done, SLICE_WORK);
    if (!(part > 0)) break;
    done += part;
  } while (done < wantMs && now() - start < budgetMs);
  return done;
}
