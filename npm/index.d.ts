import type { LaneInfo, Measurement } from "./structures.js";

export type { LaneInfo, Measurement } from "./structures.js";

/** What a figure shows now. */
export interface FigureState {
  /** In its shortest form; what stands behind # in a link. */
  scenario: string;
  time_ms: number;
  playing: boolean;
  /** Whether nothing moves any more. */
  settled: boolean;
  lanes: (LaneInfo & Measurement)[];
}

/**
 * `<axon-figure scenario="…" controls="…" theme="…">`.
 *
 * Events: `ready` and `change` (`detail.scenario`), `spike` (`detail.lane`, `.arrival_ms`, `.velocity_m_per_s`), `error`
 * (`detail.message`).
 */
export declare class AxonFigure extends HTMLElement {
  /** Where the small engine lies, or its bytes; by default beside the module. */
  static places: { small?: string | URL | BufferSource; whole?: string | URL };
  /** Settles when the figure lives, or cannot. */
  ready: Promise<AxonFigure>;
  /** Frames that were computed and drawn: none while the figure is not seen. */
  readonly frames: number;
  /** The scenario as it is now; set, it opens another. */
  scenario: string;
  getState(): FigureState;
  /** Opens another scenario, by its text, or changes some of its values, by key. Settles when it is shown. */
  setState(state: string | Record<string, string | number>): Promise<void>;
  /** Changes some values: `diameter=16&celsius=20`, or by key. */
  change(changes: string | Record<string, string | number>): Promise<void>;
  play(): void;
  pause(): void;
  /** Back to time 0 and rest, standing still. */
  reset(): void;
  /** Sends a spike. */
  stimulate(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "axon-figure": AxonFigure;
  }
}
