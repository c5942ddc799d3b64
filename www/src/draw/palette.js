// @ts-check
/** Colors for the canvases: those of the style sheet, read where they are declared. */

const NAMES = /** @type {const} */ ([
  "ink",
  "ink-soft",
  "hairline",
  "myelin",
  "myelin-edge",
  "current",
  "accent",
  "page",
  "panel",
  "edge",
  "accent",
  "sodium",
  "potassium",
  "persistent",
  "other",
  "leak",
]);

/** @typedef {Record<(typeof NAMES)[number], string> & { dark: boolean, font: string }} Palette */

/** @param {Element} element @returns {Palette} */
export function paletteOf(element) {
  const style = getComputedStyle(element);
  const colors = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return {
    .../** @type {Record<(typeof NAMES)[number], string>} */ (Object.fromEntries(colors)),
    dark: style.getPropertyValue("--theme").trim() === "dark",
    font: style.getPropertyValue("--sans").trim(),
  };
}
