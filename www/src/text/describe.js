// @ts-check
/** What is shown, in words. Pure: structures in, text out. */
import { slowMotionOfRate } from "../state/race.js";
import { reachedSpeed } from "../state/speeds.js";
import { milliseconds, plain, significant, velocity } from "./format.js";
import { t } from "./text.js";

/** @import { Scale } from "../draw/scale.js" */
/** @import { Channels } from "../state/channels.js" */
/** @import { LaneInfo, Measurement } from "../types.js" */

/** Least width of a node in the pictures, CSS pixels: `draw/axon.js`. A node is 1 um long. */
const NODE_GAP = 5;
/** Nodes closer than this are not drawn one by one, CSS pixels: `draw/axon.js`. */
const NODE_ROOM = 3;

/** Pixels of a micrometre from which on channels are drawn: `draw/scale.js`. */
const CLOSE = 12;

/** Name of a fiber. @param {LaneInfo} lane */
function name(lane) {
  const counterpart = lane.fiber === "c" && lane.bare_counterpart_of !== null;
  return t(counterpart ? "fiber.counterpart" : `fiber.${lane.fiber}`);
}

/** Heading of a lane: its fiber's name, with its letter where two have the same. @param {LaneInfo[]} lanes @param {number} index */
export function title(lanes, index) {
  const own = name(/** @type {LaneInfo} */ (lanes[index]));
  const shared = lanes.filter((lane) => name(lane) === own).length > 1;
  return shared ? t("fiber.lettered", { name: own, letter: String.fromCharCode(97 + index) }) : own;
}

/** @param {LaneInfo} lane */
export function particulars(lane) {
  const values = {
    diameter: plain(lane.diameter_um, 3),
    axon: plain(lane.axon_diameter_um, 3),
    celsius: plain(lane.celsius, 4),
  };
  if (lane.fiber === "patch") return t("lane.patch", { ...values, membrane: t(`membrane.${lane.membrane}`) });
  if (lane.node_spacing_um > 0) return t("lane.myelinated", values);
  return t(lane.fiber === "squid" ? "lane.squid" : "lane.bare", values);
}

/** What to look for. @param {LaneInfo} lane */
export function hint(lane) {
  if (lane.fiber === "patch") return t("hint.patch");
  if (lane.node_spacing_um > 0) return t("hint.myelinated");
  return t(lane.fiber === "squid" ? "hint.squid" : "hint.bare");
}

/** How the picture departs from true proportions. @param {LaneInfo[]} lanes @param {Scale} scale */
export function exaggeration(lanes, scale) {
  if (scale.perUm >= CLOSE) return t("scale.close");
  const widened =
    lanes.some((lane) => lane.node_spacing_um * scale.perUm >= NODE_ROOM) && scale.perUm < NODE_GAP;
  const times = scale.acrossPerUm / scale.perUm;
  return t(times >= 1 ? "scale.note" : "scale.long", {
    times: significant(Math.max(times, 1 / times), 2),
    thin: scale.thickened ? t("scale.thin") : "",
    nodes: widened ? t("scale.nodes") : "",
  });
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
  const ratio = slow >= 1.05 ? `1:${significant(slow, 2)}` : t("clock.real");
  const words = [t("clock.rate", { ms: significant(shown, 2), ratio })];
  // One or the other: there are two lines for it.
  if (reached !== null) words.push(t("clock.limited"));
  else if (speedUp > 1.05) words.push(t("clock.faster", { times: significant(speedUp, 2) }));
  return words.join(", ");
}

/** State of a lane's spike. @param {Measurement} measured @param {boolean} quiet whether nothing more will happen */
export function progress(measured, quiet) {
  const text = reached(measured, quiet);
  return measured.changed_at_ms === undefined ? text : t("touch.changed", { text });
}

/** How far it has come. @param {Measurement} measured @param {boolean} quiet */
function reached(measured, quiet) {
  if (measured.arrival_ms !== null) return t("progress.home", { ms: milliseconds(measured.arrival_ms) });
  if (!quiet) return t(measured.conducts ? "progress.nearly" : "progress.going");
  if (measured.last_fired_mm === null) return t("progress.none");
  const mm = significant(measured.last_fired_mm, 3);
  const node = measured.last_fired_node;
  return node === null ? t("progress.stopped", { mm }) : t("progress.stopped-node", { mm, node });
}

/** The channels of a place and what flows through them. @param {Channels} channels */
export function channelsInWords({ naOpen, kOpen, naMaPerCm2, kMaPerCm2 }) {
  const percent = (/** @type {number} */ part) => (100 * part).toFixed(0);
  // Current of 1 mA/cm² is 10 pA/um².
  const flow = (/** @type {number} */ current) =>
    t(current < 0 ? "channels.in" : "channels.out", { pa: (10 * Math.abs(current)).toFixed(1) });
  return t("channels", {
    na: percent(naOpen),
    k: percent(kOpen),
    naFlow: flow(naMaPerCm2),
    kFlow: flow(kMaPerCm2),
  });
}

/** What goes as fast. @param {number} speed m/s */
export function like(speed) {
  const { known, ratio } = reachedSpeed(speed);
  const name = t(`speed.${known.id}`);
  const about = ratio > 0.87 && ratio < 1.15;
  return about ? t("speed.about", { name }) : t("speed.times", { name, ratio: significant(ratio, 2) });
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
  // What was changed on its way is no fiber of the link.
  if (measured.some((lane) => lane.changed_at_ms !== undefined)) return null;
  const [fastest, slowest] = [Math.max(...known), Math.min(...known)];
  const ratio = fastest / slowest;
  const shown = significant(ratio, 3);
  const [winner, loser] = [speeds.indexOf(fastest), speeds.indexOf(slowest)];
  if (lanes[winner]?.fiber === "mrg" && lanes[loser]?.bare_counterpart_of === winner) {
    return { ratio, text: t("verdict.myelin", { ratio: shown }) };
  }
  const text = t("verdict.other", { winner: title(lanes, winner), loser: title(lanes, loser), ratio: shown });
  return { ratio, text };
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
