// @ts-check
/** A video of one run: the lanes with their names, velocities and clock, as they are drawn. */
import "../first.js";
import { title } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { byId } from "./dom.js";
import { save } from "./download.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Pictures a second, and the longest video, s. */
const RATE = 30;
const LONGEST_S = 40;
/** How long the end is shown, ms. */
const STAYS_MS = 1000;
/** Room for a lane's name and for the clock, pixels. */
const ROOM = 34;
/** Kinds of video, best first: browsers write one or the other. */
const KINDS = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];

/**
 * Runs the scenario from its start, and keeps what is seen.
 *
 * @param {App} app
 * @param {Figure} figure
 */
export async function saveVideo(app, figure) {
  const canvas = document.createElement("canvas");
  const pictures = figure.lanes.canvases;
  canvas.width = Math.max(...pictures.map((picture) => picture.width));
  canvas.height = pictures.reduce((sum, picture) => sum + picture.height + ROOM, ROOM);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const view = { show: () => paint(context, app, figure) };
  const type = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? "";
  const recorder = new MediaRecorder(canvas.captureStream(RATE), type ? { mimeType: type } : {});
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));

  app.add(view);
  app.replay();
  view.show();
  recorder.start();
  await over(app);
  recorder.stop();
  await stopped;
  app.remove(view);
  const [container = "webm"] = (recorder.mimeType.split("/")[1] ?? "").split(";");
  save(`saltatory.${container}`, new Blob(parts, { type: recorder.mimeType }));
}

/** Waits for the end of the run. @param {App} app */
function over(app) {
  const start = performance.now();
  return new Promise((resolve) => {
    const look = () => {
      const late = performance.now() - start > 1000 * LONGEST_S;
      if (app.store.settled || late) setTimeout(resolve, STAYS_MS);
      else setTimeout(look, 100);
    };
    setTimeout(look, 100);
  });
}

/** @param {CanvasRenderingContext2D} context @param {App} app @param {Figure} figure */
function paint(context, app, figure) {
  const { store } = app;
  const { palette } = figure;
  const { width, height } = context.canvas;
  context.fillStyle = palette.page;
  context.fillRect(0, 0, width, height);
  context.fillStyle = palette.ink;
  context.textBaseline = "middle";
  let y = 0;
  for (const [index, picture] of figure.lanes.canvases.entries()) {
    const speed = store.measured[index]?.velocity_m_per_s ?? null;
    context.font = `600 17px ${palette.font}`;
    context.textAlign = "left";
    context.fillText(title(store.lanes, index), 8, y + ROOM / 2);
    context.textAlign = "right";
    if (speed !== null) context.fillText(velocity(speed), width - 8, y + ROOM / 2);
    context.drawImage(picture, 0, y + ROOM);
    y += ROOM + picture.height;
  }
  context.font = `14px ${palette.font}`;
  context.fillStyle = palette["ink-soft"];
  context.textAlign = "left";
  context.fillText(byId("clock-time", HTMLElement).textContent ?? "", 8, height - ROOM / 2);
  context.textAlign = "right";
  context.fillText(t("page.title"), width - 8, height - ROOM / 2);
}
