// A visitor with a keyboard and a screen reader: what has the focus, and what is said without being asked for.

/** @import { Page } from "playwright-core" */

/** Most presses of Tab on the way to something: more than the page has stops. */
const MOST_STOPS = 160;

/** Has the page note what its live regions say; call it before the page opens. @param {Page} page */
export async function listen(page) {
  await page.addInitScript(() => {
    const LIVE = "[role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive], output";
    /** @type {string[]} */
    const heard = [];
    Object.assign(globalThis, { heard });
    new MutationObserver((changes) => {
      const regions = changes.map(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest(LIVE);
      });
      for (const region of new Set(regions)) {
        if (!region || region.getAttribute("aria-live") === "off") continue;
        if (region.textContent) heard.push(region.textContent);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What has been said since this was last asked. @param {Page} page @returns {Promise<string[]>} */
export function heard(page) {
  return page.evaluate(() => {
    const { heard } = /** @type {typeof globalThis & { heard: string[] }} */ (globalThis);
    return heard.splice(0);
  });
}

/**
 * What has the focus: a name to tell it by, and whether it can be seen to have it.
 *
 * @param {Page} page
 * @returns {Promise<{ name: string, tag: string, id: string, seen: boolean }>}
 */
export function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const label =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
    const name =
      element.getAttribute("aria-label") ??
      label?.[0]?.textContent ??
      element.textContent?.slice(0, 80) ??
      "";
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const ringed = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
    return { name: name.trim(), tag: element.tagName, id: element.id, seen: ringed && inView };
  });
}

/**
 * Presses Tab until something of this name has the focus. Each stop on the way must show that it has it.
 *
 * @param {Page} page
 * @param {RegExp} name
 * @param {string} [key] `Shift+Tab` to go back
 */
export async function tabTo(page, name, key = "Tab") {
  const passed = [];
  for (let k = 0; k < MOST_STOPS; k++) {
    const at = await focus(page);
    if (at.tag !== "BODY" && name.test(at.name)) return at;
    passed.push(at.name);
    await page.keyboard.press(key);
    const next = await focus(page);
    // Behind the last stop the focus is the browser's own, before it is at the first again.
    if (next.tag !== "BODY" && !next.seen)
      throw new Error(`nobody sees that ${next.name} (${next.id}) has the focus`);
  }
  throw new Error(`Tab does not lead to ${name}: ${passed.join(" | ")}`);
}
