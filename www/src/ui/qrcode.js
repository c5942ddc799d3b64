// @ts-check
/** The link as a code for a phone's camera. */
import { encode } from "uqr";
import { t } from "../text/text.js";
import { make } from "./dom.js";

/** Size of one square of the code, CSS pixels, and the quiet zone around it in squares. */
const QR = { square: 4, border: 3 };
/** Most characters of a code that a camera still reads off a screen; one can hold 2,900. */
const QR_HOLDS = 1000;

/** @param {string} address */
export function code(address) {
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
