// @ts-check
/** Whether a fiber can fire again, in words. Pure. */
import "./later.js";
import { plain } from "./format.js";
import { t } from "./text.js";

/** Whether the stimulated end can fire again. @param {number} available part of its sodium channels that can open, of those at rest */
export function readiness(available) {
  // A little more than at rest is available where the membrane is still hyperpolarized: all are ready.
  const percent = plain(Math.min(100, Math.round(100 * available)), 3);
  if (available < 0.5) return t("readings.refractory", { percent });
  return t(available < 0.95 ? "readings.recovering" : "readings.ready", { percent });
}
