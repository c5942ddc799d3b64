// @ts-check
/** The scenario of an element, from its attributes. Pure. */
import { plain } from "../../pkg/plain.js";

/** Attributes of the element that are no parameters. */
const OWN = new Set(
  "scenario controls theme id class style title lang dir hidden slot part role tabindex is nonce".split(" "),
);

/** The pairs of a scenario's text, without its mark. @param {string} text @returns {Map<string, string>} */
export function pairs(text) {
  return new Map(new URLSearchParams(text.trim().replace(/^[#?]+/, "")));
}

/** @param {Map<string, string>} map @returns {string} */
export function textOf(map) {
  // Commas and colons stay readable; what would end a pair does not, nor what would be lost at the end of the text.
  const escaped = (/** @type {string} */ text) => text.replace(/[%&=+#\s]/g, encodeURIComponent);
  return [...map].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
}

/**
 * The scenario of an element: that of its attribute, changed by those that are named after parameters.
 *
 * @param {Iterable<{ name: string, value: string }>} attributes
 * @returns {string}
 */
export function scenarioOf(attributes) {
  const own = [...attributes];
  const scenario = own.find(({ name }) => name === "scenario")?.value ?? "";
  const map = pairs(scenario);
  for (const { name, value } of own) {
    if (!OWN.has(name) && !/^(on|aria-|data-|xmlns)/.test(name)) map.set(name, value.trim());
  }
  return textOf(map);
}

/** Parameters of a scenario as a whole, so of no lane. */
const SHARED = [...plain.stimulus, ...plain.view].map(([id]) => id);

/** As many lanes as a scenario will have, before the engine is there to say so. @param {string} scenario */
export function lanesOf(scenario) {
  const keys = [...pairs(scenario).keys()].filter((key) => key !== "v" && !SHARED.includes(key));
  const letters = keys.flatMap((key) => /^([a-f])\./.exec(key)?.[1] ?? []);
  if (letters.length === 0) return keys.some((key) => !/^e\d+\./.test(key)) ? 1 : 2;
  return Math.max(2, ...letters.map((letter) => letter.charCodeAt(0) - 96));
}
