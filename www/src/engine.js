// @ts-check
/** The engine as the page sees it: one simulation, and views into the module's memory. */
import init, { open as openScenario, Simulation, schema } from "../pkg/saltatory.js";

/** @import { SpikeEvent } from "./types.js" */
/** @import { LaneInfo, Measurement, Opened, Parameter } from "./types.js" */

/** @type {WebAssembly.Memory} */
let memory;

/** Loads the wasm module that lies beside this one. */
export async function load() {
  const exports = await init({ module_or_path: new URL("saltatory_bg.wasm", import.meta.url) });
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

/**
 * A simulation whose arrays can be read in place. A view is good until the next call into the engine: take it, draw from
 * it, drop it.
 */
export class Engine {
  /** @param {string} text a scenario as `open` returns it */
  constructor(text) {
    this.simulation = new Simulation(text);
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

  /** @param {number} pointer @param {number} length */
  #floats(pointer, length) {
    return new Float64Array(memory.buffer, pointer, length);
  }
}
