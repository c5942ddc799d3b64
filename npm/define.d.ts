export { AxonFigure } from "./index.js";
