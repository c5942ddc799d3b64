// @ts-check
/** What is changed about a figure, as text: by key, or by links in the prose. Pure. */
import { pairs, textOf } from "./state.js";

/**
 * A scenario with some of its values changed; an empty value gives the default.
 *
 * @param {string} scenario
 * @param {string | Record<string, string | number>} changes
 * @returns {string}
 */
export function changed(scenario, changes) {
  const map = pairs(scenario);
  const news = typeof changes === "string" ? pairs(changes) : new Map(Object.entries(changes));
  for (const [key, value] of news) {
    if (String(value) === "") map.delete(key);
    else map.set(key, String(value));
  }
  return textOf(map);
}

/**
 * What a link in the prose asks for: `#fig1?diameter=16`, or `#fig1?stimulate`.
 *
 * @param {string} text
 * @returns {{ id: string, changes: string, verb: string } | null}
 */
export function asked(text) {
  const [, id, rest = "stimulate"] = /^#([^?]+)(?:\?(.*))?$/.exec(text.trim()) ?? [];
  if (id === undefined) return null;
  const verb = /^(play|pause|reset|stimulate)$/.test(rest) ? rest : "";
  return { id, changes: verb ? "" : rest, verb };
}

/**
 * The same, where keys without a lane, in a scene of several, are those of the first lane.
 *
 * @param {string | Record<string, string | number>} changes
 * @param {number} lanes
 * @param {{ id: string, part: string }[]} table
 * @returns {Record<string, string | number>}
 */
export function prefixed(changes, lanes, table) {
  const given = typeof changes === "string" ? Object.fromEntries(pairs(changes)) : changes;
  const own = (/** @type {string} */ key) => table.some(({ id, part }) => id === key && part === "lane");
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [lanes > 1 && own(key) ? `a.${key}` : key, value]),
  );
}
