// @ts-check
/** What a figure says: the page's own words for the same things. */
export { figure as en } from "../text/en-figure.js";
