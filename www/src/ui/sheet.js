// @ts-check
/** Pictures put below each other on one sheet, with their titles and the address they come from: what is saved. */
import { drawAxis } from "../draw/axis.js";
import { scaleFor } from "../draw/scale.js";
import { SvgSurface } from "../draw/svg.js";
import * as link from "../state/link.js";

/** @import { App } from "../app.js" */
/** @import { Palette } from "../draw/palette.js" */

/** Room around everything, for a title, for the axis and for the address, CSS pixels. */
const ROOM = { edge: 14, title: 24, axis: 24, address: 20 };
/** Width of a letter of the address, CSS pixels, and the longest address that is printed. */
const LETTER = 6;

/**
 * @typedef {object} Titled
 * @property {SvgSurface} surface
 * @property {string} title
 * @property {string} note beside the title
 * @property {string} [result] at the right of it
 */

/**
 * @param {Titled[]} pictures
 * @param {App} app
 * @param {Palette} palette
 * @param {{ axis?: boolean, columns?: number }} options whether the axis of length stands below; pictures side by side
 */
export function composed(pictures, { store }, palette, { axis = false, columns = 1 } = {}) {
  const width = Math.max(1, ...pictures.map(({ surface }) => surface.width));
  const rows = Math.ceil(pictures.length / columns);
  const height = Math.max(1, ...pictures.map(({ surface }) => surface.height));
  const sheet = new SvgSurface(
    columns * width + (columns + 1) * ROOM.edge,
    rows * (ROOM.title + height) + (axis ? ROOM.axis : 0) + ROOM.address + 2 * ROOM.edge,
  );
  const context = sheet.getContext();
  context.textBaseline = "top";
  for (const [index, { surface, title, note, result }] of pictures.entries()) {
    const x = ROOM.edge + (index % columns) * (width + ROOM.edge);
    const y = ROOM.edge + Math.floor(index / columns) * (height + ROOM.title);
    context.textAlign = "left";
    context.font = `600 14px ${palette.font}`;
    context.fillStyle = palette.ink;
    context.fillText(title, x, y);
    const beside = x + context.measureText(title).width + 20;
    context.font = `12px ${palette.font}`;
    context.fillStyle = palette["ink-soft"];
    context.fillText(note, beside, y + 2);
    if (result) {
      context.textAlign = "right";
      context.font = `600 16px ${palette.font}`;
      context.fillStyle = palette.ink;
      context.fillText(result, x + width, y);
    }
    sheet.place(surface, x, y + ROOM.title);
  }
  let y = ROOM.edge + rows * (ROOM.title + height);
  if (axis) {
    const line = new SvgSurface();
    drawAxis(line, store.window, scaleFor(width, store.window, store.lanes), palette);
    sheet.place(line, ROOM.edge, y);
    y += ROOM.axis;
  }
  const address = link.address(store.scenario);
  const most = Math.floor((sheet.width - 2 * ROOM.edge) / LETTER);
  context.textAlign = "left";
  context.font = `11px ${palette.font}`;
  context.fillStyle = palette["ink-soft"];
  context.fillText(address.length > most ? `${address.slice(0, most - 1)}…` : address, ROOM.edge, y + 6);
  return sheet;
}
