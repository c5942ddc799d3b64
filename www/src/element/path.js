// @ts-check
/** Paths of a figure: it is drawn on canvases only, and never as SVG (`www/src/draw/path.js`). */
export class Path extends Path2D {}
