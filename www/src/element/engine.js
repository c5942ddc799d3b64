// @ts-check
/**
 * The engine as a figure sees it: the small module at once, and the page's whole one for the scenarios that the small one does
 * not take. Both compute the same. One instance of each serves all figures of a document.
 */
import { parts } from "#parts";
import { initSync, open, prepare, Simulation } from "../../pkg/figure.js";
import { LanePicture } from "../draw/lane.js";

/** @import { LaneInfo, Measurement, Opened } from "../types.js" */
/** @import { Runnable } from "../state/run.js" */
/** @typedef {typeof import("./whole.js")} Whole */

export { color, limits, schema } from "../../pkg/figure.js";

/** Order of the fibers in the engine's numbers. */
const FIBERS = ["mrg", "c", "squid", "frog", "patch"];
/** Names of the numbers that `src/figure.rs` hands out, in its order. */
const INFO =
  "fiber membrane diameter_um axon_diameter_um node_diameter_um node_spacing_um geometry lamellae g_ratio length_mm celsius bare_counterpart_of threshold_na healthy_threshold_na amplitude_na duration_ms rest_mv peak_mv expected_velocity_m_per_s expected_half_width_ms dt_ms compartments";
const GEOMETRIES = ["published", "interpolated", "extension", "extrapolated"];
const MEASUREMENT =
  "conducts spikes velocity_m_per_s peak_mv half_width_ms arrival_ms last_arrival_ms last_fired_mm last_fired_node";
/** Slices of the search for a threshold between two looks at the watch, each well below a millisecond. */
const SLICES = 4;
/** Time for which the page may stand still while thresholds are found, ms. */
const GO_MS = 8;

/** @type {WebAssembly.Memory} */
let memory;
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
  loading ??= instantiate().catch((error) => {
    // The next figure may have more luck.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function instantiate() {
  let bytes = places.small ?? new URL("figure_bg.wasm", import.meta.url);
  if (typeof bytes === "string" || bytes instanceof URL) {
    const answer = await fetch(bytes);
    if (!answer.ok) throw new Error(`${answer.status} ${bytes}`);
    bytes = await answer.arrayBuffer();
  }
  memory = initSync({ module: await WebAssembly.compile(bytes) }).memory;
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

/** Reads a scenario with leniency. @param {string} text @returns {Promise<Opened>} */
export async function read(text) {
  await load();
  const scenario = open(text);
  return scenario === undefined ? (await loadWhole()).open(text) : { scenario, notices: [] };
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
    if (open(scenario) !== undefined) {
      if (!(await finish(() => prepare(scenario, SLICES), wanted))) return null;
      const simulation = Simulation.begin(scenario);
      if (simulation) return Object.setPrototypeOf(simulation, Small.prototype);
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

/** @param {number | undefined} number */
function orNull(number) {
  return number === undefined || Number.isNaN(number) ? null : number;
}

/** @param {string} names @param {Float64Array} numbers @returns {any} */
function named(names, numbers) {
  return Object.fromEntries(names.split(" ").map((name, k) => [name, orNull(numbers[k])]));
}

/**
 * What a figure asks of an engine.
 *
 * @typedef {Runnable & Pick<import("../engine.js").Engine, "positionUm" | "voltageMv" | "ionicCurrent" | "excitable">
 *   & { Picture: typeof LanePicture }} FigureEngine
 */

/** The small module's simulation with the page's names; it is made by `Simulation.begin`. */
class Small extends /** @type {new () => any} */ (/** @type {unknown} */ (Simulation)) {
  /** With what its lanes are drawn. */
  get Picture() {
    return LanePicture;
  }

  get simulation() {
    return this;
  }

  /** @param {number} lane @returns {LaneInfo} */
  info(lane) {
    const info = named(INFO, super.info(lane));
    for (const of of ["fiber", "membrane"]) info[of] = FIBERS[info[of]];
    info.geometry = GEOMETRIES[info.geometry] ?? null;
    return info;
  }

  /** @param {number} lane @returns {Measurement} */
  glance(lane) {
    const measured = named(MEASUREMENT, super.measure(lane));
    measured.conducts = measured.conducts === 1;
    return measured;
  }

  /** Gives a parameter its default. @param {string} key */
  set(key) {
    this.open(this.scenario().replace(new RegExp(`&${key}=[^&]*`), ""));
  }

  stimulate() {
    if (!super.stimulate()) throw new Error("stim");
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} lane
   * @param {boolean} transmembrane
   * @param {number} fromUm
   * @param {number} toUm
   * @param {number} width
   * @param {number} y
   * @param {boolean} dark
   */
  paint_strip(context, lane, transmembrane, fromUm, toUm, width, y, dark) {
    const pointer = this.paint(lane, transmembrane, fromUm, toUm, width, dark);
    const pixels = new Uint8ClampedArray(memory.buffer, pointer, 4 * width);
    context.putImageData(new ImageData(pixels, width), 0, y);
  }

  /** Centres of the compartments, um. @param {number} lane */
  positionUm(lane) {
    return floats(this.position_um_ptr(lane), this.compartments(lane));
  }

  /** Potential of each compartment, mV. @param {number} lane @param {boolean} transmembrane */
  voltageMv(lane, transmembrane) {
    const pointer = transmembrane ? this.transmembrane_mv_ptr(lane) : this.internal_mv_ptr(lane);
    return floats(pointer, this.compartments(lane));
  }

  /** Outward ionic current density of each excitable compartment, mA/cm². @param {number} lane */
  ionicCurrent(lane) {
    return floats(this.ionic_current_ptr(lane), this.excitable_len(lane));
  }

  /** Indices of the excitable compartments. @param {number} lane */
  excitable(lane) {
    return new Uint32Array(memory.buffer, this.excitable_ptr(lane), this.excitable_len(lane));
  }
}

/** @param {number} pointer @param {number} length */
function floats(pointer, length) {
  return new Float64Array(memory.buffer, pointer, length);
}
