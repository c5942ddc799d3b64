// @ts-check
/** The whole engine for a figure on somebody's page: the file beside the module. In a package it is a part (`whole-bundled.js`). */

/** @returns {Promise<typeof import("./whole.js")>} */
export function wholeEngine() {
  return import(/* @vite-ignore */ String(new URL("axon-figure-whole.js", import.meta.url)));
}
