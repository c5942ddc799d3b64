// @ts-check
/** What is under the cursor of a space-time picture, in words: place, time, voltage, and the mark that it is at. */
import "../first.js";
import "../text/later.js";
import { drawCursor, timeOn } from "../draw/spacetime.js";
import { millimetres, milliseconds, millivolts } from "../text/format.js";
import { t } from "../text/text.js";
import { Cursor } from "./cursor.js";
import { hideTip, showTip } from "./tip.js";

/** @import { Palette } from "../draw/palette.js" */
/** @import { Slope, SpaceTime } from "../draw/spacetime.js" */
/** @import { Store } from "../state/store.js" */
/** @import { Picture } from "./panelparts.js" */

/** How near to a mark the cursor explains it, CSS pixels. */
const REACH = 6;

/** A lane's picture as it is drawn. @typedef {{ picture: Picture, places: SpaceTime | null }} Drawn */

export class SpaceTimeCursor {
  /** @type {WeakMap<Drawn, Cursor>} */
  #cursors = new WeakMap();

  /** @param {Store} store @param {() => void} moved has the pictures shown again */
  constructor(store, moved) {
    this.store = store;
    this.moved = moved;
  }

  /** Goes where an event on a picture says. @param {Event} event @param {Drawn} lane */
  hear(event, lane) {
    let cursor = this.#cursors.get(lane);
    if (!cursor) {
      const frame = () => lane.places ?? { left: 0, top: 0, right: 1, bottom: 1 };
      cursor = new Cursor(lane.picture.frame, { frame, moved: this.moved });
      this.#cursors.set(lane, cursor);
    }
    cursor.hear(event);
  }

  /** Draws the cursor over a lane's picture, and says what is under it. @param {number} index @param {Drawn} lane @param {Slope | null} slope @param {Palette} palette */
  show(index, lane, slope, palette) {
    const cursor = this.#cursors.get(lane);
    const { picture, places } = lane;
    if (!cursor?.at || !places) {
      hideTip(lane);
      return;
    }
    const { left, right, top, bottom } = places;
    const x = left + cursor.at.x * (right - left);
    const y = top + cursor.at.y * (bottom - top);
    const context = /** @type {CanvasRenderingContext2D} */ (picture.top.getContext("2d"));
    drawCursor(context, places, x, y, palette);
    const [um, ms] = [places.um(x), places.ms(y)];
    const mv = this.store.engine.rasterMv(index, um, ms, this.store.transmembrane);
    const where = t("read.place", { mm: millimetres(um), ms: milliseconds(ms) });
    const value = mv === undefined ? t("read.to-come") : millivolts(mv);
    const lines = [value, where, ...this.#mark(index, places, slope, x, y)];
    showTip(lane, cursor.client.x, cursor.client.y, lines, cursor.byKeys);
  }

  /** The mark that the cursor is at, explained. @param {number} index @param {SpaceTime} places @param {Slope | null} slope @param {number} x @param {number} y */
  #mark(index, places, slope, x, y) {
    const near = this.store.crossings
      .of(index)
      .find(({ um, ms }) => Math.hypot(places.x(um) - x, places.y(ms) - y) < REACH);
    if (near) {
      const nodes = (this.store.lanes[index]?.node_spacing_um ?? 0) > 0;
      const key = nodes ? "mark.crossing-node" : "mark.crossing";
      return [t(key, { node: near.site + 1, ms: milliseconds(near.ms), mm: millimetres(near.um) })];
    }
    if (slope && Math.abs(places.y(timeOn(slope, places.um(x))) - y) < REACH) {
      return [t("mark.slope", { velocity: slope.text })];
    }
    if (Math.abs(places.y(this.store.timeMs) - y) < REACH) return [t("mark.present")];
    return [];
  }
}
