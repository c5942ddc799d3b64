// @ts-check
/** The languages of the page, and which of them a reader wants. */
import { speak } from "./text.js";

/** Languages with their own names; English is always at hand, others are loaded. */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/**
 * The language to speak: what the link says, else the first of the reader's own that there is.
 *
 * @param {string | undefined} asked
 * @param {readonly string[]} preferred BCP 47 tags, best first
 * @returns {keyof typeof LANGUAGES}
 */
export function choose(asked, preferred) {
  const wanted = asked && asked !== "auto" ? [asked] : preferred.map((tag) => tag.split("-")[0] ?? "");
  const found = wanted.find((tag) => tag in LANGUAGES) ?? "en";
  return /** @type {keyof typeof LANGUAGES} */ (found);
}

/** Loads a language and speaks it from now on. @param {keyof typeof LANGUAGES} language */
export async function use(language) {
  if (language === "de") speak("de", (await import("./de.js")).de);
  document.documentElement.lang = language;
}
