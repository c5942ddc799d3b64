// @ts-check
/** The element, and its name: what a page includes. */
import { AxonFigure } from "./figure.js";

if (!customElements.get("axon-figure")) customElements.define("axon-figure", AxonFigure);

export { AxonFigure };
