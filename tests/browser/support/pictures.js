// Pictures of the page's states, and how much two pictures differ.

import { openPage } from "./page.js";

/** @import { Browser, Page } from "playwright-core" */
/** @import { State, VIEWS } from "./states.js" */

/** Most that a color channel differs where two pixels are taken to be the same: smoothing of edges. */
const SAME = 40;

/** Longest wait for a state, ms: the page goes to its moment frame by frame. */
const PATIENCE_MS = 30_000;

/**
 * The picture of a state.
 *
 * @param {Browser} browser
 * @param {string} site
 * @param {State} state
 * @param {(typeof VIEWS)[number]} view
 */
export async function picture(browser, site, state, view) {
  const { page } = await openPage(browser, `${site}#${state.scenario}`, view.options);
  const moment = Number(new URLSearchParams(state.scenario).get("moment"));
  await page.waitForFunction(
    (wanted) =>
      // A run that is over goes no further.
      document.querySelector("#play")?.textContent === "Replay" ||
      Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") >= 0.99 * wanted,
    moment,
    { timeout: PATIENCE_MS },
  );
  await state.prepare?.(page);
  // Fonts are there, panels that are loaded late too.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(200);
  const bytes = await page.screenshot({ animations: "disabled", caret: "hide" });
  await page.close();
  return bytes;
}

/** How this machine writes text: pictures can only be compared where it is the same. @param {Browser} browser */
export async function typography(browser) {
  const page = await browser.newPage();
  const widths = await page.evaluate(() => {
    const context = /** @type {CanvasRenderingContext2D} */ (
      document.createElement("canvas").getContext("2d")
    );
    return ["system-ui", "Palatino", "Georgia", "monospace"].map((font) => {
      context.font = `100px ${font}, serif`;
      return context.measureText("Saltatory 43.3 µm ÷ ▷").width.toFixed(1);
    });
  });
  await page.close();
  return `${browser.version().split(".")[0]} ${widths.join(" ")}`;
}

/**
 * The part of the pixels in which two PNGs differ; 1 if their sizes do.
 *
 * @param {Page} page any page: the browser decodes them
 * @param {Buffer} one
 * @param {Buffer} other
 */
export function difference(page, one, other) {
  return page.evaluate(
    async ({ sources, same }) => {
      const decode = async (/** @type {string} */ base64) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = await Promise.all(sources.map(decode));
      if (!a || !b || a.width !== b.width || a.height !== b.height) return 1;
      let different = 0;
      for (let k = 0; k < a.data.length; k += 4) {
        const apart = [0, 1, 2].some(
          (channel) => Math.abs((a.data[k + channel] ?? 0) - (b.data[k + channel] ?? 0)) > same,
        );
        if (apart) different += 1;
      }
      return different / (a.width * a.height);
    },
    { sources: [one.toString("base64"), other.toString("base64")], same: SAME },
  );
}
