// @ts-check
/** The color map, with what its ends mean. */
import { color } from "#engine";
import { prepare } from "./scale.js";

/** Size, CSS pixels. */
const SIZE = { width: 96, height: 8 };
/** Rise above rest at the right end, mV: the full scale of the engine's map. */
const FULL_MV = 100;

/** @param {HTMLCanvasElement} canvas @param {boolean} dark */
export function drawLegend(canvas, dark) {
  const context = prepare(canvas, SIZE.width, SIZE.height);
  canvas.style.width = `${SIZE.width}px`;
  for (let x = 0; x < SIZE.width; x++) {
    const rgb = color((x / (SIZE.width - 1)) * FULL_MV, dark);
    context.fillStyle = `#${rgb.toString(16).padStart(6, "0")}`;
    context.fillRect(x, 0, 1.5, SIZE.height);
  }
}
