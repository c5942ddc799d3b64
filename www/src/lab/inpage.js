// @ts-check
/** The bench in the page's own time: loaded where there can be no worker. */
import "../first.js";

export { Bench, load } from "./bench.js";
