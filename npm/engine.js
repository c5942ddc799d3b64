// @ts-check
/** The page's whole engine: every fiber, electrode and drug. */
export { Engine, groundwork, load, open, parameters } from "../www/src/engine.js";
