// @ts-check
/** What changes a figure: sliders, words in the prose, `change`. A file of its own, fetched when one of them is needed. */
import css from "../../pkg/controls.css";
import { table } from "../../pkg/table.js";
import { speak } from "../text/text.js";
import { asked, changed, prefixed } from "./changes.js";
import { slider } from "./slider.js";

/** @import { Run } from "../state/run.js" */
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
 */

/** Changes some values. @param {Hands} hands @param {string | Record<string, string | number>} changes */
export function change(hands, changes) {
  return hands.ask(changed(hands.scenario(), prefixed(changes, hands.run.lanes.length, table)));
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
  const act = (/** @type {string} */ key, /** @type {string} */ value) =>
    void change(hands, { [key]: value });
  return ids.map((id) => slider(hands.run, table, id, act)).filter((one) => one !== null);
}
