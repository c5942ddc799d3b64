// @ts-check
/** The class of the element, without its name. */
export { AxonFigure } from "../www/src/element/figure.js";
