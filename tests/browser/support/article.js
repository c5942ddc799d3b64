// Somebody's page with figures in it, of another origin than the site's.

import { startHost } from "./host.js";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */
/** @import { TestContext } from "node:test" */
/** @import { Site } from "./site.js" */

/** The page's text. @param {Site} site @param {string} body @param {string} [head] */
export function article(site, body, head = "") {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title>${head}` +
    `<script type="module" src="${site.url}axon-figure.js"></script></head><body>${body}</body></html>`
  );
}

/**
 * Opens it for the time of a test.
 *
 * @param {TestContext} t
 * @param {{ site: Site, browser: Browser }} stage
 * @param {string} body
 * @param {BrowserContextOptions & { head?: string }} [options]
 */
export async function openArticle(t, { site, browser }, body, { head, ...options } = {}) {
  const host = await startHost({ "/post": article(site, body, head) });
  const page = await browser.newPage(options);
  t.after(() => Promise.all([page.close(), host.close()]));
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const faults = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/favicon|404/.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${host.url}/post`);
  /** What was loaded from the site. */
  const loaded = () =>
    asked.filter((url) => url.startsWith(site.url)).map((url) => url.slice(site.url.length));
  return { page, asked, faults, loaded };
}

/** Until it lives, or cannot. @param {Page} page @param {string} [selector] */
export async function ready(page, selector = "axon-figure") {
  await page.locator(selector).evaluate((figure) => /** @type {any} */ (figure).ready);
}

/** @param {Page} page @param {string} [selector] @returns {Promise<any>} */
export function state(page, selector = "axon-figure") {
  return page.locator(selector).evaluate((figure) => /** @type {any} */ (figure).getState());
}
