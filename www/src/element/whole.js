// @ts-check
/** The page's engine, for a figure whose scenario the small one does not take: a file of its own, fetched when it is needed. */
export { Engine, groundwork, load, open } from "../engine.js";
