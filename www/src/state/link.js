// @ts-check
/** The page's hash holds the scenario; where there is none, a page that was saved with its state holds it. */

import { held } from "./onefile.js";

/** Milliseconds without change before the hash is written: browsers refuse a flood of `replaceState`. */
const SETTLE_MS = 250;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;
/** @type {string | undefined} */
let unwritten;

/** The scenario in the page's address, or in the page. */
export function read() {
  return location.hash.replace(/^#/, "") || held();
}

/** The address with `scenario` as its hash. @param {string} scenario */
export function address(scenario) {
  return `${location.href.split("#")[0]}#${scenario}`;
}

/** Writes the scenario into the address, once it has settled. @param {string} scenario */
export function write(scenario) {
  clearTimeout(pending);
  unwritten = scenario;
  pending = setTimeout(flush, SETTLE_MS);
}

/** Writes what is waiting at once. */
export function flush() {
  clearTimeout(pending);
  if (unwritten === undefined) return;
  // Whoever comes by the bare address of the default scene keeps it.
  const untouched = unwritten === "v=1" && location.hash === "" && held() === "";
  const next = address(unwritten);
  unwritten = undefined;
  if (next !== location.href && !untouched) history.replaceState(history.state, "", next);
}
