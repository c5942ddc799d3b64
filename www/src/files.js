// @ts-check
/** The files that lie beside the page and are loaded when they are needed. In the single file they are part of it (`single/`). */

/** The engine. @returns {URL | BufferSource} */
export function engine() {
  return new URL("saltatory_bg.wasm", import.meta.url);
}

/** The engine of the experiments. @returns {URL | BufferSource} */
export function lab() {
  return new URL("saltatory_lab_bg.wasm", import.meta.url);
}

/** A worker of the experiments; throws where there can be none. @returns {Worker} */
export function labWorker() {
  return new Worker(new URL("worker.js", import.meta.url), { type: "module" });
}

/** The page as one file, which lies beside it. @returns {Promise<string>} */
export async function whole() {
  const response = await fetch(new URL("saltatory.html", document.baseURI));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.text();
}

/** The texts of the guided experiments in a language, or null where there are none. @param {string} language @returns {Promise<any>} */
export async function guide(language) {
  const response = await fetch(new URL(`guide/${language}.json`, document.baseURI));
  return response.ok ? response.json() : null;
}

/** The style of what is opened later, once asked for. @type {Promise<unknown> | undefined} */
let styled;

/** Loads that style: what needs it is shown after that. @returns {Promise<unknown>} */
export function styles() {
  styled ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = String(new URL("later.css", import.meta.url));
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      // Without a network it may be there later.
      link.remove();
      styled = undefined;
      reject(new TypeError(`${link.href} cannot be loaded`));
    });
    document.head.append(link);
  });
  return styled;
}
