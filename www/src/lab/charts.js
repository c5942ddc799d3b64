// @ts-check
/** From a report to a chart: axes, our points, the laws fitted to them, and what is known. Pure. */
import "../text/later.js";
import { axisOf } from "../draw/chart.js";
import { plain, unit } from "../text/format.js";
import { t } from "../text/text.js";
import { known } from "./literature.js";

/** @import { Chart, Series } from "../draw/chart.js" */
/** @import { Palette } from "../draw/palette.js" */
/** @import { FiberKind, LabReport, LabRow, MembraneKind } from "../types.js" */
/** @import { Key } from "../text/text.js" */

/**
 * How a protocol is drawn.
 *
 * @type {Record<LabReport["protocol"], { logX?: boolean, logY?: boolean, zero?: boolean }>}
 */
const DRAWN = {
  diameter: { logX: true, logY: true },
  temperature: { zero: true },
  demyelination: { logX: true, zero: true },
  "strength-duration": { logX: true, logY: true },
  recovery: { logX: true },
  "f-i": { logX: true, zero: true },
};

/** Samples of a law that is drawn. */
const SAMPLES = 80;

/** Whether all is in a report that was to be in it. @param {LabReport} report */
export function isWhole({ done, error }) {
  return done && !error;
}

/** Why a row has no value. @param {LabRow} row */
export function whyNone({ untimed }) {
  return untimed ? "lab.untimed" : "lab.failed";
}

/** Name of a column, as an axis says it. @param {string} id */
export function columnName(id) {
  return t(/** @type {Key} */ (`lab.column.${id}`));
}

/**
 * The chart of what is known so far. The first series is ours: its points are the rows with a value, in their order.
 *
 * @param {LabReport} report
 * @param {FiberKind | MembraneKind} fiber
 * @param {Palette} palette
 * @returns {{ chart: Chart, rows: number[], failed: number[] }} with the row of each point of ours, and of each without a value
 */
export function chartOf(report, fiber, palette) {
  const drawn = DRAWN[report.protocol];
  const [first, second] = report.columns;
  /** @type {number[]} */
  const rows = [];
  /** @type {number[]} */
  const failed = [];
  for (const [index, row] of report.rows.entries()) (row.cells[1] === null ? failed : rows).push(index);
  const cell = (/** @type {number} */ row, /** @type {number} */ column) =>
    report.rows[row]?.cells[column] ?? Number.NaN;
  /** @type {Series} */
  const ours = {
    label: t(isWhole(report) ? "lab.ours" : "lab.ours.part"),
    x: rows.map((row) => cell(row, 0)),
    y: rows.map((row) => cell(row, 1)),
    color: palette.accent,
    line: true,
    mark: "circle",
  };
  const colors = [palette.current, palette["ink-soft"], palette.ink];
  /** @type {Series[]} */
  const beside = known(report.protocol, fiber)
    .filter((one) => one.points ?? one.line)
    .map((one, index) => ({
      label: one.source,
      x: (one.points ?? one.line ?? []).map(([x]) => x),
      y: (one.points ?? one.line ?? []).map(([, y]) => y),
      color: /** @type {string} */ (colors[index % colors.length]),
      // Of others: hollow, so that ours are seen within.
      ...(one.points
        ? { mark: /** @type {const} */ (["square", "diamond", "triangle"])[index % 3], hollow: true }
        : {}),
      ...(one.line
        ? {
            line: true,
            dash:
              [
                [6, 4],
                [2, 3],
                [8, 3, 2, 3],
              ][index % 3] ?? [],
          }
        : {}),
    }));
  const fits = lawsOf(report, colors);
  const x = axisOf(
    {
      label: columnName(first?.id ?? ""),
      unit: unit(first?.unit ?? ""),
      log: drawn.logX ?? false,
    },
    [
      report.rows.map((row) => row.cells[0] ?? Number.NaN),
      ...beside.map((series) => series.x),
      known(report.protocol, fiber).flatMap((one) => one.upright ?? []),
    ],
  );
  const y = axisOf(
    { label: columnName(second?.id ?? ""), unit: unit(second?.unit ?? ""), log: drawn.logY ?? false },
    [ours.y, ...beside.map((series) => series.y), ...fits.map((series) => series.y)],
    { zero: drawn.zero ?? false },
  );
  /** @type {Series[]} */
  const uprights = known(report.protocol, fiber).flatMap((one) =>
    one.upright === undefined
      ? []
      : [
          {
            label: one.source,
            x: [one.upright, one.upright],
            y: [y.from, y.to],
            color: palette.current,
            line: true,
            dash: [6, 4],
          },
        ],
  );
  // Where there is no value, a mark at the foot of the chart says why.
  const feet = /** @type {const} */ (["lab.untimed", "lab.failed"]).flatMap((why) => {
    const own = failed.filter((row) => whyNone(/** @type {LabRow} */ (report.rows[row])) === why);
    if (own.length === 0) return [];
    /** @type {Series} */
    const foot = {
      label: t(why),
      x: own.map((row) => cell(row, 0)),
      y: own.map(() => y.from),
      ...(why === "lab.failed"
        ? { color: palette["ink-soft"], mark: "cross" }
        : { color: palette.accent, mark: "circle", hollow: true }),
    };
    return [foot];
  });
  return { chart: { x, y, series: [ours, ...fits, ...beside, ...uprights, ...feet] }, rows, failed };
}

/** The laws of Weiss and of Lapicque, and the rheobase. @param {LabReport} report @param {string[]} colors @returns {Series[]} */
function lawsOf(report, colors) {
  if (report.protocol !== "strength-duration" || report.rows.length === 0) return [];
  const fact = (/** @type {string} */ id) => report.facts.find((one) => one.id === id)?.value ?? null;
  const [from, to] = [report.rows[0]?.cells[0] ?? 1, report.rows.at(-1)?.cells[0] ?? 1];
  const widths = Array.from({ length: SAMPLES }, (_, k) => from * (to / from) ** (k / (SAMPLES - 1)));
  /** @type {Series[]} */
  const found = [];
  /** @param {string} name @param {(rheobase: number, chronaxie: number, width: number) => number} law @param {number} style */
  const add = (name, law, style) => {
    const [rheobase, chronaxie] = [fact(`${name}_rheobase_na`), fact(`${name}_chronaxie_ms`)];
    if (rheobase === null || chronaxie === null) return;
    found.push({
      label: t(/** @type {Key} */ (`lab.law.${name}`)),
      x: widths,
      y: widths.map((width) => law(rheobase, chronaxie, width)),
      color: /** @type {string} */ (colors[style]),
      line: true,
      dash: style === 0 ? [6, 4] : [2, 3],
    });
  };
  add("weiss", (rheobase, chronaxie, width) => rheobase * (1 + chronaxie / width), 0);
  add("lapicque", (rheobase, chronaxie, width) => rheobase / -Math.expm1((-width * Math.LN2) / chronaxie), 1);
  const rheobase = fact("rheobase_na");
  if (rheobase !== null) {
    found.push({
      label: t("lab.law.rheobase"),
      x: [from, to],
      y: [rheobase, rheobase],
      color: /** @type {string} */ (colors[1]),
      line: true,
      width: 1,
    });
  }
  const chronaxie = fact("chronaxie_ms");
  if (rheobase !== null && chronaxie !== null) {
    found.push({
      label: t("lab.law.chronaxie"),
      x: [chronaxie],
      y: [2 * rheobase],
      color: /** @type {string} */ (colors[2]),
      mark: "diamond",
    });
  }
  return found;
}

/** A number of a report, with its unit. @param {number} value @param {string} of its unit */
export function quantity(value, of) {
  return [plain(value, 4), unit(of)].filter(Boolean).join(" ");
}
