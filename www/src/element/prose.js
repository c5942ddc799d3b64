// @ts-check
/** Words and fields in the prose that drive a figure: `<a data-axon="#fig1?diameter=16">`, `<input data-axon="#fig1?diameter">`. */

/** @import { AxonFigure } from "./figure.js" */

/** @type {((element: Element | null) => element is AxonFigure) | undefined} */
let isFigure;

/** Listens to the document, once, whatever number of figures there is. @param {(element: Element | null) => element is AxonFigure} is */
export function listen(is) {
  if (isFigure) return;
  isFigure = is;
  for (const type of ["click", "input"]) document.addEventListener(type, hear);
}

/** What it asks for is read when somebody asks (`controls.js`); here it is only taken from others. @param {Event} event */
function hear(event) {
  const from = event.composedPath()[0];
  const driver = from instanceof Element ? from.closest("[data-axon]") : null;
  if (!driver) return;
  const wish = driver.getAttribute("data-axon") ?? "";
  const figure = document.getElementById(/^\s*#([^?]+)/.exec(wish)?.[1]?.trim() ?? "");
  const field = driver.matches("input, select");
  const click = event.type === "click";
  if (!isFigure?.(figure) || field === click) return;
  if (click) {
    if (event.defaultPrevented || /** @type {MouseEvent} */ (event).button !== 0) return;
    event.preventDefault();
  }
  void figure.heed(wish, field ? /** @type {HTMLInputElement} */ (driver).value : undefined);
}
