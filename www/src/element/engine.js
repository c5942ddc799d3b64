// @ts-check
/**
 * The engine as a figure sees it: the small module at once, and the page's whole one for the scenarios that the small one does
 * not take. Both compute the same. One instance of each serves all figures of a document.
 */
import { wholeEngine } from "#whole";
import init, { color, limits, open as openSmall, Simulation, schema } from "../../pkg/figure.js";

/** @import { LaneInfo, Limits, Measurement, Notice, Opened, Parameter, Quantity, SpikeEvent } from "../types.js" */
/** @import { Groundwork } from "../state/groundwork.js" */
/** @typedef {typeof import("./whole.js")} Whole */

export { color };

/** Order of the fibers in the engine's numbers. */
const FIBERS = ["mrg", "c", "squid", "frog", "patch"];
const GEOMETRIES = ["published", "interpolated", "extension", "extrapolated"];
/** Names of the numbers that `src/figure.rs` hands out, in its order. */
const INFO =
  "fiber membrane diameter_um axon_diameter_um node_diameter_um node_spacing_um geometry lamellae g_ratio length_mm celsius bare_counterpart_of threshold_na healthy_threshold_na amplitude_na duration_ms rest_mv peak_mv expected_velocity_m_per_s expected_half_width_ms dt_ms compartments";
const MEASUREMENT =
  "conducts spikes velocity_m_per_s peak_mv half_width_ms arrival_ms last_arrival_ms last_fired_mm last_fired_node";

/** @type {WebAssembly.Memory} */
let memory;
/** @type {Promise<unknown> | undefined} */
let loading;
/** @type {Promise<Whole> | undefined} */
let loadingWhole;
/** @type {Whole | undefined} */
let whole;

/** Where the modules lie, if not beside this one. @type {{ small?: string | URL | BufferSource, whole?: string | URL }} */
export const places = {};

/** Loads the small module, once. */
export function load() {
  loading ??= init({ module_or_path: places.small ?? new URL("figure_bg.wasm", import.meta.url) }).then(
    (exports) => {
      memory = exports.memory;
    },
    (error) => {
      // The next figure may have more luck.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

async function loadWhole() {
  const { whole: place } = places;
  loadingWhole ??= (place ? import(/* @vite-ignore */ String(place)) : wholeEngine())
    .then(async (/** @type {Whole} */ module) => {
      await module.load();
      return module;
    })
    .catch((error) => {
      loadingWhole = undefined;
      throw error;
    });
  whole = await loadingWhole;
  return whole;
}

/** @type {Groundwork | undefined} */
let shared;

/** What the whole engine knows of fibers. */
function groundworkOfWhole() {
  shared ??= /** @type {Whole} */ (whole).groundwork();
  return shared;
}

/** What is known of fibers, for a store: the small engine keeps it to itself. */
export function groundwork() {
  return /** @type {Groundwork} */ (/** @type {unknown} */ (null));
}

/** Reads a scenario with leniency, and loads what it needs. @param {string} text @returns {Promise<Opened>} */
export async function open(text) {
  await load();
  const scenario = openSmall(text);
  if (scenario !== undefined) return { scenario, notices: [] };
  return (await loadWhole()).open(text);
}

/** The table of parameters, without docs. @returns {Parameter[]} */
export function parameters() {
  const rows = schema().trimEnd().split("\n");
  return rows.map((row) => {
    const [id = "", part, label, unit] = row.split("\t");
    const numbers = limits(id);
    const of = (/** @type {string} */ _, /** @type {number} */ k) => ({
      min: numbers[3 * k] ?? 0,
      max: numbers[3 * k + 1] ?? 0,
      default: orNull(numbers[3 * k + 2]),
    });
    return /** @type {Parameter} */ ({ id, part, label, unit, doc: "", limits: FIBERS.map(of) });
  });
}

/** @param {number | undefined} number */
function orNull(number) {
  return number === undefined || Number.isNaN(number) ? null : number;
}

/** @param {string} names @param {Float64Array} numbers */
function named(names, numbers) {
  return Object.fromEntries(names.split(" ").map((name, k) => [name, orNull(numbers[k])]));
}

/** Its constructor is not for use, says its type: it is made by `begin`. */
const Begun = /** @type {new () => Simulation} */ (/** @type {unknown} */ (Simulation));

/** What the page's simulation does in one call, and the small one in two. */
class Small extends Begun {
  /** @param {string} key @param {string} value */
  set(key, value) {
    const pairs = new Map(
      this.scenario()
        .split("&")
        .map((pair) => /** @type {[string, string]} */ (pair.split("="))),
    );
    pairs.set(key, value);
    const text = [...pairs].map(([name, its]) => `${name}=${its}`).join("&");
    if (!this.open(text)) throw refused(key, value);
  }

  /** @param {string} key @param {string} value @returns {Notice | null} */
  set_leniently(key, value) {
    this.set(key, value);
    return null;
  }

  /** @override */
  stimulate() {
    if (!super.stimulate()) throw refused("stim", "");
    return true;
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
}

/** @param {string} key @param {string} given */
function refused(key, given) {
  return Object.assign(new Error(`${key}: ${given} cannot be set here`), { key, given, allowed: "" });
}

/** A simulation whose arrays can be read in place: see the page's own (`www/src/engine.js`). */
export class Engine {
  /**
   * @param {string} text a scenario that `open` has read
   * @param {Groundwork} _groundwork not needed: what is known of fibers, all figures share anyhow
   */
  constructor(text, _groundwork) {
    const simulation = Simulation.begin(text);
    if (simulation) {
      this.simulation = Object.setPrototypeOf(simulation, Small.prototype);
    } else if (whole) {
      // biome-ignore lint/correctness/noConstructorReturn: the whole engine has the same methods
      return /** @type {any} */ (new whole.Engine(text, groundworkOfWhole()));
    } else {
      throw refused("scenario", text);
    }
  }

  /** @param {number} lane @returns {LaneInfo} */
  info(lane) {
    const { fiber, membrane, geometry, ...info } = named(INFO, this.simulation.info(lane));
    return /** @type {any} */ ({
      fiber: FIBERS[fiber ?? 0],
      membrane: FIBERS[membrane ?? 0],
      geometry: geometry === null ? null : GEOMETRIES[geometry ?? 0],
      ...info,
      electrodes: [],
    });
  }

  /** @param {number} lane @returns {Measurement} */
  measure(lane) {
    const measured = named(MEASUREMENT, this.simulation.measure(lane));
    return /** @type {any} */ ({ ...measured, conducts: measured.conducts === 1 });
  }

  /** The small module tells of no events, records nothing and shows no close-up: what asks for these gets nothing. @param {boolean} _on */
  record(_on) {}

  /** @returns {SpikeEvent[]} */
  events() {
    return [];
  }

  /** @returns {number[]} */
  probes() {
    return [];
  }

  /** @returns {Quantity[]} */
  quantities() {
    return [];
  }

  siteUm() {
    return 0;
  }

  values() {
    return new Float64Array();
  }

  /** The same: there are no safety factors to leave out. @param {number} lane */
  glance(lane) {
    return this.measure(lane);
  }

  /** Centres of the compartments, um. @param {number} lane */
  positionUm(lane) {
    return this.#floats(this.simulation.position_um_ptr(lane), this.simulation.compartments(lane));
  }

  /** Potential of each compartment, mV. @param {number} lane @param {boolean} transmembrane */
  voltageMv(lane, transmembrane) {
    const { simulation } = this;
    const pointer = transmembrane ? simulation.transmembrane_mv_ptr(lane) : simulation.internal_mv_ptr(lane);
    return this.#floats(pointer, simulation.compartments(lane));
  }

  /** Outward ionic current density of each excitable compartment, mA/cm². @param {number} lane */
  ionicCurrent(lane) {
    return this.#floats(this.simulation.ionic_current_ptr(lane), this.simulation.excitable_len(lane));
  }

  /** Indices of the excitable compartments. @param {number} lane */
  excitable(lane) {
    const length = this.simulation.excitable_len(lane);
    return new Uint32Array(memory.buffer, this.simulation.excitable_ptr(lane), length);
  }

  /** @param {number} pointer @param {number} length */
  #floats(pointer, length) {
    return new Float64Array(memory.buffer, pointer, length);
  }
}
