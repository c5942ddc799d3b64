// @ts-check
/** A choice of one of few, all of which are seen. */
import { make } from "./dom.js";

/**
 * A row of buttons of which one is pressed.
 *
 * @param {string} label of the whole row
 * @param {{ id: string, text: string }[]} options
 * @param {string} chosen
 * @param {(id: string) => void} change
 */
export function segments(label, options, chosen, change) {
  const buttons = options.map(({ id, text }) => {
    const button = make("button", { type: "button", "aria-pressed": String(id === chosen) }, text);
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      change(id);
    });
    return button;
  });
  return make("div", { role: "group", "aria-label": label, class: "segments" }, ...buttons);
}
