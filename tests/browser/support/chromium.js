// Starts the browser.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** What Chromium may be called on the PATH. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/** For a browser that may run as root, has no GPU, and has nothing to do on the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts Chromium: the one that CHROME names, or the first on the PATH.
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME ?? findChromium(), args: FLAGS });
}

function findChromium() {
  const directories = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find(
    existsSync,
  );
  if (!found) throw new Error("Chromium is not on the PATH: name it in CHROME");
  return found;
}
