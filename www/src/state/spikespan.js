// @ts-check
/** When the latest spike passes some places of a lane: the stretch that the traces show. Pure. */
import { expected } from "./timespan.js";

/** @import { LaneInfo } from "../types.js" */
/** @import { Crossing } from "./crossings.js" */
/** @import { Span } from "./timespan.js" */

/** Half-widths before and after a spike's passing that show it whole, with what follows it. */
const AROUND = { before: 2, after: 8 };

/**
 * The passing of the latest spike at some places.
 *
 * @param {LaneInfo} lane
 * @param {readonly Crossing[]} crossings
 * @param {number[]} placesUm
 * @param {Span} run
 * @param {number} [slackUm] how far the site may be from the place
 * @returns {Span}
 */
export function spikeSpan(
  lane,
  crossings,
  placesUm,
  run,
  slackUm = lane.node_spacing_um + (1000 * lane.length_mm) / 20,
) {
  const { travelMs, widthMs } = expected(lane);
  const when = placesUm.map((um) => {
    let seen = null;
    let nearest = slackUm;
    for (const crossing of crossings) {
      const distance = Math.abs(crossing.um - um);
      if (crossing.ms < run.fromMs || distance > nearest + 1e-6) continue;
      // The latest at the nearest site.
      seen = crossing.ms;
      nearest = distance;
    }
    const guess = run.fromMs + Math.min(1, um / (1000 * lane.length_mm)) * travelMs + widthMs / 2;
    return seen ?? guess;
  });
  if (when.length === 0) return run;
  const fromMs = Math.max(0, Math.min(...when) - AROUND.before * widthMs);
  return { fromMs, toMs: Math.max(...when) + AROUND.after * widthMs };
}
