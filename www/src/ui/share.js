// @ts-check
/** The dialog to pass a scenario on: its link, also as a picture to photograph, lines to paste into a blog, a file, a video. */
import { encode } from "uqr";
import * as link from "../state/link.js";
import { elementLine, file, frameLine, scenarioIn } from "../text/embed.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";
import { save } from "./download.js";

/** @import { App } from "../app.js" */
/** @import { Key } from "../text/text.js" */

/** Size of one square of the code, CSS pixels, and the quiet zone around it in squares. */
const QR = { square: 4, border: 3 };
/** Most characters that such a code holds at the least correction. */
const QR_HOLDS = 2900;
/** A scenario's file is no longer than this, characters; more is not read. */
const FILE_HOLDS = 100_000;

/** Shows the dialog. @param {App} app */
export function share(app) {
  link.flush();
  const scenario = app.link;
  const address = link.address(scenario);
  const close = make("button", { type: "button" }, t("action.close"));
  const dialog = make(
    "dialog",
    { class: "share", "aria-labelledby": "share-title" },
    make("h2", { id: "share-title" }, t("share.title")),
    copyable("share.link", address),
    make("div", { class: "code" }, ...code(address)),
    ...embedding(scenario),
    make("h3", {}, t("share.file")),
    make("p", { class: "files" }, saving(scenario, address), ...opening(app, () => dialog.close())),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Lines for other pages; a file on somebody's disk is not where they could lead. @param {string} scenario */
function embedding(scenario) {
  if (location.protocol === "file:") return [];
  return [
    make("h3", {}, t("share.embed")),
    copyable("share.element", elementLine(scenario, document.baseURI, t("share.words"))),
    copyable("share.frame", frameLine(scenario, document.baseURI, t("share.words"))),
  ];
}

/** A text to be copied, with its button. @param {Key} title @param {string} text */
function copyable(title, text) {
  const area = make("textarea", { readonly: true, rows: Math.min(4, Math.ceil(text.length / 70)) });
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

/** The link as a code for a phone's camera. @param {string} address */
function code(address) {
  if (address.length > QR_HOLDS) return [make("p", {}, t("share.too-long"))];
  const { data, size } = encode(address, { border: QR.border });
  const canvas = make("canvas", { role: "img", "aria-label": t("share.code") });
  canvas.width = canvas.height = size * QR.square;
  canvas.style.width = `${size * QR.square}px`;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // Black on white in every theme: cameras want it so.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  for (const [row, squares] of data.entries()) {
    for (const [column, dark] of squares.entries()) {
      if (dark) context.fillRect(column * QR.square, row * QR.square, QR.square, QR.square);
    }
  }
  return [canvas, make("p", {}, t("share.code"))];
}

/** @param {string} scenario @param {string} address */
function saving(scenario, address) {
  const button = make("button", { type: "button" }, t("share.save"));
  button.addEventListener("click", () =>
    save("scenario.txt", new Blob([file(scenario, address)], { type: "text/plain" })),
  );
  return button;
}

/** @param {App} app @param {() => void} done */
function opening(app, done) {
  const input = make("input", { type: "file", accept: ".txt,text/plain" });
  const said = make("span", { role: "status" });
  input.addEventListener("change", async () => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    if (chosen.size > FILE_HOLDS) {
      setText(said, t("share.no-scenario", { name: chosen.name }));
      return;
    }
    app.open(scenarioIn(await chosen.text()));
    done();
  });
  return [make("label", { class: "button" }, t("share.open"), input), said];
}
