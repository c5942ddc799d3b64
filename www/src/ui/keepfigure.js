// @ts-check
/** Keeping the figure: its menu, and what is printed with it. */
import * as link from "../state/link.js";
import { make } from "./dom.js";
import { wanted } from "./ondemand.js";
import { say } from "./said.js";
import { saveMenu } from "./save.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Whether this browser can make a video. */
const CAN_RECORD = typeof MediaRecorder === "function" && "captureStream" in HTMLCanvasElement.prototype;

/** @param {App} app @param {Figure} figure */
export function figureMenu(app, figure) {
  const page = async () => {
    const { savePage } = await wanted(import("./sharefile.js"));
    app.afterwards(async () => {
      const fault = await savePage(app.link);
      if (fault !== null) say(fault);
    });
  };
  const video = async () => (await wanted(import("./video.js"))).saveVideo(app, figure);
  return saveMenu(app, {
    name: "saltatory",
    what: "figure.title",
    picture: ({ sheetOf }) => sheetOf(app, figure),
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
