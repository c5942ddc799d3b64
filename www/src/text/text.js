// @ts-check
/** What the page says, in the reader's language. */
import { en } from "#words";

/** @typedef {keyof typeof en} Key */

/** @type {Partial<Record<string, string>>} */
let strings = en;
/** The language spoken, as a BCP 47 tag: numbers are written its way. */
let language = "en";

/** Changes the language. @param {string} tag @param {Partial<Record<string, string>>} its */
export function speak(tag, its) {
  language = tag;
  strings = its;
}

/** The language spoken now. */
export function spoken() {
  return language;
}

/**
 * The text of this key, with its values put in.
 *
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return fill(strings[key] ?? en[key], values);
}

/** The text of a key that may not exist, such as that of a parameter of the engine's table. @param {string} key @param {string} otherwise */
export function tOr(key, otherwise) {
  return strings[key] ?? otherwise;
}

/** @param {string} template @param {Record<string, string | number>} values */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Writes the text of all elements below `root` that name a key: `data-text` for content, `data-label` for aria-label. @param {ParentNode} root */
export function writeTexts(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = t(/** @type {Key} */ (/** @type {HTMLElement} */ (element).dataset.text));
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute(
      "aria-label",
      t(/** @type {Key} */ (/** @type {HTMLElement} */ (element).dataset.label)),
    );
  }
}
