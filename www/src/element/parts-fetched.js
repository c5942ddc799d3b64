// @ts-check
/** What only some figures need, on somebody's page: files beside the module. In a package they are parts (`parts-bundled.js`). */

/** @typedef {typeof import("./parts-bundled.js").parts} Parts */

/** @param {string} name */
const beside = (name) => () =>
  import(/* @vite-ignore */ String(new URL(`axon-figure-${name}.js`, import.meta.url)));

/** @type {Parts} */
export const parts = { whole: beside("whole"), controls: beside("controls"), de: beside("de") };
