// @ts-check
/** A report as comma-separated values (RFC 4180, lines end in a line feed). Pure. */

/** @import { LabReport } from "../types.js" */

/**
 * The rows of a report, full precision: names of the columns are the engine's, with their units in them; the scenario of a row
 * stands behind it.
 *
 * @param {LabReport} report
 * @returns {string}
 */
export function toCsv(report) {
  const head = [...report.columns.map((column) => column.id), "scenario", "error"];
  const lines = report.rows.map((row) => [
    ...row.cells.map((cell) => (cell === null ? "" : String(cell))),
    row.scenario ?? "",
    row.error ? `${row.error.key}: ${row.error.given}; allowed: ${row.error.allowed}` : "",
  ]);
  return `${[head, ...lines].map((cells) => cells.map(quoted).join(",")).join("\n")}\n`;
}

/** @param {string} cell */
function quoted(cell) {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
