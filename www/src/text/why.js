// @ts-check
/** Why a spike failed, in words that the measurement bears out. Pure. */
import { significant } from "./format.js";
import { t } from "./text.js";

/** @import { LaneInfo, Measurement } from "../types.js" */

/**
 * Why no spike came home in a lane where nothing more will happen; empty if one did.
 *
 * @param {LaneInfo} lane
 * @param {Measurement} measured
 */
export function why(lane, measured) {
  if (measured.conducts || measured.arrival_ms !== null) return "";
  if (measured.last_fired_mm === null) {
    if (lane.threshold_na === null) return t("why.inexcitable");
    const given = { given: significant(lane.amplitude_na, 3), threshold: significant(lane.threshold_na, 3) };
    return lane.amplitude_na < lane.threshold_na ? t("why.weak", given) : t("why.start");
  }
  const fired = measured.last_fired_node;
  const mm = significant(measured.last_fired_mm, 3);
  if (fired === null) return t("why.place", { mm });
  // Nodes are counted from 1: the factor at this index is that of the next one.
  const factor = measured.safety_factor[fired] ?? null;
  const before = measured.safety_factor.slice(0, fired).filter((one) => one !== null);
  if (factor === null || before.length === 0) return t("why.place", { mm });
  return t("why.node", {
    node: fired + 1,
    factor: significant(factor, 3),
    usual: significant(median(before), 2),
  });
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
