// Takes the still picture of a figure. Started by `cargo xtask poster`, which knows the browser and the address.

import { parseArgs } from "node:util";
import { launch } from "../tests/browser/support/chromium.js";

/** How long a figure may take to stand still, in milliseconds. */
const PATIENCE = 60_000;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "" },
    out: { type: "string", default: "" },
    width: { type: "string", default: "" },
    dark: { type: "boolean", default: false },
  },
});

const browser = await launch();
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: 900 },
    deviceScaleFactor: 2,
    colorScheme: values.dark ? "dark" : "light",
    // The figure then stands still with its spike on its way.
    reducedMotion: "reduce",
  });
  page.on("pageerror", (error) => console.error(`the figure failed: ${error.message}`));
  await page.goto(values.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, {
    timeout: PATIENCE,
  });
  // It gets to its moment over some frames.
  await page.waitForFunction(
    () => {
      const figure = /** @type {any} */ (document.querySelector("axon-figure"));
      const time = figure.getState().time_ms;
      const before = Number(document.documentElement.dataset.time ?? -1);
      document.documentElement.dataset.time = time;
      return time > 0 && time === before;
    },
    null,
    { polling: 400, timeout: PATIENCE },
  );
  const size = await page.locator("axon-figure").boundingBox();
  await page.locator("axon-figure").screenshot({ path: values.out });
  console.log(`${Math.round(size?.width ?? 0)} x ${Math.round(size?.height ?? 0)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
