// @ts-check
/** The class alone, for those who name the element themselves. */
export { AxonFigure } from "./figure.js";
