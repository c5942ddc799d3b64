// @ts-check
/** What a figure says: the page's own words for the same things. Those of the page's other parts are not there, nor asked for. */
import { figure } from "../text/en-figure.js";

/** @import { en as whole } from "../text/en.js" */

export const en = /** @type {typeof whole} */ (/** @type {unknown} */ (figure));
