// @ts-check
/** Words and fields in the prose that drive a figure: `<a data-axon="#fig1?diameter=16">`, `<input data-axon="#fig1?diameter">`. */
import { asked } from "./state.js";

/** @import { AxonFigure } from "./figure.js" */

let listening = false;

/** Listens to the document, once, whatever number of figures there is. @param {(element: Element) => element is AxonFigure} isFigure */
export function listen(isFigure) {
  if (listening) return;
  listening = true;
  const target = (/** @type {Event} */ event) => {
    const from = event.composedPath()[0];
    const driver = from instanceof Element ? from.closest("[data-axon]") : null;
    const wish = driver && asked(driver.getAttribute("data-axon") ?? "");
    const figure = wish && document.getElementById(wish.id);
    return driver && wish && figure && isFigure(figure) ? { driver, wish, figure } : null;
  };
  document.addEventListener("click", (event) => {
    const found = event.defaultPrevented || event.button !== 0 ? null : target(event);
    if (!found || found.driver.matches("input, select")) return;
    event.preventDefault();
    const { figure, wish } = found;
    if (wish.verb) figure[/** @type {"play" | "pause" | "reset" | "stimulate"} */ (wish.verb)]();
    else figure.change(wish.changes);
  });
  document.addEventListener("input", (event) => {
    const found = target(event);
    if (!found?.driver.matches("input, select")) return;
    const field = /** @type {HTMLInputElement} */ (found.driver);
    found.figure.change({ [found.wish.changes]: field.value });
  });
}
