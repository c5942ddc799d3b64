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
  /** @type {import("playwright-core").Request[]} */
  const finished = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("requestfinished", (request) => finished.push(request));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/favicon|404/.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${host.url}/post`);
  /** What was loaded from the site. */
  const loaded = () =>
    asked.filter((url) => url.startsWith(site.url)).map((url) => url.slice(site.url.length));
  /** Bytes of it, as they came: compressed. */
  const bytes = async () => {
    const own = finished.filter((request) => request.url().startsWith(site.url));
    const sizes = await Promise.all(own.map((request) => request.sizes()));
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  };
  return { page, asked, faults, loaded, bytes };
}

/** Until it lives, or cannot. @param {Page} page @param {string} [selector] */
export async function ready(page, selector = "axon-figure") {
  await page.locator(selector).evaluate((figure) => /** @type {any} */ (figure).ready);
}

/** @param {Page} page @param {string} [selector] @returns {Promise<any>} */
export function state(page, selector = "axon-figure") {
  return page.locator(selector).evaluate((figure) => /** @type {any} */ (figure).getState());
}
