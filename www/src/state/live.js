// @ts-check
/**
 * Which changes act on a run that is under way, so that it need not start anew. Pure.
 *
 * Conditions of the membrane and the myelin of a lane act at once: what is measured is then that of neither scenario, and the page
 * says so. An electrode whose pulse is still to come can be changed as if it had always been so. Whatever else is changed has a
 * past: the run starts anew.
 */

/** Parameters of a lane that tell of its stimulus, which may have been, or of how it is computed. */
const NOT_ON_THE_WAY = new Set(["amplitude", "duration", "sleep"]);

/**
 * Whether a change may act on the run: `exactly` as if it had always been so, `changing` it, or not at all. Whether the fiber can
 * take it without being built anew is for the engine to say.
 *
 * @param {string} key
 * @param {string | undefined} part of the table that it belongs to
 * @param {{ timeMs: number, before: number | null, after: number | null }} at the time, and the start of the electrode's first pulse before and
 *   after the change, null where there is none
 * @returns {"exactly" | "changing" | null}
 */
export function actsLive(key, part, { timeMs, before, after }) {
  if (part === "view") return "exactly";
  if (part === "electrode") {
    const toCome = [before, after].every((start) => start === null || start >= timeMs);
    return toCome ? "exactly" : null;
  }
  const id = key.slice(key.indexOf(".") + 1);
  return part === "lane" && !NOT_ON_THE_WAY.has(id) ? "changing" : null;
}

/** What differs between two scenarios, as keys and new values; empty for the default. @param {string} from @param {string} to */
export function differences(from, to) {
  const [old, now] = [from, to].map((text) => new Map(new URLSearchParams(text)));
  const keys = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return keys
    .filter((key) => old?.get(key) !== now?.get(key))
    .map((key) => /** @type {[string, string]} */ ([key, now?.get(key) ?? ""]));
}
