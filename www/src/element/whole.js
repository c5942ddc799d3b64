// @ts-check
/**
 * The page's engine, for a figure whose scenario the small one does not take, and what is drawn of it: a file of its own, fetched
 * when it is needed.
 */
import { NearLanePicture } from "../draw/nearlane.js";
import { groundwork as begin, Engine as PageEngine } from "../engine.js";

/** @import { Notice } from "../types.js" */

export { load, open } from "../engine.js";
export { rare } from "../text/en-figure.js";

export class Engine extends PageEngine {
  /** With what its lanes are drawn. */
  Picture = NearLanePicture;
}

/** What could not be taken as given. @param {Notice[]} notices @param {typeof import("../text/text.js").t} t */
export function said(notices, t) {
  const words = notices.map(
    ({ key, given, ...rest }) =>
      `${key}: ${t("notice.given", { given: given || t("notice.nothing"), ...rest })}`,
  );
  return words.join(" ");
}

/** @type {ReturnType<typeof begin> | undefined} */
let shared;

/** What is known of fibers. */
export function groundwork() {
  shared ??= begin();
  return shared;
}
