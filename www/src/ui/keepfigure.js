// @ts-check
/** Keeping the figure: its lanes with their names and velocities, and the axis, on one sheet. */
import { SvgSurface } from "../draw/svg.js";
import * as link from "../state/link.js";
import { particulars, title } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { make } from "./dom.js";
import { say } from "./said.js";
import { saveMenu } from "./save.js";
import { composed } from "./sheet.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Whether this browser can make a video. */
const CAN_RECORD = typeof MediaRecorder === "function" && "captureStream" in HTMLCanvasElement.prototype;

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

/** @param {App} app @param {Figure} figure */
export function figureMenu(app, figure) {
  const page = async () => {
    const { savePage } = await import("./sharefile.js");
    app.afterwards(async () => {
      const fault = await savePage(app.link);
      if (fault !== null) say(fault);
    });
  };
  const video = async () => (await import("./video.js")).saveVideo(app, figure);
  return saveMenu(app, {
    name: "saltatory",
    what: "figure.title",
    picture: () => sheetOf(app, figure),
    background: () => figure.palette.page,
    others: [
      ...(CAN_RECORD ? /** @type {const} */ ([{ key: "save.video", act: video }]) : []),
      { key: "save.page", act: page },
    ],
  });
}

/** Prints the page's address below the figure: paper has no address bar. @param {App} app */
export function printAddress(app) {
  const line = make("p", { class: "printed-address" });
  document.querySelector("main")?.append(line);
  addEventListener("beforeprint", () => {
    line.textContent = link.address(app.store.scenario);
  });
}
