// @ts-check
/** Tables as CSV: comment lines that begin with `#`, a heading with units, rows. Pure. */

/**
 * A table.
 *
 * @param {string[]} comments
 * @param {string[]} heading
 * @param {(string | number | null)[][]} rows null is an empty field
 */
export function csv(comments, heading, rows) {
  const lines = [heading, ...rows].map((row) => row.map(field).join(","));
  // A line break would end the comment.
  return `${[...comments.map((comment) => `# ${comment.replaceAll(/\s+/g, " ")}`), ...lines].join("\n")}\n`;
}

/** @param {string | number | null} value */
function field(value) {
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  const text = typeof value === "number" ? String(Number(value.toPrecision(9))) : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * @typedef {object} Traced one probe of a lane
 * @property {string} lane its name
 * @property {number} probe from 1
 * @property {number} um its place
 * @property {{ id: string, unit: string }[]} quantities
 * @property {ArrayLike<number>} timeMs
 * @property {ArrayLike<number>[]} values one array a quantity
 */

/**
 * Traces as one table: fibers differ in their gates, so a column that a fiber does not have is empty there.
 *
 * @param {string[]} comments
 * @param {Traced[]} traces
 */
export function traceTable(comments, traces) {
  /** @type {Map<string, string>} */
  const columns = new Map();
  for (const { quantities } of traces) {
    for (const { id, unit } of quantities) columns.set(id, unit ? `${id}_${unit.replace("/", "_per_")}` : id);
  }
  const rows = traces.flatMap((trace) => {
    const place = new Map(trace.quantities.map(({ id }, index) => [id, index]));
    return Array.from(trace.timeMs, (ms, k) => [
      ...[trace.lane, trace.probe, trace.um / 1000, ms],
      ...[...columns.keys()].map((id) => trace.values[place.get(id) ?? -1]?.[k] ?? null),
    ]);
  });
  return csv(comments, ["lane", "probe", "position_mm", "time_ms", ...columns.values()], rows);
}
