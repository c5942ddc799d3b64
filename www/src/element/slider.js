// @ts-check
/** One parameter of a figure as a slider. */
import { isLogarithmic, ruled } from "../state/rule.js";
import { significant, unit } from "../text/format.js";
import { tOr } from "../text/text.js";
import { make, setText } from "../ui/dom.js";

/** @import { Run, Runnable } from "../state/run.js" */
/** @import { LaneInfo, Limits } from "../types.js" */

/** Order of the fibers in the table's limits. */
const FIBERS = ["mrg", "c", "squid", "frog", "patch"];

/**
 * @typedef {object} Slider
 * @property {HTMLElement} row
 * @property {(run: Run<Runnable>) => void} show
 */

/**
 * @param {Run<Runnable>} store
 * @param {typeof import("../../pkg/table.js").table} table
 * @param {string} asked id of a parameter, with the prefix of its lane if it is not the first that has it
 * @param {(key: string, value: string) => void} change
 * @returns {Slider | null} null if there is nothing to slide
 */
export function slider(store, table, asked, change) {
  const [, letter, id = ""] = /^(?:([a-f])\.)?(\w+)$/.exec(asked.trim()) ?? [];
  const parameter = table.find((row) => row.id === id);
  if (!parameter) return null;
  const limitsIn = (/** @type {LaneInfo} */ info) =>
    /** @type {Limits} */ (parameter.limits[FIBERS.indexOf(info.fiber)]);
  const slides = (/** @type {LaneInfo} */ info) => limitsIn(info).min < limitsIn(info).max;
  const lane = letter ? letter.charCodeAt(0) - 97 : store.lanes.findIndex(slides);
  const first = store.lanes[lane];
  if (!first || !slides(first)) return null;
  const key = store.key(id, parameter.part === "lane" ? lane : undefined);
  const { min, max } = limitsIn(first);
  const even = isLogarithmic(min, max);
  const place = (/** @type {number} */ value) => (even ? Math.log10(value) : value);
  const step = 10 ** Math.floor(Math.log10((place(max) - place(min)) / 100));
  const input = make("input", { type: "range", min: place(min), max: place(max), step, part: "slider" });
  const value = make("output", { part: "value" });
  const label = tOr(`parameter.${id}`, parameter.label);
  const name = store.lanes.length > 1 && letter ? `${label} (${letter})` : label;
  const row = make("label", { part: "control", class: "control" }, make("span", {}, name), input, value);
  input.addEventListener("input", () => {
    const at = Number(input.value);
    const chosen = even ? Number((10 ** at).toPrecision(3)) : Number(at.toPrecision(12));
    change(key, String(Math.min(max, Math.max(min, chosen))));
  });
  return {
    row,
    show(now) {
      const info = now.lanes[lane];
      const given = now.given(key);
      const byRule = ruled(id, info) ?? (info && limitsIn(info).default);
      const current = given !== undefined ? Number(given) : (byRule ?? 1000 / now.rate);
      input.value = String(place(current));
      // A multiple is one of slowness for the clock only.
      const measure = parameter.unit === "x" && id !== "slow" ? "×" : unit(parameter.unit);
      const words = `${significant(current, 3)} ${measure}`;
      setText(value, words);
      input.setAttribute("aria-valuetext", words);
    },
  };
}
