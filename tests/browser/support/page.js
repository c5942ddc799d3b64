// Opens the page, and notes what no page here may do.

/** @import { Page } from "playwright-core" */

/**
 * @typedef {object} Watched
 * @property {Page} page
 * @property {string[]} faults console errors, exceptions, failed requests and requests to other origins, as they came
 */

/**
 * Notes what goes wrong in a page from now on.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} url that it will show
 * @returns {string[]} faults, which become more
 */
export function watch(page, url) {
  /** @type {string[]} */
  const faults = [];
  const { origin } = new URL(url);
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) faults.push(`other origin: ${request.url()}`);
  });
  return faults;
}

/**
 * Opens a URL and waits until the page says that it is ready.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} [options] for example `viewport` or `colorScheme`
 * @returns {Promise<Watched>}
 */
export async function openPage(browser, url, options) {
  const page = await browser.newPage({ locale: "en-US", ...options });
  const faults = watch(page, url);
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return { page, faults };
}

/** Longest wait for a run on a busy machine, ms. */
const PATIENCE_MS = 30_000;

/** Waits until the clock shows this time of the nerve, ms, or a later one, however slowly this machine gets there. @param {Page} page @param {number} timeMs */
export async function clockReaches(page, timeMs) {
  await page.waitForFunction(
    (wanted) => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") >= wanted,
    timeMs,
    { timeout: PATIENCE_MS },
  );
}

/** Waits until nothing moves any more. @param {Page} page */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("#play")?.textContent === "Replay", undefined, {
    timeout: PATIENCE_MS,
  });
}

/** Waits until every lane's spike is home; "nearly home" is not. @param {Page} page */
export async function everybodyHome(page) {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll(".progress")].every((progress) =>
        /home after /.test(progress.textContent ?? ""),
      ),
    undefined,
    { timeout: PATIENCE_MS },
  );
}
