// Takes a picture of a page. Started by `cargo xtask screenshot`, which knows the browser and the address.

import { parseArgs } from "node:util";
import { launch } from "../tests/browser/support/chromium.js";

/** How long the page may take until it says that it is ready, in milliseconds. */
const PATIENCE = 30_000;

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "" },
    out: { type: "string", default: "" },
    width: { type: "string", default: "" },
    height: { type: "string", default: "" },
    wait: { type: "string", default: "" },
    dark: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
  },
});

const browser = await launch();
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.dark ? "dark" : "light",
  });
  page.on("pageerror", (error) => console.error(`the page failed: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") console.error(`the page complains: ${message.text()}`);
  });
  await page.goto(values.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, {
    timeout: PATIENCE,
  });
  await page.waitForTimeout(Number(values.wait));
  await page.screenshot({ path: values.out, fullPage: values.full });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
}
