// What every test of the page stands on: the site, served, and a browser.

import { after } from "node:test";
import { launch } from "./chromium.js";
import { startSite } from "./site.js";

/**
 * Serves dist/ and starts the browser; both end with the tests of the file that calls this.
 *
 * @returns {Promise<{ site: import("./site.js").Site, browser: import("playwright-core").Browser }>}
 */
export async function stage() {
  const site = await startSite();
  after(() => site.close());
  const browser = await launch();
  after(() => browser.close());
  return { site, browser };
}
