// @ts-check
/** A report as comma-separated values: comment lines that begin with `#`, then a table (RFC 4180, lines end in a line feed). Pure. */

import { said } from "../text/said.js";
import { isWhole } from "./charts.js";

/** @import { LabReport } from "../types.js" */

/**
 * The rows of a report, full precision: names of the columns are the engine's, with their units in them; the scenario of a row
 * stands behind it.
 *
 * @param {LabReport} report
 * @param {string} address of the page, for the comment
 * @returns {string}
 */
export function toCsv(report, address) {
  const head = [...report.columns.map((column) => column.id), "scenario", "error"];
  const lines = report.rows.map((row) => [
    ...row.cells.map((cell) => (cell === null ? "" : String(cell))),
    row.scenario ?? "",
    row.error ? `${row.error.key}: ${row.error.given}; allowed: ${said(row.error.allowed)}` : "",
  ]);
  const comments = [
    `# Saltatory, ${report.protocol} of ${report.scenario}`,
    `# ${address.replaceAll(/\s+/g, " ")}`,
    ...(isWhole(report) ? [] : [`# not finished: ${report.rows.length} rows so far`]),
  ];
  return `${[...comments, ...[head, ...lines].map((cells) => cells.map(quoted).join(","))].join("\n")}\n`;
}

/** @param {string} cell */
function quoted(cell) {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
