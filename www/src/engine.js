// @ts-check
/** The engine as the page sees it: one simulation, and views into the module's memory. */
import * as files from "#files";
import init, { Building, Calibrations, open as openScenario, schema } from "../pkg/saltatory.js";
import { Groundwork } from "./state/groundwork.js";

/** @import { LaneInfo, Measurement, Opened, Parameter, Quantity, RasterParts, SpikeEvent } from "./types.js" */

export { color } from "../pkg/saltatory.js";

/** @type {WebAssembly.Memory} */
let memory;

/** Loads the wasm module. @param {string | URL | BufferSource} [place] where it lies, or its bytes, if not as in the site */
export async function load(place = files.engine()) {
  const exports = await init({ module_or_path: place });
  memory = exports.memory;
}

/** The table of parameters. @returns {Parameter[]} */
export function parameters() {
  return schema();
}

/** Reads a scenario with leniency. @param {string} text @returns {Opened} */
export function open(text) {
  return openScenario(text);
}

/** Groundwork for this engine's scenarios. */
export function groundwork() {
  const known = new Calibrations();
  return new Groundwork(
    known,
    (scenario, anew) => new Building(scenario, known, anew),
    () => performance.now(),
  );
}

/**
 * A simulation whose arrays can be read in place. A view is good until the next call into the engine: take it, draw from
 * it, drop it.
 */
export class Engine {
  /**
   * @param {string} text a scenario as `open` returns it
   * @param {Groundwork} groundwork what it needs, if it is not there yet, is made now
   */
  constructor(text, groundwork) {
    let building = groundwork.take(text);
    while (building === null) {
      groundwork.advance(text, Number.POSITIVE_INFINITY);
      building = groundwork.take(text);
    }
    this.simulation = /** @type {import("../pkg/saltatory.js").Simulation} */ (building.simulation());
  }

  /** @param {number} lane @returns {LaneInfo} */
  info(lane) {
    return this.simulation.info(lane);
  }

  /** @param {number} lane @returns {Measurement} */
  measure(lane) {
    return this.simulation.measure(lane);
  }

  /** Spikes that arrived somewhere since this was last asked. @returns {SpikeEvent[]} */
  events() {
    return this.simulation.take_events();
  }

  /** What is measured, without the safety factors. @param {number} lane @returns {Measurement} */
  glance(lane) {
    return this.simulation.glance(lane);
  }

  /**
   * Whether setting a key leniently acts at once on the running simulation; else it starts at time 0.
   *
   * @param {string} key
   * @param {string} value
   */
  actsLive(key, value) {
    return this.simulation.acts_live(key, value);
  }

  /** Centres of the compartments, um. @param {number} lane */
  positionUm(lane) {
    return this.#floats(this.simulation.position_um_ptr(lane), this.simulation.compartments(lane));
  }

  /** Potential of each compartment, mV. @param {number} lane @param {boolean} transmembrane */
  voltageMv(lane, transmembrane) {
    const pointer = transmembrane
      ? this.simulation.transmembrane_mv_ptr(lane)
      : this.simulation.internal_mv_ptr(lane);
    return this.#floats(pointer, this.simulation.compartments(lane));
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

  /**
   * What is known of each excitable place. @param {number} lane @returns {Quantity[]}
   */
  quantities(lane) {
    return this.simulation.quantities(lane);
  }

  /** The excitable place nearest to another, um: internodes have no gates. @param {number} lane @param {number} um */
  siteUm(lane, um) {
    return this.simulation.site_um(lane, um);
  }

  /**
   * The quantities as they are now at the excitable place nearest to another, in the order of `quantities`.
   *
   * @param {number} lane
   * @param {number} um
   * @param {number} count of quantities
   */
  values(lane, um, count) {
    return this.#floats(this.simulation.values_ptr(lane, um), count);
  }

  /** Part of the sodium channels at the stimulated end that can open, over that at rest. @param {number} lane */
  sodiumAvailable(lane) {
    return this.simulation.sodium_available(lane);
  }

  /** Places that are recorded, um. @param {number} lane */
  probes(lane) {
    return this.simulation.probes(lane);
  }

  /**
   * Samples of a probe: column 0 is the time, ms, column 1 + k the quantity k. All columns are equally long.
   *
   * @param {number} lane
   * @param {number} probe
   * @param {number} column
   */
  trace(lane, probe, column) {
    const length = this.simulation.trace_len(lane, probe);
    return this.#floats(this.simulation.trace_ptr(lane, probe, column), length);
  }

  /**
   * What the picture over place and time consists of: columns evenly spread over the length, and rows, of stretches of time. There
   * are none unless `record` is on. Outside the stretches the fiber has been near rest, and before `knownFromMs` nobody knows.
   *
   * @param {number} lane
   * @returns {RasterParts}
   */
  raster(lane) {
    const [columns = 0, rows = 0, knownFromMs = 0, ...numbers] = this.simulation.raster(lane);
    const stretches = Array.from({ length: numbers.length / 3 }, (_, k) => {
      const [startMs = 0, rowMs = 1, firstRow = 0, nextMs = Number.POSITIVE_INFINITY, , nextRow = rows] =
        numbers.slice(3 * k, 3 * k + 6);
      return { startMs, rowMs, firstRow, endMs: Math.min(nextMs, startMs + (nextRow - firstRow) * rowMs) };
    });
    return { columns, rows, knownFromMs, stretches };
  }

  /**
   * Paints that picture from a row on, a pixel a value, with column 0 and row 0 at the canvas's corner. The last row painted
   * may still change; when a stretch has begun, or its `rowMs` has changed, all of them have.
   *
   * @param {CanvasRenderingContext2D} canvas
   * @param {number} lane
   * @param {boolean} transmembrane
   * @param {number} firstRow
   * @param {boolean} dark
   */
  paintRaster(canvas, lane, transmembrane, firstRow, dark) {
    this.simulation.paint_raster(canvas, lane, transmembrane, firstRow, dark);
  }

  /**
   * Potential in that picture, mV: the highest during the row; undefined off the fiber and in the future.
   *
   * @param {number} lane
   * @param {number} um
   * @param {number} timeMs
   * @param {boolean} transmembrane
   */
  rasterMv(lane, um, timeMs, transmembrane) {
    return this.simulation.raster_mv(lane, um, timeMs, transmembrane);
  }

  /** @param {number} pointer @param {number} length */
  #floats(pointer, length) {
    return new Float64Array(memory.buffer, pointer, length);
  }
}
