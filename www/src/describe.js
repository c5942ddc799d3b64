// @ts-check
/** What is shown, in words. Pure: structures in, text out. */
import { milliseconds, significant, velocity } from "./format.js";

/** @import { LaneInfo, Measurement } from "./types.js" */

/** @param {LaneInfo} lane */
export function title(lane) {
  if (lane.fiber === "mrg") return "With myelin";
  if (lane.fiber === "squid") return "Squid giant axon";
  return lane.bare_counterpart_of === null ? "Bare C fiber" : "The same axon, bare";
}

/** @param {LaneInfo} lane */
export function particulars(lane) {
  const um = (/** @type {number} */ value) => `${Number(value.toPrecision(3))} µm`;
  const celsius = `${Number(lane.celsius.toPrecision(4))} °C`;
  if (lane.fiber === "mrg") {
    return `${um(lane.diameter_um)} fiber, ${um(lane.axon_diameter_um)} axon inside, ${celsius}`;
  }
  if (lane.fiber === "squid") return `${um(lane.diameter_um)} axon, ${celsius}`;
  return `${um(lane.diameter_um)} axon with a C fiber’s membrane, ${celsius}`;
}

/** What to look for. @param {LaneInfo} lane */
export function hint(lane) {
  if (lane.fiber === "mrg") return "Current enters only at the nodes: the spike jumps.";
  if (lane.fiber === "squid") return "Current enters everywhere along the axon.";
  return "Current enters everywhere: the spike crawls.";
}

/** How the picture departs from true proportions. @param {LaneInfo[]} lanes @param {number} times that diameters are larger */
export function exaggeration(lanes, times) {
  const widened = lanes.some((lane) => lane.node_spacing_um > 0);
  const nodes = widened ? "; the gaps at the nodes, 1 µm long, are widened to be seen" : "";
  return `Diameters are drawn to one scale, ${significant(times, 2)} times larger than lengths${nodes}.`;
}

/** State of a lane's spike. @param {Measurement} measured @param {boolean} settled */
export function progress(measured, settled) {
  if (measured.arrival_ms !== null) return `home after ${milliseconds(measured.arrival_ms)}`;
  if (!settled) return measured.conducts ? "nearly home" : "on its way";
  return "no spike arrived";
}

/**
 * The ratio of the fastest and the slowest velocity measured, once there are two.
 *
 * @param {LaneInfo[]} lanes
 * @param {Measurement[]} measured
 * @returns {{ ratio: number, text: string } | null}
 */
export function verdict(lanes, measured) {
  const speeds = measured.map((lane) => lane.velocity_m_per_s);
  const known = speeds.filter((speed) => speed !== null);
  if (lanes.length < 2 || known.length < lanes.length) return null;
  const [fastest, slowest] = [Math.max(...known), Math.min(...known)];
  const ratio = fastest / slowest;
  const winner = lanes[speeds.indexOf(fastest)];
  const loser = lanes[speeds.indexOf(slowest)];
  const byMyelin = winner?.fiber === "mrg" && loser?.bare_counterpart_of === speeds.indexOf(fastest);
  return { ratio, text: `${significant(ratio, 3)} times faster${byMyelin ? " with myelin" : ""}` };
}

/**
 * A summary that is true now, for those who do not see the pictures.
 *
 * @param {LaneInfo[]} lanes
 * @param {Measurement[]} measured
 * @param {boolean} settled
 */
export function summary(lanes, measured, settled) {
  const parts = lanes.map((lane, index) => {
    const result = measured[index];
    if (!result) return "";
    const speed = result.velocity_m_per_s === null ? "" : `${velocity(result.velocity_m_per_s)}, `;
    return `${title(lane)}: ${speed}${progress(result, settled)}.`;
  });
  const ratio = verdict(lanes, measured);
  return [...parts, ratio ? `${ratio.text}.` : ""].filter(Boolean).join(" ");
}
