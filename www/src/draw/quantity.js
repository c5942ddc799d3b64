// @ts-check
/** How the line of each quantity looks: color says which ion, dashes tell partners apart. */

/** @import { Palette } from "./palette.js" */
/** @import { Quantity } from "../types.js" */

/** @type {Record<string, [keyof Palette & string, number[]]>} */
const LOOKS = {
  v: ["ink", []],
  v_in: ["ink-soft", [5, 3]],
  m: ["sodium", []],
  h: ["sodium", [6, 3]],
  mp: ["persistent", []],
  n: ["potassium", []],
  s: ["potassium", []],
  l: ["potassium", [6, 3]],
  p: ["other", []],
  b: ["other", [2, 2]],
  i_na: ["sodium", []],
  i_nap: ["persistent", []],
  i_k: ["potassium", []],
  i_p: ["other", []],
  i_leak: ["leak", []],
  i_c: ["ink-soft", [2, 2]],
};

/** @param {Quantity} quantity @param {Palette} palette */
export function lookOf({ id }, palette) {
  const [name, dash] = LOOKS[id] ?? ["ink-soft", [1, 2]];
  return { color: String(palette[name]), dash };
}

/** A quantity's name as it is written: `I` with the ion below for a current, the gate's letter for a gate. @param {Quantity} quantity */
export function symbol({ id, kind }) {
  const names = /** @type {Record<string, string>} */ ({
    v: "V",
    v_in: "V inside",
    i_na: "I Na",
    i_nap: "I NaP",
    i_k: "I K",
    i_p: "I P",
    i_leak: "I leak",
    i_c: "I C",
  });
  return names[id] ?? (kind === "current" ? id.replace("i_", "I ") : id);
}
