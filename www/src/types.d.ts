/** Structures that the engine hands out, as their Rust definitions say (`src/simulation/lane.rs`, `src/scenario/`). */

export type FiberKind = "mrg" | "c" | "squid" | "frog" | "patch";

export type MembraneKind = "mrg" | "c" | "squid" | "frog";

export interface LaneInfo {
  fiber: FiberKind;
  membrane: MembraneKind;
  diameter_um: number;
  axon_diameter_um: number;
  node_diameter_um: number;
  node_spacing_um: number;
  geometry: "published" | "interpolated" | "extension" | "extrapolated" | null;
  lamellae: number | null;
  g_ratio: number | null;
  length_mm: number;
  celsius: number;
  bare_counterpart_of: number | null;
  threshold_na: number | null;
  healthy_threshold_na: number | null;
  amplitude_na: number;
  duration_ms: number;
  rest_mv: number;
  peak_mv: number | null;
  expected_velocity_m_per_s: number | null;
  expected_half_width_ms: number | null;
  electrodes: { at_mm: number; distance_mm: number | null }[];
  dt_ms: number;
  compartments: number;
}

export interface Measurement {
  fiber: FiberKind;
  conducts: boolean;
  spikes: number;
  velocity_m_per_s: number | null;
  velocity_between_mm: [number, number] | null;
  no_velocity: string | null;
  peak_mv: number | null;
  half_width_ms: number | null;
  arrival_ms: number | null;
  last_arrival_ms: number | null;
  last_fired_mm: number | null;
  last_fired_node: number | null;
  safety_factor: (number | null)[];
  /** When something was last changed that makes the run another than that of the scenario from time 0; all that is measured has
   * happened since. */
  changed_at_ms?: number;
}

/** A spike that arrived at a node, or at one of the places of a bare fiber that are listened to. */
export interface SpikeEvent {
  lane: number;
  site: number;
  position_um: number;
  time_ms: number;
}

/** A number that describes the state of an excitable place. */
export interface Quantity {
  /** `v`, `v_in`, the gates' own names, `i_na` and the like, `i_c`. */
  id: string;
  label: string;
  /** "mV", "mA/cm2" (outward is positive), or empty for a gate. */
  unit: string;
  kind: "voltage" | "gate" | "current";
}

/** The picture over place and time of a lane, without its values. */
export interface RasterParts {
  columns: number;
  /** Of all stretches. */
  rows: number;
  /** Nothing is known of what was before, ms. */
  knownFromMs: number;
  /** In their order; each has rows of equal time, of which the last may end early, at `endMs`. */
  stretches: { startMs: number; endMs: number; rowMs: number; firstRow: number }[];
}

export interface Limits {
  min: number;
  max: number;
  default: number | null;
}

export interface Choice {
  id: string;
  label: string;
}

export interface Parameter {
  id: string;
  part: "lane" | "stimulus" | "electrode" | "view";
  label: string;
  unit: string;
  kind: "number" | "whole" | "myelin" | { choice: Choice[] } | { list: { most: number } };
  /** By fiber, in the order mrg, c, squid, frog, patch. */
  limits: [Limits, Limits, Limits, Limits, Limits];
  /** Whether a patch has the limits of the fiber that its membrane is named after. */
  by_membrane: boolean;
}

/** What the engine says: English words with `{}` in the place of each value, and the values; or a text of ours. */
export type Sentence = [words: string, values: string[]] | string;

export interface Notice<Words = Sentence> {
  key: string;
  given: string;
  allowed: Words;
  instead: Words;
}

export interface Opened<Words = Sentence> {
  scenario: string;
  notices: Notice<Words>[];
}

/** What an experiment has found so far (`src/experiment/lab/report.rs`). */
export interface LabReport {
  protocol: "diameter" | "temperature" | "demyelination" | "strength-duration" | "recovery" | "f-i";
  scenario: string;
  columns: { id: string; unit: string }[];
  rows: LabRow[];
  facts: { id: string; unit: string; value: number | null; between: [number, number] | null }[];
  progress: number;
  done: boolean;
  /** Why it could not be done to the end, if so. */
  error: LabRow["error"];
}

export interface LabRow {
  cells: (number | null)[];
  scenario: string | null;
  /** Whether a spike arrived, and yet has no velocity. */
  untimed: boolean;
  error: { key: string; given: string; allowed: Sentence } | null;
}
