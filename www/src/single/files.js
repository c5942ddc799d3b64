// @ts-check
/** In the single file: what otherwise lies beside the page. It opens from disk, where nothing can be fetched. */
import engineBytes from "../../../dist/saltatory_bg.wasm";
import labBytes from "../../../dist/saltatory_lab_bg.wasm";
import de from "../../guide/de.json";
import en from "../../guide/en.json";

/** @type {Record<string, any>} */
const GUIDES = { en, de };

/** This file as it was read: the program begins before it changes anything. */
const untouched = /** @type {Element} */ (document.documentElement.cloneNode(true));

/** @returns {Promise<string>} */
export async function whole() {
  return `<!doctype html>\n${untouched.outerHTML}\n`;
}

/** @returns {URL | BufferSource} */
export function engine() {
  return engineBytes;
}

/** @returns {URL | BufferSource} */
export function lab() {
  return labBytes;
}

/** A page from disk may start none: experiments run in the page's own time. @returns {Worker} */
export function labWorker() {
  throw new Error("a file starts no worker");
}

/** @param {string} language @returns {Promise<any>} */
export async function guide(language) {
  return GUIDES[language] ?? null;
}

/** The style of what is opened later stands with the rest. @returns {Promise<unknown>} */
export async function styles() {
  return undefined;
}
