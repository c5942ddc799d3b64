// @ts-check
/** What a scenario looks like outside the page: lines to paste, and a file. Pure. */

/** First line of a scenario's file, by which it is known again. */
const HEAD = "# Saltatory scenario";

/** Text as it stands in an attribute's double quotes. @param {string} text */
function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * The line that puts a scenario into a page as an element, with a link for readers without scripts.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 * @param {string} words of the link
 */
export function elementLine(scenario, base, words) {
  const module = attribute(new URL("axon-figure.js", base).href);
  const page = attribute(`${new URL(".", base).href}#${scenario}`);
  return (
    `<script type="module" src="${module}"></script>\n` +
    `<axon-figure scenario="${attribute(scenario)}"><a href="${page}">${attribute(words)}</a></axon-figure>`
  );
}

/**
 * The line that puts a scenario into a page as a frame.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 * @param {string} title of the frame
 */
export function frameLine(scenario, base, title) {
  const source = attribute(`${new URL("embed.html", base).href}#${scenario}`);
  return (
    `<iframe src="${source}" title="${attribute(title)}" loading="lazy" sandbox="allow-scripts allow-popups" ` +
    `style="width: 100%; aspect-ratio: 16 / 10; border: 0"></iframe>`
  );
}

/** The text of a scenario's file. @param {string} scenario @param {string} address of the page that shows it */
export function file(scenario, address) {
  return `${HEAD}\n# ${address}\n${scenario.split("&").join("\n")}\n`;
}

/**
 * The scenario in a file: lines of `key=value`, of which those that begin with # say nothing. A whole link is read too.
 *
 * @param {string} text
 */
export function scenarioIn(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("#")).join("&");
  return said.includes("#") ? said.slice(said.indexOf("#") + 1) : said;
}
