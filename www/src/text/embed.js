// @ts-check
/** Lines by which a scenario is put into other pages. Pure. */

/** What the picture of a figure is called in these lines, and when it is saved. */
export const PICTURE = "spike.png";

/** Text as it stands in an attribute's double quotes. @param {string} text */
function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/**
 * The page, with a scenario.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 */
function page(scenario, base) {
  return `${new URL(".", base).href}#${scenario}`;
}

/** Whether a scenario leaves out all but the picture: a figure then has no button. @param {string} scenario */
function isBare(scenario) {
  return scenario.split("&").includes("hide=all");
}

/** The line that loads the element. @param {string} base address of the site */
function scriptLine(base) {
  return `<script type="module" src="${attribute(new URL("axon-figure.js", base).href)}"></script>`;
}

/**
 * @typedef {object} Picture
 * @property {number} width CSS pixels
 * @property {number} height CSS pixels
 */

/** A picture with its size, so that nothing moves when it comes. @param {string} words @param {Picture} [size] */
function pictureTag(words, size) {
  const room = size ? ` width="${size.width}" height="${size.height}"` : "";
  return `<img src="${PICTURE}"${room} alt="${attribute(words)}">`;
}

/**
 * The line that puts a scenario into a page as an element, with its picture and a link for readers without scripts.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 * @param {string} words that say what the picture shows
 * @param {Picture} [size] of the picture
 */
export function elementLine(scenario, base, words, size) {
  const link = `<a href="${attribute(page(scenario, base))}">${pictureTag(words, size)}</a>`;
  const controls = isBare(scenario) ? ' controls="none"' : "";
  return `${scriptLine(base)}\n<axon-figure scenario="${attribute(scenario)}"${controls}>${link}</axon-figure>`;
}

/**
 * The line that puts a scenario into a page as a frame.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 * @param {string} title of the frame
 */
export function frameLine(scenario, base, title) {
  const controls = isBare(scenario) ? "?controls=none" : "";
  const source = attribute(`${new URL("embed.html", base).href}${controls}#${scenario}`);
  return (
    `<iframe src="${source}" title="${attribute(title)}" loading="lazy" sandbox="allow-scripts allow-popups" ` +
    `style="width: 100%; aspect-ratio: 16 / 10; border: 0"></iframe>`
  );
}

/** The line of a post in Jekyll. @param {string} scenario */
export function includeLine(scenario) {
  return `{% include axon.html scenario="${scenario.replaceAll('"', "%22")}" picture="${PICTURE}" %}`;
}

/**
 * The file `_includes/axon.html` that this line includes, once for all posts.
 *
 * @param {string} base address of the site
 * @param {string} words that say what the pictures show
 */
export function includeFile(base, words) {
  const scenario = "{{ include.scenario | escape }}";
  const picture = `<img src="{{ include.picture | relative_url }}" alt="${attribute(words)}">`;
  const link = `<a href="${attribute(page("", base))}${scenario}">${picture}</a>`;
  return `${scriptLine(base)}\n<axon-figure scenario="${scenario}">${link}</axon-figure>`;
}

/**
 * A picture that leads to the page, in Markdown.
 *
 * @param {string} scenario
 * @param {string} base address of the site
 * @param {string} words that say what the picture shows
 */
export function pictureLine(scenario, base, words) {
  return `[![${words.replaceAll("]", "\\]")}](${PICTURE})](${page(scenario, base)})`;
}

/** The command that draws the picture as the element would. @param {string} scenario */
export function posterCommand(scenario) {
  return `cargo xtask poster '${scenario.replaceAll("'", "%27")}' ${PICTURE}`;
}
