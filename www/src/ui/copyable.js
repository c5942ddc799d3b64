// @ts-check
/** A text to be copied, with its button. */
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";

/** @import { Key } from "../text/text.js" */

/** Letters of a line, about, and most lines that are shown at once. */
const SHOWN = { line: 55, lines: 4 };

/** @param {Key} title @param {string} text */
export function copyable(title, text) {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.ceil(line.length / SHOWN.line), 0);
  const area = make("textarea", {
    readonly: true,
    spellcheck: "false",
    rows: Math.max(1, Math.min(SHOWN.lines, lines)),
  });
  area.value = text;
  area.addEventListener("focus", () => area.select());
  const button = make("button", { type: "button" }, t("action.copy-text"));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      setText(button, t("action.copied"));
    } catch {
      // Where the clipboard is refused, the text is selected for the keys.
      area.focus();
      area.select();
    }
  });
  return make("div", { class: "copyable" }, make("label", {}, make("span", {}, t(title)), area), button);
}
