// @ts-check
/** The figure to be kept: its lanes with their names and velocities, and the axis, on one sheet. */
import { SvgSurface } from "../draw/svg.js";
import { particulars, title } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { composed } from "./sheet.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** The figure as it is now, on a sheet. @param {App} app @param {Figure} figure */
export function sheetOf(app, figure) {
  const { store } = app;
  const pictures = store.lanes.map((lane, index) => {
    const surface = new SvgSurface();
    figure.lanes.drawOn(surface, index, store, figure.palette);
    const speed = store.measured[index]?.velocity_m_per_s ?? null;
    return {
      surface,
      title: title(store.lanes, index),
      note: particulars(lane),
      result: speed === null ? "" : velocity(speed),
    };
  });
  return composed(pictures, app, figure.palette, { axis: true });
}
