// @ts-check
/**
 * The page's engine, for a figure whose scenario the small one does not take, and what is drawn of it: a file of its own, fetched
 * when it is needed.
 */
import { NearLanePicture } from "../draw/nearlane.js";
import { drawMembrane } from "../draw/node.js";
import { groundwork as begin, open as openScenario, Engine as PageEngine } from "../engine.js";
import { givenSaid, said as inWords } from "../text/said.js";

/** @import { Notice } from "../types.js" */

export { load } from "../engine.js";
export { rare } from "../text/en-figure.js";

/** Reads a scenario with leniency, and says in plain words what it could not take. @param {string} text */
export function open(text) {
  const { scenario, notices } = openScenario(text);
  const plain = notices.map((notice) => ({
    ...notice,
    given: givenSaid(notice.given),
    allowed: inWords(notice.allowed),
    instead: inWords(notice.instead),
  }));
  return { scenario, notices: plain };
}

class Picture extends NearLanePicture {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    super(canvas, () => drawMembrane);
  }
}

export class Engine extends PageEngine {
  /** With what its lanes are drawn. */
  Picture = Picture;
}

/** What could not be taken as given. @param {Notice<string>[]} notices @param {typeof import("../text/text.js").t} t */
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
