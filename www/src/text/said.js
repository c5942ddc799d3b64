// @ts-check
/** What the engine says, in the reader's language: its words are English, with the values apart. */
import { inField, unit } from "./format.js";
import { spoken, tOr } from "./text.js";

/** @import { Sentence } from "../types.js" */

const NUMBER = /\d[\d.e]*/;

/** @param {Sentence} sentence @returns {string} */
export function said(sentence) {
  if (typeof sentence === "string") return sentence;
  const [words, values] = sentence;
  const theirs = spoken() === "en" ? "" : tOr(`engine.${words}`, "");
  const rest = theirs === "" ? [...values] : values.map(inOurWay);
  return (theirs || words).replaceAll("{}", () => rest.shift() ?? "");
}

/** What was given, where the engine counted it: else it is the reader's own. @param {string} given @returns {string} */
export function givenSaid(given) {
  const words = given.replace(NUMBER, "{}");
  return tOr(`engine.${words}`, "") ? said([words, given.match(NUMBER) ?? []]) : given;
}

/** A number with our decimal mark, a unit as it is printed. @param {string} value */
function inOurWay(value) {
  if (value.startsWith(" ")) return ` ${unit(value.slice(1))}`;
  return /^-?\d+(\.\d+)?$/.test(value) ? inField(value) : value;
}
