// @ts-check
/** What the page and the worker of the experiments say to each other, and whether something is such a message. Pure. */

/** @import { LabReport, Notice } from "../types.js" */

/** The experiments, as the engine calls them. */
export const PROTOCOLS = /** @type {const} */ ([
  "diameter",
  "temperature",
  "demyelination",
  "strength-duration",
  "recovery",
  "f-i",
]);

/** @typedef {(typeof PROTOCOLS)[number]} Protocol */

/**
 * What is to be done.
 *
 * @typedef {object} Order
 * @property {number} id tells the answers to one order from those to another
 * @property {Protocol} protocol
 * @property {string} scenario
 * @property {number} lane from 0
 */

/**
 * What is said while it is done: reports, the last of which is done, or why it failed.
 *
 * @typedef {{ id: number, report: LabReport } | { id: number, failed: Failure }} News
 */

/** @typedef {{ message: string } & Partial<Notice>} Failure */

/** @param {unknown} data @returns {data is Order} */
export function isOrder(data) {
  if (!isObject(data)) return false;
  const { id, protocol, scenario, lane } = data;
  return (
    Number.isInteger(id) &&
    PROTOCOLS.some((known) => known === protocol) &&
    typeof scenario === "string" &&
    Number.isInteger(lane) &&
    Number(lane) >= 0
  );
}

/** @param {unknown} data @returns {data is News} */
export function isNews(data) {
  if (!isObject(data) || !Number.isInteger(data.id)) return false;
  return isReport(data.report) || (isObject(data.failed) && typeof data.failed.message === "string");
}

/** @param {unknown} data @returns {data is LabReport} */
function isReport(data) {
  if (!isObject(data)) return false;
  const { protocol, columns, rows, facts, progress, done } = data;
  return (
    PROTOCOLS.some((known) => known === protocol) &&
    Array.isArray(columns) &&
    Array.isArray(rows) &&
    rows.every((row) => isObject(row) && Array.isArray(row.cells) && row.cells.length === columns.length) &&
    Array.isArray(facts) &&
    typeof progress === "number" &&
    typeof done === "boolean"
  );
}

/** @param {unknown} data @returns {data is Record<string, unknown>} */
function isObject(data) {
  return typeof data === "object" && data !== null;
}

/** An exception as it is sent. @param {unknown} error @returns {Failure} */
export function failureOf(error) {
  if (!(error instanceof Error)) return { message: String(error) };
  const { key, given, allowed } = /** @type {Partial<Notice>} */ (/** @type {unknown} */ (error));
  return key === undefined
    ? { message: error.message }
    : { message: error.message, key, given: given ?? "", allowed: allowed ?? "" };
}
