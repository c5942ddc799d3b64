// @ts-check
/** A sentence about what was just asked for, where the page's notes stand. */
import { byId, make } from "./dom.js";

/** @param {string} text */
export function say(text) {
  const notices = byId("notices", HTMLElement);
  notices.hidden = false;
  notices.replaceChildren(make("li", {}, text));
}
