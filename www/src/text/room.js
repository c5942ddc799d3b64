// @ts-check
/** How long a link is, and what of it takes the room. Pure. */

/** What some programs cut links after, characters: mail, chats and older servers. */
export const LINK_HOLDS = 2000;

/** @import { Parameter } from "../types.js" */
/** @typedef {Parameter["part"]} Part */

/**
 * Characters that each part of a scenario takes in its link, the longest first; parts that take none are left out.
 *
 * @param {string} scenario in its shortest form
 * @param {Pick<Parameter, "id" | "part">[]} parameters the table
 * @returns {[Part, number][]}
 */
export function room(scenario, parameters) {
  const partOf = new Map(parameters.map(({ id, part }) => [id, part]));
  /** @type {Map<Part, number>} */
  const taken = new Map();
  for (const pair of scenario.split("&")) {
    const id = /^(?:\w+\.)?(\w+)=/.exec(pair)?.[1] ?? "";
    // The version is no parameter.
    const part = partOf.get(id) ?? "view";
    taken.set(part, (taken.get(part) ?? 0) + pair.length + 1);
  }
  return [...taken].sort(([, one], [, other]) => other - one);
}
