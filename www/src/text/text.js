// @ts-check
/** What the page says, in the reader's language. */
import { en } from "#words";

/** @import { later } from "./en-later.js" */

/** @typedef {keyof typeof en | keyof typeof later} Key */

/** What is said in English, as far as it is loaded. @type {Partial<Record<string, string>>} */
let english = en;

/** @type {Partial<Record<string, string>>} */
let strings = {};
/** The language spoken, as a BCP 47 tag: numbers are written its way. */
let language = "en";

/** Changes the language. @param {string} tag @param {Partial<Record<string, string>>} its */
export function speak(tag, its) {
  language = tag;
  strings = its;
}

/** Adds what parts of the page say in English that are loaded later. @param {Partial<Record<string, string>>} words */
export function learn(words) {
  english = { ...english, ...words };
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
  return fill(strings[key] ?? english[key] ?? "", values);
}

/** The text of a key that may not exist, such as that of a parameter of the engine's table. @param {string} key @param {string} otherwise */
export function tOr(key, otherwise) {
  return strings[key] ?? english[key] ?? otherwise;
}

/** @param {string} template @param {Record<string, string | number>} values */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * Writes the text of all elements below `root` that name a key: `data-text` for content, `data-label` for aria-label. The markup is
 * English already.
 *
 * @param {ParentNode} root
 */
export function writeTexts(root) {
  for (const element of root.querySelectorAll("[data-text], [data-label]")) {
    const { text, label } = /** @type {HTMLElement} */ (element).dataset;
    if (text) element.textContent = strings[text] ?? element.textContent;
    if (label) element.setAttribute("aria-label", strings[label] ?? element.ariaLabel ?? "");
  }
}
