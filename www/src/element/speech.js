// @ts-check
/** The language of a figure: that of its scenario, else that of the text around it; English where there are no words for it. */
import { parts } from "#parts";
import { pairs } from "./state.js";

/** @typedef {[tag: string, words: Partial<Record<string, string>>]} Speech */

/**
 * @param {string} scenario
 * @param {Element} figure
 * @param {Speech[1]} rare words that English needs for this scenario
 * @returns {Promise<Speech>}
 */
export async function speechOf(scenario, figure, rare) {
  const around = figure.closest("[lang]")?.getAttribute("lang");
  const asked = pairs(scenario).get("lang") ?? "auto";
  const german = /^de\b/i.test((asked === "auto" ? around : asked) ?? "");
  // A figure without its translation is still a figure.
  const words = german && (await parts.de().catch(() => null));
  return words ? ["de", words.de] : ["en", rare];
}
