// @ts-check
/** Views that are loaded when somebody first asks for what they do. */

import * as files from "#files";
import { t } from "../text/text.js";
import { notify } from "./notices.js";
import { say } from "./said.js";

/** @import { App, View } from "../app.js" */

/**
 * @param {App} app
 * @param {EventTarget} element
 * @param {string} event by which it is asked for; the view listens to later ones itself
 * @param {() => Promise<View>} load
 */
export function onDemand(app, element, event, load) {
  const ask = async () => {
    element.removeEventListener(event, ask);
    try {
      const view = await load();
      app.add(view);
      for (const what of /** @type {const} */ (["rebuild", "update", "arrange", "show"])) view[what]?.();
    } catch (error) {
      // Without a network it may be there later.
      element.addEventListener(event, ask);
      throw error;
    }
  };
  element.addEventListener(event, ask);
}

/**
 * What has the style that is loaded later, once that is there, too.
 *
 * @template T
 * @param {Promise<T>} part
 */
export async function styled(part) {
  const [loaded] = await Promise.all([part, files.styles()]);
  return loaded;
}

/** Whether the page says that something is missing. */
let missing = false;

/**
 * A part that somebody has just asked for. Where it cannot be loaded the page says so and goes on: asked for again, it may be there.
 *
 * @template T
 * @param {Promise<T>} part
 */
export async function wanted(part) {
  try {
    const loaded = await part;
    if (missing) notify([]);
    missing = false;
    return loaded;
  } catch (error) {
    missing = true;
    say(t("page.missing"));
    throw error;
  }
}

/** Keys that ask for nothing by themselves, and those that would scroll the page. */
const PASSING = /^(Tab|Shift|Control|Alt|Meta)$/;
const SCROLLING = /^(Arrow|Page|Home|End)/;

/**
 * Events for a part that is loaded when the first comes. Those that come meanwhile wait for it, in their order. Where it cannot be loaded
 * whoever presses or uses keys is told so; of a mouse that passes nothing is said.
 *
 * @template Of
 * @param {() => Promise<(event: Event, of: Of) => void>} load
 */
export function heard(load) {
  /** @type {((event: Event, of: Of) => void) | undefined} */
  let hear;
  /** @type {ReturnType<typeof load> | undefined} */
  let part;
  /** @type {[Event, Of][]} */
  let waiting = [];
  return async (/** @type {Event} */ event, /** @type {Of} */ of) => {
    if (hear) {
      hear(event, of);
      return;
    }
    const key = event instanceof KeyboardEvent && !(event.ctrlKey || event.metaKey || event.altKey);
    if (key && SCROLLING.test(event.key)) event.preventDefault();
    waiting.push([event, of]);
    part ??= load();
    try {
      const asked = event.type === "pointerdown" || (key && !PASSING.test(event.key));
      hear = await (asked ? wanted(part) : part);
    } catch (error) {
      // Without a network it may be there later.
      part = undefined;
      waiting = [];
      throw error;
    }
    for (const [before, its] of waiting.splice(0)) hear(before, its);
  };
}
