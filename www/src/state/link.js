// @ts-check
/** The page's hash holds the scenario; where there is none, a page that was saved with its state holds it. */

import { held } from "./onefile.js";

/** Milliseconds without change before the hash is written: browsers refuse a flood of `replaceState`. */
const SETTLE_MS = 250;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;
/** @type {string | undefined} */
let unwritten;

/** The scenario in an address of the page, or in the page. @param {string} [href] */
export function read(href = location.href) {
  return /#(.*)/.exec(href)?.[1] || held();
}

/**
 * The same, of an address that somebody else has written. What waited to be written is that of the scenario before, and may even have
 * got into the address by now.
 *
 * @param {string} href
 */
export function follow(href) {
  clearTimeout(pending);
  unwritten = undefined;
  return read(href);
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
