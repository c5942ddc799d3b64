// @ts-check
/** What the text of a scenario becomes when values in it are others. */
import { open } from "../engine.js";

/** A scenario with other values, in its shortest form and in the order that the engine writes. @param {string} scenario @param {[string, string][]} values the empty text gives the default */
export function withValues(scenario, values) {
  const text = new URLSearchParams(scenario);
  for (const [key, value] of values) {
    if (value === "") text.delete(key);
    else text.set(key, value);
  }
  return open(decodeURIComponent(text.toString())).scenario;
}
