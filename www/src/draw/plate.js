// @ts-check
/** A chart with its legend below, for a canvas or an `SvgSurface`: names of sources are too long for a place inside the frame. */
import { drawChart, HOLLOW, MARK } from "./chart.js";
import { drawMark } from "./mark.js";

/** @import { Chart, Frame } from "./chart.js" */
/** @import { Palette } from "./palette.js" */

/** Height of the chart for each width, within limits, CSS pixels. */
const SHAPE = { part: 0.52, least: 240, most: 380 };
/** Height of a line of the legend, and the room of its sample, CSS pixels. */
const LINE = 16;
const SAMPLE = 30;

/** Width of a letter of the legend, CSS pixels, about: lines are broken alike where nothing can be measured. */
const LETTER = 6.4;
/** Room left of the samples, CSS pixels: that of the chart's axis. */
const LEFT = 46;

/** Height of a plate, CSS pixels. @param {number} width @param {Chart} chart */
export function plateHeight(width, chart) {
  const lines = chart.series.reduce((sum, series) => sum + wrapped(series.label, width).length, 0);
  return chartHeight(width) + LINE * lines + 6;
}

/** A label of the legend in lines. @param {string} label @param {number} width of the plate */
function wrapped(label, width) {
  const most = Math.max(12, Math.floor((width - LEFT - SAMPLE) / LETTER));
  /** @type {string[]} */
  const lines = [];
  for (const word of label.split(" ").filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** @param {number} width */
function chartHeight(width) {
  return Math.round(Math.min(SHAPE.most, Math.max(SHAPE.least, SHAPE.part * width)));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width CSS pixels
 * @param {Chart} chart
 * @param {Palette} palette
 * @returns {Frame} where the values are
 */
export function drawPlate(context, width, chart, palette) {
  const height = chartHeight(width);
  const frame = drawChart(context, { left: 0, top: 0, width, height }, chart, palette);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `12px ${palette.font}`;
  let y = height + 8;
  for (const series of chart.series.filter((one) => one.label)) {
    context.strokeStyle = context.fillStyle = series.color;
    if (series.line) {
      context.lineWidth = series.width ?? 1.6;
      context.setLineDash(series.dash ?? []);
      context.beginPath();
      context.moveTo(LEFT, y);
      context.lineTo(LEFT + SAMPLE - 6, y);
      context.stroke();
      context.setLineDash([]);
    }
    if (series.mark) {
      const size = series.hollow ? HOLLOW - 0.6 : MARK;
      drawMark(context, series.mark, LEFT + SAMPLE / 2 - 3, y, size, series.hollow);
    }
    context.fillStyle = palette.ink;
    for (const line of wrapped(series.label, width)) {
      context.fillText(line, LEFT + SAMPLE, y);
      y += LINE;
    }
  }
  return frame;
}
