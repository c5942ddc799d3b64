import type { Calibrations, Simulation } from "./saltatory.js";
import type { LaneInfo, Measurement, Opened, Parameter, Quantity, SpikeEvent } from "./structures.js";

export type * from "./structures.js";

/** Loads the wasm module, by default from beside this one; to be awaited before anything else. */
export declare function load(place?: string | URL | BufferSource): Promise<void>;

/** The table of parameters. */
export declare function parameters(): Parameter[];

/** Reads a scenario with leniency: the text in its shortest form, and what could not be taken as given. */
export declare function open(text: string): Opened;

/** What is known of fibers: thresholds and the like, found out once for all engines that share it. */
export interface Groundwork {
  readonly known: Calibrations;
}

export declare function groundwork(): Groundwork;

/** A simulation whose arrays can be read in place: a view is good until the next call into the engine. */
export declare class Engine {
  /** @param text a scenario as `open` returns it */
  constructor(text: string, groundwork: Groundwork);
  /** `simulation.advance(ms)`, `simulation.stimulate()`, `simulation.time_ms()` and others. */
  simulation: Simulation;
  info(lane: number): LaneInfo;
  measure(lane: number): Measurement;
  /** Spikes that arrived somewhere since this was last asked. */
  events(): SpikeEvent[];
  /** Centres of the compartments, um. */
  positionUm(lane: number): Float64Array;
  /** Potential of each compartment, mV: across the membrane, or of the inside. */
  voltageMv(lane: number, transmembrane: boolean): Float64Array;
  /** Outward ionic current density of each excitable compartment, mA/cm². */
  ionicCurrent(lane: number): Float64Array;
  /** Indices of the excitable compartments. */
  excitable(lane: number): Uint32Array;
  /** What is known of each excitable place. */
  quantities(lane: number): Quantity[];
  /** Those quantities now, at the excitable place nearest to another, um. */
  values(lane: number, um: number, count: number): Float64Array;
}
