// @ts-check
/**
 * The page's engine, for a figure whose scenario the small one does not take, and what is drawn of it: a file of its own, fetched
 * when it is needed.
 */
import { NearLanePicture } from "../draw/nearlane.js";
import { groundwork as begin, Engine as PageEngine } from "../engine.js";

export { load, open } from "../engine.js";
export { rare } from "../text/en-figure.js";

export class Engine extends PageEngine {
  /** With what its lanes are drawn. */
  Picture = NearLanePicture;
}

/** @type {ReturnType<typeof begin> | undefined} */
let shared;

/** What is known of fibers. */
export function groundwork() {
  shared ??= begin();
  return shared;
}
