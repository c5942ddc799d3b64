// Takes the picture that stands beside links to the site. Started by `cargo xtask preview`, which knows the browser and the address.

import { parseArgs } from "node:util";
import { launch } from "../tests/browser/support/chromium.js";

/** CSS pixels, and pixels of the picture for each: 1200 x 630, as those who show links want it, with letters to be read when it is small. */
const SIZE = { width: 960, height: 504 };
const SCALE = 1.25;
/** How long the page may take to its moment, ms. */
const PATIENCE = 60_000;

const { values } = parseArgs({
  options: { url: { type: "string", default: "" }, out: { type: "string", default: "" } },
});

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: SCALE, locale: "en-US" });
  page.on("pageerror", (error) => console.error(`the page failed: ${error.message}`));
  await page.goto(values.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, {
    timeout: PATIENCE,
  });
  // It goes to its moment over some frames.
  await page.waitForFunction(
    () => {
      const picture = document.querySelector("canvas")?.toDataURL() ?? "";
      const before = document.documentElement.dataset.before;
      document.documentElement.dataset.before = picture;
      return picture === before;
    },
    null,
    { polling: 500, timeout: PATIENCE },
  );
  await page.evaluate(() => {
    for (const [selector, display] of [
      ["h1", "block"],
      [".unhide", "none"],
    ]) {
      const element = document.querySelector(String(selector));
      if (element instanceof HTMLElement) element.style.display = String(display);
    }
  });
  await page.screenshot({ path: values.out });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
