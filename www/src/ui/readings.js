// @ts-check
/** What is measured in each lane, as a small table below the figure: live, and with the reason where a spike failed. */
import { title } from "../text/describe.js";
import { milliseconds, significant, velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { readiness, why } from "../text/why.js";
import { make, setText } from "./dom.js";

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

  /** @param {App} app @param {HTMLElement} place whose first part it becomes */
  constructor(app, place) {
    this.store = app.store;
    const head = COLUMNS.map((column) => make("th", { scope: "col" }, t(`readings.${column}`)));
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...head)), this.#body);
    const details = make(
      "details",
      { class: "readings" },
      make("summary", {}, t("readings.title")),
      make(
        "div",
        { class: "readings-scroll", tabindex: "0", role: "region", "aria-label": t("readings.title") },
        table,
      ),
    );
    place.prepend(details);
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
      const factors = measured.safety_factor.filter((one) => one !== null);
      setText(row.safety, factors.length > 0 ? significant(Math.min(...factors), 3) : "–");
      setText(row.state, readiness(store.engine.sodiumAvailable(index)));
      const reason = store.quiet[index] ? why(lane, measured) : "";
      row.why.hidden = reason === "";
      setText(row.reason, reason);
    }
  }
}
