// @ts-check
/** The panel of the space-time pictures: one a lane, at the scale of the figure, each with its own time or all with one. */
import { color } from "../../pkg/saltatory.js";
import { paletteOf } from "../draw/palette.js";
import { scaleFor } from "../draw/scale.js";
import { drawCrossings, drawPresent, drawRaster, drawSlope, drawTimeAxis, place } from "../draw/spacetime.js";
import { title } from "../text/describe.js";
import { significant, velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";
import { heard, styled } from "./ondemand.js";
import { head, Picture, toggle } from "./panelparts.js";
import { saveMenu } from "./save.js";
import { choice, chosenRuns } from "./spans.js";

/** @import { App, View } from "../app.js" */
/** @import { Means } from "./save.js" */
/** @import { Slope, SpaceTime } from "../draw/spacetime.js" */
/** @import { Span } from "../state/timespan.js" */

/** Height of each picture, CSS pixels, by the number of lanes. */
const HEIGHTS = [300, 190, 150, 120, 110, 100];
/** Rows of the engine's raster at most. */
const MOST_ROWS = 512;

/**
 * @typedef {object} Lane
 * @property {Picture} picture
 * @property {HTMLCanvasElement} raster a pixel a value
 * @property {number} painted rows of the raster that are painted for good
 * @property {number} drawnMs time up to which the lower sheet is drawn; below 0 if nothing of it is
 * @property {string} state what the lower sheet shows, to know when it must be drawn anew
 * @property {SpaceTime | null} places
 * @property {Span} span
 */

/** @param {App} app @param {HTMLElement} element @returns {View} */
export function spacetime(app, element) {
  return new SpaceTimePanel(app, element);
}

/** @implements {View} */
class SpaceTimePanel {
  /** @type {Lane[]} */
  #lanes = [];
  #palette = paletteOf(document.documentElement);
  /** What reads the pictures, once somebody comes near. @type {import("./spacetimecursor.js").SpaceTimeCursor | undefined} */
  #cursor;
  /** @type {(event: Event, lane: Lane) => void} */
  #hear = heard(async () => {
    const { SpaceTimeCursor } = await styled(import("./spacetimecursor.js"));
    const cursor = new SpaceTimeCursor(this.store, () => this.show());
    this.#cursor = cursor;
    return (event, lane) => cursor.hear(event, lane);
  });

  /** @param {App} app @param {HTMLElement} element */
  constructor(app, element) {
    this.app = app;
    this.store = app.store;
    this.body = make("div", { class: "pictures" });
    this.common = toggle("spacetime.common", choice.common, (common) => {
      choice.common = common;
      this.show();
    });
    const menu = saveMenu(app, {
      name: "saltatory-space-time",
      what: "panel.spacetime",
      picture: (means) => this.#compose(means),
      background: () => this.#palette.page,
    });
    const top = head("spacetime.caption", this.common, menu);
    this.caption = /** @type {HTMLElement} */ (top.querySelector("p"));
    element.append(top, this.body);
  }

  update() {
    const { store } = this;
    if (this.#lanes.length !== store.lanes.length) {
      this.#lanes = store.lanes.map(() => this.#make());
      this.body.replaceChildren(...this.#lanes.map(({ picture }) => picture.element));
    }
    this.common.hidden = store.lanes.length < 2;
    const jumps = store.lanes.some((lane) => lane.node_spacing_um > 0);
    setText(this.caption, [t("spacetime.caption"), ...(jumps ? [t("spacetime.steps")] : [])].join(" "));
    for (const [index, { picture }] of this.#lanes.entries()) {
      setText(picture.heading, title(store.lanes, index));
      picture.name(t("spacetime.picture", { title: title(store.lanes, index) }));
    }
  }

  arrange() {
    this.#palette = paletteOf(document.documentElement);
    const width = this.body.clientWidth;
    const height = HEIGHTS[Math.min(this.#lanes.length, HEIGHTS.length) - 1] ?? 100;
    for (const lane of this.#lanes) {
      lane.picture.size(width, height);
      lane.state = "";
      lane.painted = 0;
    }
  }

  show() {
    const spans = chosenRuns(this.store);
    for (const [index, lane] of this.#lanes.entries()) {
      const span = spans[index];
      if (!span || !this.store.lanes[index] || lane.picture.width === 0) continue;
      lane.span = span;
      lane.places = this.#places(index, lane);
      this.#paint(index, lane);
      this.#drawColors(index, lane, lane.places);
      this.#drawOver(lane.picture.above, index, lane, lane.places);
      this.#cursor?.show(index, lane, this.#slope(index, span), this.#palette);
      setText(lane.picture.about, this.#about(span));
    }
  }

  /** @returns {Lane} */
  #make() {
    const picture = new Picture();
    const raster = make("canvas");
    raster.height = MOST_ROWS;
    const span = { fromMs: 0, toMs: 1 };
    const lane = { picture, raster, painted: 0, drawnMs: -1, state: "", places: null, span };
    picture.listen((event) => this.#hear(event, lane));
    return lane;
  }

  /** @param {number} index */
  #info(index) {
    return /** @type {import("../types.js").LaneInfo} */ (this.store.lanes[index]);
  }

  /** @param {number} index @param {Lane} lane */
  #places(index, lane) {
    const { store } = this;
    const scale = scaleFor(lane.picture.width, store.window, store.lanes);
    return place(scale, 1000 * this.#info(index).length_mm, lane.span, lane.picture.height);
  }

  /** Has the engine paint the rows that are new. @param {number} index @param {Lane} lane */
  #paint(index, lane) {
    const { engine, transmembrane } = this.store;
    const { columns, rows, stretches } = engine.raster(index);
    const { places, span } = lane;
    const times = [stretches.length, stretches.reduce((sum, { rowMs }) => sum + rowMs, 0)];
    const seen = [...times, columns, transmembrane, this.#palette.dark, span.fromMs, span.toMs];
    const window = [places?.fromUm, places?.toUm, places?.left, places?.right];
    const state = [...seen, ...window].join();
    if (state !== lane.state || rows < lane.painted || this.store.timeMs < lane.drawnMs) {
      lane.state = state;
      lane.painted = 0;
      lane.drawnMs = -1;
      lane.raster.width = Math.max(1, columns);
    }
    if (rows === 0) return;
    const context = /** @type {CanvasRenderingContext2D} */ (lane.raster.getContext("2d"));
    if (rows > lane.painted)
      engine.paintRaster(context, index, transmembrane, lane.painted, this.#palette.dark);
  }

  /** Draws what is new of the colors. @param {number} index @param {Lane} lane @param {SpaceTime} places */
  #drawColors(index, lane, places) {
    const raster = this.#raster(index, lane);
    const { columns, rows, stretches } = raster;
    const context = lane.picture.below;
    if (lane.drawnMs < 0) context.clearRect(0, 0, lane.picture.width, lane.picture.height);
    // The row before is drawn again: it was not over, and two rows are mixed where they meet.
    const fromMs = lane.drawnMs < 0 ? 0 : lane.drawnMs - 2 * (stretches.at(-1)?.rowMs ?? 0);
    drawRaster(context, places, raster, this.#rest, fromMs, this.store.timeMs);
    lane.painted = Math.max(0, rows - 1);
    lane.drawnMs = columns > 0 ? this.store.timeMs : -1;
  }

  /** @param {number} index @param {Lane} lane */
  #raster(index, lane) {
    const lengthUm = 1000 * this.#info(index).length_mm;
    return { ...this.store.engine.raster(index), sheet: lane.raster, lengthUm };
  }

  get #rest() {
    return `#${color(0, this.#palette.dark).toString(16).padStart(6, "0")}`;
  }

  /** The measured velocity, which is the first spike's, as a line; null before it is known, and where that spike is not shown. @param {number} index @param {Span} span @returns {Slope | null} */
  #slope(index, span) {
    const speed = this.store.measured[index]?.velocity_m_per_s ?? null;
    const through = this.store.crossings.firstNear(index, 500 * this.#info(index).length_mm);
    if (speed === null || through === null || through.ms < span.fromMs || through.ms > span.toMs) return null;
    return { through, velocity: speed, text: velocity(speed) };
  }

  /**
   * All that lies over the colors.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {number} index
   * @param {Lane} lane
   * @param {SpaceTime} places
   */
  #drawOver(context, index, lane, places) {
    const info = this.#info(index);
    const palette = this.#palette;
    const { span } = lane;
    drawTimeAxis(context, places, { label: "", unit: "ms", from: span.fromMs, to: span.toMs }, palette);
    const slope = this.#slope(index, span);
    if (slope) drawSlope(context, places, slope, 1000 * info.length_mm, palette);
    drawCrossings(context, places, this.store.crossings.of(index), spacingUm(info), span, palette);
    drawPresent(context, places, this.store.timeMs, palette);
  }

  /** @param {Span} span */
  #about({ fromMs, toMs }) {
    const key = choice.common ? "spacetime.span-common" : "spacetime.span";
    return t(key, { from: significant(fromMs, 3), to: significant(toMs, 3) });
  }

  /** @param {Means} means */
  #compose({ SvgSurface, composed }) {
    const pictures = this.#lanes.flatMap((lane, index) => {
      const { places, picture, span } = lane;
      if (!places) return [];
      const surface = new SvgSurface(picture.width, picture.height);
      const context = surface.getContext();
      drawRaster(context, places, this.#raster(index, lane), this.#rest, 0, this.store.timeMs);
      this.#drawOver(context, index, lane, places);
      return [{ surface, title: title(this.store.lanes, index), note: this.#about(span) }];
    });
    return composed(pictures, this.app, this.#palette, { axis: true });
  }
}

/** Distance of two sites at which passings are noted, um. @param {import("../types.js").LaneInfo} lane */
function spacingUm(lane) {
  return lane.node_spacing_um > 0 ? lane.node_spacing_um : (1000 * lane.length_mm) / 20;
}
