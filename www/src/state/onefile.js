// @ts-check
/**
 * The page as one file that holds program and state: the state stands in a `meta` of its head, escaped (`holding.js`), and is read as text.
 * Nothing of it is ever read as markup or program.
 */

/** Name of that `meta`. */
export const NAME = "saltatory-scenario";

/** The scenario that this document holds; empty if it holds none. */
export function held() {
  const meta = document.head.querySelector(`meta[name="${NAME}"]`);
  return meta instanceof HTMLMetaElement ? meta.content : "";
}
