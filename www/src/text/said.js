// @ts-check
/** What the engine says, in the reader's language: its words are English, with the values apart. */
import { inField, unit } from "./format.js";
import { spoken, tOr } from "./text.js";

/** @import { Sentence } from "../types.js" */

/** @param {Sentence} sentence @returns {string} */
export function said(sentence) {
  if (typeof sentence === "string") return sentence;
  const [words, values] = sentence;
  const theirs = spoken() === "en" ? "" : tOr(`engine.${words}`, "");
  const rest = theirs === "" ? [...values] : values.map(inOurWay);
  return (theirs || words).replaceAll("{}", () => rest.shift() ?? "");
}

/** A number with our decimal mark, a unit as it is printed. @param {string} value */
function inOurWay(value) {
  if (value.startsWith(" ")) return ` ${unit(value.slice(1))}`;
  return /^-?\d+(\.\d+)?$/.test(value) ? inField(value) : value;
}
