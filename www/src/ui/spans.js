// @ts-check
/** What the pictures of a lane show: its own run or one for all, and which probe. One choice for all panels. */
import { runSpan } from "../state/timespan.js";

/** @import { Store } from "../state/store.js" */
/** @import { Span } from "../state/timespan.js" */

/** What the reader has chosen; it is no part of the link. */
export const choice = {
  /** Whether all lanes show the same time in the space-time picture. */
  common: false,
  /** Whether traces show the whole run in place of the spike. */
  run: false,
  /** The probe whose gates and currents, or whose phase plane, are shown, from 0. */
  probe: 0,
};

/** The run of each lane. @param {Store} store @returns {Span[]} */
export function runs(store) {
  return store.lanes.map((lane, index) =>
    runSpan(lane, store.crossings.of(index), store.onsetsMs, store.timeMs),
  );
}

/** The run of each lane, or of the slowest in all of them. @param {Store} store @returns {Span[]} */
export function chosenRuns(store) {
  const own = runs(store);
  if (!choice.common) return own;
  const all = {
    fromMs: Math.min(...own.map((span) => span.fromMs)),
    toMs: Math.max(...own.map((span) => span.toMs)),
  };
  return own.map(() => all);
}
