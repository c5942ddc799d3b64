// @ts-check
/** What changes a figure: sliders, words in the prose, `change`. A file of its own, fetched when one of them is needed. */
import css from "../../pkg/controls.css";
import { speak } from "../text/text.js";
import { asked, changed, prefixed } from "./changes.js";
import { slider } from "./slider.js";

/** @import { Run } from "../state/run.js" */
/** @import { Parameter } from "../types.js" */
/** @import { FigureEngine } from "./engine.js" */
/** @import { AxonFigure } from "./figure.js" */

export { css, speak };

/**
 * What a figure gives to those who change it.
 *
 * @typedef {object} Hands
 * @property {AxonFigure} figure
 * @property {Run<FigureEngine>} run
 * @property {() => string} scenario that is shown or asked for
 * @property {(scenario: string) => Promise<void>} ask
 * @property {() => string} schema
 * @property {(id: string) => Float64Array} limits
 */

/** Number of fibers, each of which has its limits. */
const FIBERS = 5;

/** The table of parameters, without docs, as the small engine tells it. @param {Hands} hands @returns {Parameter[]} */
function tableOf({ schema, limits }) {
  const rows = schema().trimEnd().split("\n");
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

/** Changes some values. @param {Hands} hands @param {string | Record<string, string | number>} changes */
export function change(hands, changes) {
  const lanes = hands.run.lanes.length;
  const table = lanes > 1 ? tableOf(hands) : [];
  return hands.ask(changed(hands.scenario(), prefixed(changes, lanes, table)));
}

/** Does what a word or a field in the prose asks for. @param {Hands} hands @param {string} wish @param {string} [value] of the field */
export async function heed(hands, wish, value) {
  const { changes = "", verb } = asked(wish) ?? {};
  if (value !== undefined) await change(hands, { [changes]: value });
  else if (verb) hands.figure[/** @type {"play" | "pause" | "reset" | "stimulate"} */ (verb)]();
  else await change(hands, changes);
}

/** @param {Hands} hands @param {string[]} ids */
export function sliders(hands, ids) {
  const table = tableOf(hands);
  const act = (/** @type {string} */ key, /** @type {string} */ value) =>
    void change(hands, { [key]: value });
  return ids.map((id) => slider(hands.run, table, id, act)).filter((one) => one !== null);
}
