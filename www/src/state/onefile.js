// @ts-check
/**
 * The page as one file that holds program and state: the state stands in a `meta` of its head, escaped, and is read as text.
 * Nothing of it is ever read as markup or program.
 */

/** Name of that `meta`. */
const NAME = "saltatory-scenario";
/** Where it stands: behind the declaration of the encoding, before the program; as written by hand, or by a browser. */
const PLACE = new RegExp(`(<meta charset="utf-8"(?: /)?>)(?:<meta name="${NAME}" content="[^"]*">)?`);

/** The scenario that this document holds; empty if it holds none. */
export function held() {
  const meta = document.head.querySelector(`meta[name="${NAME}"]`);
  return meta instanceof HTMLMetaElement ? meta.content : "";
}

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
