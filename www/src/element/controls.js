// @ts-check
/** What changes a figure: sliders, words in the prose, `change`. A file of its own, fetched when one of them is needed. */
import css from "../../pkg/controls.css";
import { speak } from "../text/text.js";
import { asked, changed, prefixed } from "./changes.js";
import { slider } from "./slider.js";

/** @import { Parameter } from "../types.js" */

export { asked, changed, css, prefixed, slider, speak };

/** Number of fibers, each of which has its limits. */
const FIBERS = 5;

/**
 * The table of parameters, without docs, as the small engine tells it.
 *
 * @param {string} schema
 * @param {(id: string) => Float64Array} limits
 * @returns {Parameter[]}
 */
export function tableOf(schema, limits) {
  const rows = schema.trimEnd().split("\n");
  return rows.map((row) => {
    const [id = "", part, label, unit] = row.split("\t");
    const numbers = limits(id);
    const of = (/** @type {unknown} */ _, /** @type {number} */ k) => {
      const [min = 0, max = 0, given = Number.NaN] = numbers.subarray(3 * k, 3 * k + 3);
      return { min, max, default: Number.isNaN(given) ? null : given };
    };
    return /** @type {Parameter} */ ({
      id,
      part,
      label,
      unit,
      doc: "",
      limits: Array.from({ length: FIBERS }, of),
    });
  });
}
