// @ts-check
/** The whole engine in a package: a part that whoever bundles splits off. */

/** @returns {Promise<typeof import("./whole.js")>} */
export function wholeEngine() {
  return import("./whole.js");
}
