// @ts-check
/** The help dialog: what can be pressed, what the picture means, how to pass it on. */
import "../first.js";
import "../text/later.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { linksExplained } from "./linkspage.js";

/** @import { Key } from "../text/text.js" */

/** Keys, with what they do. @type {[string[], Key][]} */
const KEYS = [
  [["Tab"], "help.key-tab"],
  [["Space", "Enter"], "help.key-press"],
  [["←", "→"], "help.key-arrows"],
  [["Ctrl Z"], "help.key-undo"],
  [["Ctrl Y"], "help.key-redo"],
  [["Esc"], "help.key-escape"],
];

/** What the picture means. @type {Key[]} */
const PICTURE = [
  "help.picture-profile",
  "help.picture-axon",
  "help.picture-current",
  "help.picture-clock",
  "help.picture-touch",
];

/** Shows the dialog. */
export function help() {
  const close = make("button", { type: "button" }, t("action.close"));
  const dialog = make(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    make("h2", { id: "help-title" }, t("help.title")),
    make("p", {}, t("help.about")),
    make("h3", {}, t("help.picture")),
    make("ul", {}, ...PICTURE.map((key) => make("li", {}, t(key)))),
    make("h3", {}, t("help.keys")),
    make(
      "dl",
      {},
      ...KEYS.flatMap(([keys, text]) => [
        make("dt", {}, ...keys.map((key) => make("kbd", {}, key))),
        make("dd", {}, t(text)),
      ]),
    ),
    make("h3", {}, t("help.share")),
    make("p", {}, t("help.share-text")),
    ...linksExplained(),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  // A press beside the dialog closes it, as Escape does.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
