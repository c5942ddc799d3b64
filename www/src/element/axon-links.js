// @ts-check
/**
 * For a page of text: makes figures of links to this site, as oEmbed would if there were a server to ask. A link with the
 * attribute `data-axon-embed` becomes a figure; below an element with it, so does each link to the site that stands alone in its
 * paragraph. What the link holds, words or a picture, is what readers without scripts have.
 */

/** Where this module lies, and so the site. */
const SITE = new URL(".", import.meta.url).href;

/** The scenario that a link to the site leads to; null if it leads elsewhere. @param {HTMLAnchorElement} link */
function scenarioOf({ href, hash }) {
  const page = href.slice(0, href.length - hash.length);
  return page === SITE || page === `${SITE}index.html` ? hash.slice(1) : null;
}

/** Whether a link stands alone in its paragraph. @param {HTMLAnchorElement} link */
function isAlone({ parentElement: paragraph, textContent }) {
  return (
    paragraph?.localName === "p" &&
    paragraph.childElementCount === 1 &&
    paragraph.textContent?.trim() === textContent?.trim()
  );
}

let figures = 0;
for (const element of document.querySelectorAll("a[data-axon-embed], [data-axon-embed] a")) {
  const link = /** @type {HTMLAnchorElement} */ (element);
  const scenario = link.hasAttribute("data-axon-embed") || isAlone(link) ? scenarioOf(link) : null;
  // What stands in a figure already is what is shown before it lives.
  if (scenario === null || link.closest("axon-figure")) continue;
  const figure = document.createElement("axon-figure");
  figure.setAttribute("scenario", scenario);
  const controls = link.closest("[data-axon-controls]")?.getAttribute("data-axon-controls");
  if (controls) figure.setAttribute("controls", controls);
  link.replaceWith(figure);
  figure.append(link);
  figures += 1;
}
if (figures > 0) await import("./axon-figure.js");
