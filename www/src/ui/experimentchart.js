// @ts-check
/** The chart of an experiment, whose points are read by mouse and keys, and open their run. */
import { nearest } from "../draw/chart.js";
import { paletteOf } from "../draw/palette.js";
import { drawPlate, plateHeight } from "../draw/plate.js";
import { chartOf, columnName, quantity, whyNone } from "../lab/charts.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";

/** @import { Means } from "./save.js" */
/** @import { Frame } from "../draw/chart.js" */
/** @import { FiberKind, LabReport, MembraneKind } from "../types.js" */
/** @import { Key } from "../text/text.js" */

/** Width of a chart that is kept, CSS pixels. */
const KEPT_WIDTH = 720;

/**
 * What was found by an experiment, and on what.
 *
 * @typedef {object} Result
 * @property {LabReport} report
 * @property {FiberKind | MembraneKind} fiber
 * @property {string} name of the lane
 */

export class ExperimentChart {
  canvas = make("canvas", { role: "img", tabindex: "0" });
  /** What the point is that is read, in words. */
  reading = make("p", { class: "lab-reading", "aria-live": "polite" });
  /** @type {Result | null} */
  #result = null;
  /** Our points as they were drawn last. @type {{ frame: Frame, x: ArrayLike<number>, y: ArrayLike<number>, rows: number[] } | null} */
  #drawn = null;
  /** The point that is read, as a row of the table. @type {number | null} */
  #read = null;

  /** @param {(row: number) => void} open what a press on a point does */
  constructor(open) {
    this.open = open;
    this.#listen();
  }

  /** @param {Result | null} result */
  show(result) {
    this.#result = result;
    this.draw();
    this.#say();
  }

  /** Another experiment begins: no point is read. */
  forget() {
    this.#read = null;
  }

  draw() {
    const canvas = this.canvas;
    const result = this.#result;
    // Axes of nothing would tell less than the words beside them.
    canvas.hidden = result === null || (result.report.done && result.report.rows.length === 0);
    if (!result || canvas.hidden) return;
    const width = canvas.parentElement?.clientWidth ?? 0;
    if (width === 0) return;
    const palette = paletteOf(document.documentElement);
    const { chart, rows, failed } = chartOf(result.report, result.fiber, palette);
    const height = plateHeight(width, chart);
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(density, 0, 0, density, 0, 0);
    const frame = drawPlate(context, width, chart, palette);
    const [ours] = chart.series;
    this.#drawn = {
      frame,
      x: [
        ...Array.from(ours?.x ?? []),
        ...failed.map((row) => result.report.rows[row]?.cells[0] ?? Number.NaN),
      ],
      y: [...Array.from(ours?.y ?? []), ...failed.map(() => chart.y.from)],
      rows: [...rows, ...failed],
    };
    const at = this.#read === null ? -1 : this.#drawn.rows.indexOf(this.#read);
    if (at >= 0) {
      context.strokeStyle = palette.ink;
      context.lineWidth = 1.5;
      context.beginPath();
      context.arc(
        frame.x.place(/** @type {number} */ (this.#drawn.x[at])),
        frame.y.place(/** @type {number} */ (this.#drawn.y[at])),
        7,
        0,
        2 * Math.PI,
      );
      context.stroke();
    }
    const label = t("lab.chart", {
      title: t(/** @type {Key} */ (`lab.${result.report.protocol}`)),
      name: result.name,
      points: result.report.rows.length,
    });
    if (canvas.getAttribute("aria-label") !== label) canvas.setAttribute("aria-label", label);
  }

  #listen() {
    const canvas = this.canvas;
    const at = (/** @type {MouseEvent} */ event) => {
      if (!this.#drawn) return null;
      const { frame, x, y, rows } = this.#drawn;
      const series = [{ label: "", color: "", x, y }];
      const found = nearest(frame, series, event.offsetX, event.offsetY);
      return found ? (rows[found.index] ?? null) : null;
    };
    canvas.addEventListener("pointermove", (event) => this.#readRow(at(event)));
    canvas.addEventListener("pointerleave", () => this.#readRow(null));
    canvas.addEventListener("click", (event) => {
      const row = at(event);
      if (row !== null) this.open(row);
    });
    canvas.addEventListener("keydown", (event) => {
      const count = this.#result?.report.rows.length ?? 0;
      if (count === 0) return;
      const now = this.#read;
      const to = {
        ArrowRight: Math.min((now ?? -1) + 1, count - 1),
        ArrowLeft: Math.max((now ?? count) - 1, 0),
        Home: 0,
        End: count - 1,
      }[event.key];
      if (to !== undefined) this.#readRow(to);
      else if (event.key === "Enter" && now !== null) this.open(now);
      else return;
      event.preventDefault();
    });
  }

  /** @param {number | null} row */
  #readRow(row) {
    if (row === this.#read) return;
    this.#read = row;
    this.canvas.classList.toggle("over", row !== null);
    this.draw();
    this.#say();
  }

  /** Says what the point is that is read. */
  #say() {
    const report = this.#result?.report;
    const row = this.#read === null ? undefined : report?.rows[this.#read];
    if (!report || !row) {
      setText(this.reading, report && report.rows.length > 0 ? t("lab.hint") : "");
      return;
    }
    const values = report.columns.flatMap((column, index) => {
      const cell = row.cells[index] ?? null;
      return cell === null ? [] : [`${columnName(column.id)} ${quantity(cell, column.unit)}`];
    });
    if (row.cells[1] === null) values.push(t(whyNone(row)));
    setText(this.reading, values.join(", "));
  }

  /** The chart as it is kept. @param {Means["SvgSurface"]} SvgSurface */
  picture(SvgSurface) {
    const result = this.#result;
    if (!result) return new SvgSurface();
    const palette = paletteOf(document.documentElement);
    const { chart } = chartOf(result.report, result.fiber, palette);
    const surface = new SvgSurface(KEPT_WIDTH, plateHeight(KEPT_WIDTH, chart) + 10);
    drawPlate(surface.getContext(), KEPT_WIDTH, chart, palette);
    return surface;
  }
}
