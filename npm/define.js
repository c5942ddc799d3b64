// @ts-check
/** The element, and its name: `<axon-figure>`. */
export { AxonFigure } from "../www/src/element/axon-figure.js";
