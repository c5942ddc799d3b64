// @ts-check
/** Marks that are told apart by shape, as of probes and of points in a chart. */

/** @typedef {"circle" | "square" | "triangle" | "diamond" | "cross"} Mark */
/** The marks, in the order in which series take them. @type {Mark[]} */
export const MARKS = ["circle", "square", "triangle", "diamond", "cross"];

/**
 * A mark, filled with the fill style that is set, or as an outline in the stroke style.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Mark} mark
 * @param {number} x
 * @param {number} y
 * @param {number} r half its size
 * @param {boolean} [hollow]
 */
export function drawMark(context, mark, x, y, r, hollow = false) {
  context.beginPath();
  if (mark === "circle") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (mark === "square") context.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  else if (mark === "cross") {
    for (const side of [-1, 1]) {
      context.moveTo(x - r, y - side * r);
      context.lineTo(x + r, y + side * r);
    }
    context.lineWidth = 1.8;
    context.stroke();
    return;
  } else {
    const corners =
      mark === "triangle"
        ? [
            [0, -1.2],
            [1.1, 0.8],
            [-1.1, 0.8],
          ]
        : [
            [0, -1.3],
            [1.3, 0],
            [0, 1.3],
            [-1.3, 0],
          ];
    for (const [dx = 0, dy = 0] of corners) context.lineTo(x + dx * r, y + dy * r);
    context.closePath();
  }
  if (!hollow) {
    context.fill();
    return;
  }
  context.lineWidth = 1.6;
  context.stroke();
}
