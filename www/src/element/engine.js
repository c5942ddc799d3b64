// @ts-check
/**
 * The engine as a figure sees it: the small module at once, and the page's whole one for the scenarios that the small one does
 * not take. Both compute the same. One instance of each serves all figures of a document.
 */
import { parts } from "#parts";
import { begin, instantiate, open, prepare } from "./small.js";

/** @import { LanePicture } from "../draw/lane.js" */
/** @import { Opened } from "../types.js" */
/** @import { Runnable } from "../state/run.js" */
/** @typedef {typeof import("./whole.js")} Whole */

export { color } from "./small.js";

/**
 * What a figure asks of an engine.
 *
 * @typedef {Runnable & Pick<import("../engine.js").Engine, "positionUm" | "voltageMv" | "ionicCurrent" | "excitable">
 *   & { Picture: typeof LanePicture }} FigureEngine
 */

/** Slices of the search for a threshold between two looks at the watch, each well below a millisecond. */
const SLICES = 4;
/** Time for which the page may stand still while thresholds are found, ms. */
const GO_MS = 8;

/** @type {Promise<void> | undefined} */
let loading;
/** @type {Promise<Whole> | undefined} */
let loadingWhole;
/** What is under way of what scenarios need to know: one after the other, since they share what they find. @type {Promise<unknown>} */
let turn = Promise.resolve();

/** Where the modules lie, if not beside this one. @type {{ small?: string | URL | BufferSource, whole?: string | URL }} */
export const places = {};

/** Loads the small module, once. */
function load() {
  loading ??= fetched().catch((error) => {
    // The next figure may have more luck.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetched() {
  let bytes = places.small ?? new URL("figure_bg.wasm", import.meta.url);
  if (typeof bytes === "string" || bytes instanceof URL) {
    const answer = await fetch(bytes);
    if (!answer.ok) throw new Error(`${answer.status} ${bytes}`);
    bytes = await answer.arrayBuffer();
  }
  await instantiate(bytes);
}

function loadWhole() {
  const { whole } = places;
  loadingWhole ??= (whole ? import(/* @vite-ignore */ String(whole)) : parts.whole())
    .then(async (/** @type {Whole} */ module) => {
      await module.load();
      return module;
    })
    .catch((error) => {
      loadingWhole = undefined;
      throw error;
    });
  return loadingWhole;
}

/** Reads a scenario with leniency; what the small module does not take, the whole one reads. @param {string} text @returns {Promise<Opened<string> & { whole?: Whole }>} */
export async function read(text) {
  await load();
  const reading = open(text);
  if (reading) return { scenario: reading.text, notices: [] };
  const whole = await loadWhole();
  return { ...whole.open(text), whole };
}

/**
 * An engine for a scenario: as soon as what it needs is known, which is found out little by little.
 *
 * @param {string} scenario as `read` returns it
 * @param {() => boolean} wanted whether it is still waited for
 * @returns {Promise<FigureEngine | null>} null if it is not
 */
export function start(scenario, wanted) {
  const mine = turn.then(async () => {
    const reading = open(scenario);
    if (reading) {
      if (!(await finish(() => prepare(reading, SLICES), wanted))) return null;
      const engine = begin(reading);
      if (engine) return engine;
    }
    const whole = await loadWhole();
    const groundwork = whole.groundwork();
    if (!(await finish(() => groundwork.advance(scenario, 0), wanted))) return null;
    return new whole.Engine(scenario, groundwork);
  });
  turn = mine.catch(() => {});
  return mine;
}

/** Goes on until there is nothing left to do, with pauses in which the page lives. @param {() => boolean} step @param {() => boolean} wanted */
async function finish(step, wanted) {
  while (wanted()) {
    const begun = performance.now();
    do if (step()) return true;
    while (performance.now() - begun < GO_MS);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return false;
}
