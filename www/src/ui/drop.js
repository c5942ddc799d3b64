// @ts-check
/** A scenario's file that is dropped on the page opens. */
import { wanted } from "./ondemand.js";
import { say } from "./said.js";

/** @import { App } from "../app.js" */

/** @param {App} app */
export function openDropped(app) {
  const carries = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  const mark = (/** @type {boolean} */ over) => document.documentElement.classList.toggle("dropping", over);
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    // Else the browser would leave the page for the file.
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener("drop", async (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(false);
    const dropped = event.dataTransfer?.files[0];
    if (!dropped) return;
    const { openFile } = await wanted(import("./sharefile.js"));
    const fault = await openFile(app, dropped);
    if (fault !== null) say(fault);
  });
}
