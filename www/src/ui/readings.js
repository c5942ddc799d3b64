// @ts-check
/** What is measured in each lane, as a small table below the figure: live, and with the reason where a spike failed. */
import "../first.js";
import "../text/later.js";
import { title } from "../text/describe.js";
import { milliseconds, significant, velocity } from "../text/format.js";
import { readiness } from "../text/readiness.js";
import { t } from "../text/text.js";
import { why } from "../text/why.js";
import { byId, make, setText } from "./dom.js";

/** @import { App, View } from "../app.js" */

const COLUMNS = /** @type {const} */ (["lane", "velocity", "peak", "width", "safety", "state"]);

/**
 * The row of a lane, and the one below it that says why a spike failed.
 *
 * @typedef {Record<"name" | "velocity" | "peak" | "width" | "safety" | "state" | "why" | "reason", HTMLElement>} Row
 */

/** @implements {View} */
export class Readings {
  /** @type {Row[]} */
  #rows = [];
  #body = make("tbody");
  /** Columns of the safety factor: there is one only where there are nodes. */
  #safety = make("th", { scope: "col" }, t("readings.safety"));
  /** The lowest safety factors, and of which moment they are: to find them takes a look at every node. @type {{ atMs: number, lowest: string }[]} */
  #lowest = [];

  /** @param {App} app */
  constructor(app) {
    this.store = app.store;
    const head = COLUMNS.map((column) =>
      column === "safety" ? this.#safety : make("th", { scope: "col" }, t(`readings.${column}`)),
    );
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...head)), this.#body);
    this.details = byId("readings", HTMLDetailsElement);
    this.details.append(
      make(
        "div",
        { class: "readings-scroll", tabindex: "0", role: "region", "aria-label": t("readings.title") },
        table,
      ),
    );
    this.details.addEventListener("toggle", () => this.show());
  }

  update() {
    const { lanes } = this.store;
    if (this.#rows.length !== lanes.length) {
      this.#rows = lanes.map(() => {
        const [velocity, peak, width, safety, state] = [1, 2, 3, 4, 5].map(() => make("td"));
        const reason = make("td", { colspan: COLUMNS.length });
        return /** @type {Row} */ ({
          name: make("th", { scope: "row" }),
          velocity,
          peak,
          width,
          safety,
          state,
          why: make("tr", { class: "why", hidden: true }, reason),
          reason,
        });
      });
      this.#body.replaceChildren(
        ...this.#rows.flatMap((row) => [
          make("tr", {}, row.name, row.velocity, row.peak, row.width, row.safety, row.state),
          row.why,
        ]),
      );
    }
    for (const [index, row] of this.#rows.entries()) setText(row.name, title(lanes, index));
    this.#lowest = [];
    const nodes = lanes.some((lane) => lane.node_spacing_um > 0);
    for (const cell of [this.#safety, ...this.#rows.map((row) => row.safety)]) cell.hidden = !nodes;
  }

  /** The lowest safety factor of a lane whose spike has come to its end. @param {number} index */
  #lowestOf(index) {
    const { store } = this;
    const lane = store.lanes[index];
    if (!this.details.open || !store.quiet[index] || !lane || lane.node_spacing_um === 0) return "–";
    const { timeMs: atMs } = store;
    if (this.#lowest[index]?.atMs !== atMs) {
      const factors = store.engine.measure(index).safety_factor.filter((one) => one !== null);
      this.#lowest[index] = { atMs, lowest: factors.length > 0 ? significant(Math.min(...factors), 3) : "–" };
    }
    return this.#lowest[index]?.lowest ?? "–";
  }

  show() {
    const { store } = this;
    for (const [index, row] of this.#rows.entries()) {
      const [lane, measured] = [store.lanes[index], store.measured[index]];
      if (!lane || !measured) continue;
      const known = (/** @type {number | null} */ value, /** @type {(value: number) => string} */ write) =>
        value === null ? "–" : write(value);
      setText(row.velocity, known(measured.velocity_m_per_s, velocity));
      setText(
        row.peak,
        known(measured.peak_mv, (mv) => `${significant(mv, 3)} mV`),
      );
      setText(row.width, known(measured.half_width_ms, milliseconds));
      setText(row.safety, this.#lowestOf(index));
      setText(row.state, readiness(store.engine.sodiumAvailable(index)));
      const reason = store.quiet[index] ? why(lane, measured) : "";
      row.why.hidden = reason === "";
      setText(row.reason, reason);
    }
  }
}
