// @ts-check
/** A scenario as a small text file. Pure. */

/** First line of a scenario's file, for whoever opens it elsewhere. */
const HEAD = "# Saltatory scenario";

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
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("#")).join("&");
  return said.includes("#") ? said.slice(said.indexOf("#") + 1) : said;
}

/**
 * Whether a text says anything that a scenario can be: it does if something of it is left when it is read, or if it is one
 * of nothing but defaults.
 *
 * @param {string} said as it stands in a file
 * @param {string} read the same as the engine read it, in its shortest form
 */
export function saysSomething(said, read) {
  return read !== "v=1" || said.split("&").some((pair) => /^v=\d+$/.test(pair));
}
