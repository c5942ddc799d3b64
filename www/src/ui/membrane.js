// @ts-check
/** The membrane from near: loaded when somebody comes so near. */
import "../first.js";

export { drawMembrane } from "../draw/node.js";
