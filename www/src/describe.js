// @ts-check
/** What is shown, in words. Pure: structures in, text out. */
import { milliseconds, significant, velocity } from "./format.js";
import { slowMotionOfRate } from "./race.js";

/** @import { Scale } from "./draw/scale.js" */
/** @import { LaneInfo, Measurement } from "./types.js" */

/** Membranes of a patch. */
const MEMBRANES = {
  mrg: "node of a mammalian motor axon",
  c: "C fiber",
  squid: "squid giant axon",
  frog: "node of a frog",
};

/** Name of a fiber. @param {LaneInfo} lane */
function name(lane) {
  if (lane.fiber === "mrg") return "With myelin";
  if (lane.fiber === "squid") return "Squid giant axon";
  if (lane.fiber === "frog") return "Frog, with myelin";
  if (lane.fiber === "patch") return "Patch of membrane";
  return lane.bare_counterpart_of === null ? "Bare C fiber" : "The same axon, bare";
}

/** Heading of a lane: its fiber's name, with its letter where two have the same. @param {LaneInfo[]} lanes @param {number} index */
export function title(lanes, index) {
  const own = name(/** @type {LaneInfo} */ (lanes[index]));
  const shared = lanes.filter((lane) => name(lane) === own).length > 1;
  return shared ? `${own} (${String.fromCharCode(97 + index)})` : own;
}

/** @param {LaneInfo} lane */
export function particulars(lane) {
  const um = (/** @type {number} */ value) => `${Number(value.toPrecision(3))} µm`;
  const celsius = `${Number(lane.celsius.toPrecision(4))} °C`;
  if (lane.fiber === "patch") return `${MEMBRANES[lane.membrane]}, ${celsius}`;
  if (lane.node_spacing_um > 0) {
    return `${um(lane.diameter_um)} fiber, ${um(lane.axon_diameter_um)} axon inside, ${celsius}`;
  }
  if (lane.fiber === "squid") return `${um(lane.diameter_um)} axon, ${celsius}`;
  return `${um(lane.diameter_um)} axon with a C fiber’s membrane, ${celsius}`;
}

/** What to look for. @param {LaneInfo} lane */
export function hint(lane) {
  if (lane.fiber === "patch") return "It has one voltage: nothing travels.";
  if (lane.node_spacing_um > 0) return "Current enters only at the nodes: the spike jumps.";
  if (lane.fiber === "squid") return "Current enters everywhere along the axon.";
  return "Current enters everywhere: the spike crawls.";
}

/** How the picture departs from true proportions. @param {LaneInfo[]} lanes @param {Scale} scale */
export function exaggeration(lanes, scale) {
  const widened = lanes.some((lane) => lane.node_spacing_um > 0);
  const nodes = widened ? "; the gaps at the nodes, 1 µm long, are widened to be seen" : "";
  const thin = scale.thickened ? "; the thinnest are drawn thicker" : "";
  const times = significant(scale.acrossPerUm / scale.perUm, 2);
  return `Diameters are drawn to one scale, ${times} times larger than lengths${thin}${nodes}.`;
}

/**
 * The clock's rate.
 *
 * @param {number} rate wanted, ms of nerve per second
 * @param {number} speedUp how many times faster than at first, because the fastest spike is home
 * @param {number | null} reached what the machine reaches, where it cannot hold the wanted rate
 */
export function rateInWords(rate, speedUp, reached) {
  const shown = reached ?? rate;
  const slow = slowMotionOfRate(shown);
  const ratio = slow >= 1.05 ? `1:${significant(slow, 2)}` : "real time";
  const words = [`1 s here = ${significant(shown, 2)} ms there (${ratio})`];
  if (speedUp > 1.05) words.push(`${significant(speedUp, 2)} times faster since the first is home`);
  if (reached !== null) words.push("slowed to what this machine can compute");
  return words.join(", ");
}

/** State of a lane's spike. @param {Measurement} measured @param {boolean} quiet whether nothing more will happen */
export function progress(measured, quiet) {
  if (measured.arrival_ms !== null) return `home after ${milliseconds(measured.arrival_ms)}`;
  if (!quiet) return measured.conducts ? "nearly home" : "on its way";
  if (measured.last_fired_mm === null) return "no spike";
  const node = measured.last_fired_node === null ? "" : `node ${measured.last_fired_node}, `;
  return `stopped at ${node}${significant(measured.last_fired_mm, 3)} mm`;
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
  const [winner, loser] = [speeds.indexOf(fastest), speeds.indexOf(slowest)];
  const times = `${significant(ratio, 3)} times faster`;
  if (lanes[winner]?.fiber === "mrg" && lanes[loser]?.bare_counterpart_of === winner) {
    return { ratio, text: `${times} with myelin` };
  }
  return { ratio, text: `${title(lanes, winner)}: ${times} than ${title(lanes, loser).toLowerCase()}` };
}

/**
 * A summary that is true now, for those who do not see the pictures.
 *
 * @param {LaneInfo[]} lanes
 * @param {Measurement[]} measured
 * @param {boolean[]} quiet
 */
export function summary(lanes, measured, quiet) {
  const parts = lanes.map((_, index) => {
    const result = measured[index];
    if (!result) return "";
    const speed = result.velocity_m_per_s === null ? "" : `${velocity(result.velocity_m_per_s)}, `;
    return `${title(lanes, index)}: ${speed}${progress(result, quiet[index] ?? false)}.`;
  });
  const ratio = verdict(lanes, measured);
  return [...parts, ratio ? `${ratio.text}.` : ""].filter(Boolean).join(" ");
}
