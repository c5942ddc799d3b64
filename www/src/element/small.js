// @ts-check
/**
 * The small module, called by its own names. Only numbers and bytes go in and out of it (`src/figure.rs`), for which the few lines here
 * are enough: what wasm-bindgen writes in JavaScript does the same, and is longer than all that draws a lane.
 */
import { LanePicture } from "../draw/lane.js";
import { read } from "./reading.js";

/** @import { LaneInfo, Measurement } from "../types.js" */
/** @import { FigureEngine } from "./engine.js" */
/** @import { Reading } from "./reading.js" */

/** Order of the fibers in the engine's numbers. */
const FIBERS = ["mrg", "c", "squid", "frog", "patch"];
const GEOMETRIES = ["published", "interpolated", "extension", "extrapolated"];
/** Names of the numbers that `src/figure.rs` hands out, in its order. */
const INFO =
  "fiber membrane diameter_um axon_diameter_um node_diameter_um node_spacing_um geometry lamellae g_ratio length_mm celsius bare_counterpart_of threshold_na healthy_threshold_na amplitude_na duration_ms rest_mv peak_mv expected_velocity_m_per_s expected_half_width_ms dt_ms compartments";
const MEASUREMENT =
  "conducts spikes velocity_m_per_s peak_mv half_width_ms arrival_ms last_arrival_ms last_fired_mm last_fired_node";

/** @type {import("../../pkg/figure.js").InitOutput} */
let module;
/** Frees what nobody holds any more. @type {FinalizationRegistry<number>} */
const registry = new FinalizationRegistry((at) => module.__wbg_simulation_free(at, 1));

/** @param {BufferSource} bytes */
export async function instantiate(bytes) {
  const compiled = await WebAssembly.compile(bytes);
  // It asks for a way to throw what it panics with, and for a table of objects, of which it has none.
  const asked = WebAssembly.Module.imports(compiled);
  const answers = asked.map(({ name }) => [name, /throw/.test(name) ? panic : () => {}]);
  const from = asked[0]?.module ?? "";
  const { exports } = await WebAssembly.instantiate(compiled, { [from]: Object.fromEntries(answers) });
  module = /** @type {any} */ (exports);
  module.__wbindgen_start();
}

/** @param {number} at where its message lies @param {number} length */
function panic(at, length) {
  throw new Error(new TextDecoder().decode(new Uint8Array(module.memory.buffer, at, length)));
}

/** Hands numbers over: where they lie, and how many they are. The module frees them. @param {number[]} numbers @returns {[number, number]} */
function given(numbers) {
  const at = module.__wbindgen_malloc(8 * numbers.length, 8);
  new Float64Array(module.memory.buffer, at, numbers.length).set(numbers);
  return [at, numbers.length];
}

/** Takes over numbers that the module hands out. @param {[number, number]} where */
function taken([at, length]) {
  const copy = new Float64Array(module.memory.buffer, at, length).slice();
  module.__wbindgen_free(at, copy.byteLength, 8);
  return copy;
}

/** What this module takes of a scenario; undefined if it does not take it as it stands. @param {string} scenario */
export function open(scenario) {
  const reading = read(scenario);
  return reading && module.takes(...given(reading.numbers)) !== 0 ? reading : undefined;
}

/** Works on what a scenario needs to know: see `src/figure.rs`. @param {Reading} reading @param {number} slices @returns {boolean} whether all is known */
export function prepare({ numbers }, slices) {
  return module.prepare(...given(numbers), slices) !== 0;
}

/** A simulation of a scenario that `open` takes. @param {Reading} reading @returns {FigureEngine | undefined} */
export function begin(reading) {
  const at = module.simulation_begin(...given(reading.numbers));
  return at === 0 ? undefined : /** @type {any} */ (new Small(at, reading));
}

/** Color of a membrane `riseMv` above its rest, as `0xRRGGBB`. @param {number} riseMv @param {boolean} dark */
export function color(riseMv, dark) {
  return module.color(riseMv, Number(dark));
}

/** @param {string} names @param {Float64Array} numbers @returns {any} NaN becomes null */
function named(names, numbers) {
  return Object.fromEntries(
    names.split(" ").map((name, k) => [name, Number.isNaN(numbers[k]) ? null : numbers[k]]),
  );
}

/** A simulation, and the engine of its run. */
class Small {
  /** With what its lanes are drawn. */
  Picture = LanePicture;

  #reading;

  /** @param {number} at where it lies @param {Reading} reading its scenario */
  constructor(at, reading) {
    this.at = at;
    this.#reading = reading;
    registry.register(this, at, this);
  }

  free() {
    registry.unregister(this);
    module.__wbg_simulation_free(this.at, 0);
  }

  get simulation() {
    return this;
  }

  scenario() {
    return this.#reading.text;
  }

  time_ms() {
    return this.#number(0);
  }

  tick_ms() {
    return this.#number(1);
  }

  lanes() {
    return this.#number(2);
  }

  /** @param {number} lane */
  settled(lane) {
    return this.#number(3, lane);
  }

  /** @param {number} lane */
  stimulus_on(lane) {
    return this.#number(4, lane);
  }

  /** @param {number} what in the order of `src/figure.rs` @param {number} [lane] */
  #number(what, lane = 0) {
    return module.simulation_number(this.at, what, lane);
  }

  /** @param {number} ms @param {number} work */
  advance_within(ms, work) {
    return module.simulation_advance_within(this.at, ms, work);
  }

  reset() {
    module.simulation_reset(this.at);
  }

  /** @param {number} lane @returns {LaneInfo} */
  info(lane) {
    const info = named(INFO, taken(module.simulation_numbers(this.at, lane, 0)));
    for (const of of ["fiber", "membrane"]) info[of] = FIBERS[info[of]];
    info.geometry = GEOMETRIES[info.geometry] ?? null;
    return info;
  }

  /** @param {number} lane @returns {Measurement} */
  glance(lane) {
    const measured = named(MEASUREMENT, taken(module.simulation_numbers(this.at, lane, 1)));
    measured.conducts = measured.conducts === 1;
    return measured;
  }

  /** Gives a parameter its default: the pulses, which is all that a run asks for. */
  set() {
    this.#pulse("0");
  }

  /** @throws if there is no room for another pulse */
  stimulate() {
    this.#pulse(`${this.#reading.onsetsMs},${this.time_ms()}`);
  }

  /** @param {string} onsets of its pulses from now on, ms */
  #pulse(onsets) {
    const next = read(this.scenario().replace(/&stim=[^&]*|$/, `&stim=${onsets}`));
    if (!next) throw new Error("stim");
    this.#reading = next;
    module.simulation_set_onsets(this.at, ...given(next.onsetsMs));
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
    const at = module.simulation_paint(
      this.at,
      lane,
      Number(transmembrane),
      fromUm,
      toUm,
      width,
      Number(dark),
    );
    const pixels = new Uint8ClampedArray(module.memory.buffer, at, 4 * width);
    context.putImageData(new ImageData(pixels, width), 0, y);
  }

  /** Centres of the compartments, um. @param {number} lane */
  positionUm(lane) {
    return this.#view(lane, 0, Float64Array);
  }

  /** Potential of each compartment, mV. @param {number} lane @param {boolean} transmembrane */
  voltageMv(lane, transmembrane) {
    return this.#view(lane, transmembrane ? 2 : 1, Float64Array);
  }

  /** Outward ionic current density of each excitable compartment, mA/cm². @param {number} lane */
  ionicCurrent(lane) {
    return this.#view(lane, 3, Float64Array);
  }

  /** Indices of the excitable compartments. @param {number} lane */
  excitable(lane) {
    return this.#view(lane, 4, Uint32Array);
  }

  /** @template {Float64Array | Uint32Array} A @param {number} lane @param {number} what in the order of `src/figure.rs` @param {new (buffer: ArrayBuffer, at: number, count: number) => A} Kind */
  #view(lane, what, Kind) {
    // Where it lies is asked for first: the memory may grow for it.
    const at = module.simulation_view(this.at, lane, what);
    return new Kind(module.memory.buffer, at, module.simulation_view_len(this.at, lane, what));
  }
}
