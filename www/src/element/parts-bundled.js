// @ts-check
/** What only some figures need, in a package: parts that whoever bundles splits off. */

export const parts = {
  /** The whole engine. */
  whole: () => import("./whole.js"),
  /** What changes a figure: sliders, words in the prose, `change`. */
  controls: () => import("./controls.js"),
  /** German words. */
  de: () => import("./de.js"),
};
