// @ts-check
/** German words: a file of its own, fetched for figures that speak German. */
export { de } from "../text/de.js";
