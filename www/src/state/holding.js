// @ts-check
/** Writing a scenario into the page's one file: loaded when somebody keeps it. Pure. */
import { NAME } from "./onefile.js";

/** Where it stands: behind the declaration of the encoding, before the program; as written by hand, or by a browser. */
const PLACE = new RegExp(`(<meta charset="utf-8"(?: /)?>)(?:<meta name="${NAME}" content="[^"]*">)?`);

/**
 * The page's one file, with this scenario in place of the one that it may hold. Pure.
 *
 * @param {string} page its text
 * @param {string} scenario
 * @throws if the text is not that of the page
 */
export function holding(page, scenario) {
  if (!PLACE.test(page)) throw new Error("this is not the page");
  const escaped = scenario.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return page.replace(PLACE, (_, encoding) => `${encoding}<meta name="${NAME}" content="${escaped}">`);
}
