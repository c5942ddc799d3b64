// @ts-check
/** The panel of phase planes: the state at a probe as a point that moves, its voltage across, what changes it up. */
import "../first.js";
import "../text/later.js";
import { axisOf, drawChart, layout, nearest } from "../draw/chart.js";
import { drawMark } from "../draw/mark.js";
import { paletteOf } from "../draw/palette.js";
import { probeColor, probeMark } from "../draw/probe.js";
import { symbol } from "../draw/quantity.js";
import { drawCursor } from "../draw/spacetime.js";
import { slopes } from "../state/slopes.js";
import { title } from "../text/describe.js";
import { millimetres, milliseconds, millivolts, significant } from "../text/format.js";
import { t } from "../text/text.js";
import { Cursor } from "./cursor.js";
import { make, setText } from "./dom.js";
import { head, Picture } from "./panelparts.js";
import { chosenProbe, ProbeChoice } from "./probechoice.js";
import { saveMenu } from "./save.js";
import { segments } from "./segments.js";
import { hideTip, showTip } from "./tip.js";
import { label } from "./traces.js";

/** @import { App, View } from "../app.js" */
/** @import { Means } from "./save.js" */
/** @import { Axis } from "../draw/ticks.js" */
/** @import { Quantity } from "../types.js" */

/** Height of a picture, CSS pixels. */
const HEIGHT = 340;
/** Range of the potential, mV: as in the figure. */
const VOLTAGE = { from: -100, to: 60 };
/** The rate of change is shown at least up to this, mV/ms: it grows in such steps. */
const RATE_STEP = 100;
/** Where the word stands beside the mark of rest, and half its height, CSS pixels. */
const REST = { aside: 6, away: 11, half: 7 };
/** How far from the trajectory it is still read, CSS pixels. */
const REACH = 40;

/**
 * @typedef {object} Lane
 * @property {Picture} picture
 * @property {Cursor} cursor
 * @property {Quantity[]} quantities
 * @property {{ timeMs: Float64Array, v: Float64Array, up: Float64Array }} track
 * @property {[number, number]} rate range of the rate of change so far, mV/ms
 * @property {string} drawn what the lower sheet shows
 * @property {number | null} sample that the cursor is at
 */

/** @param {App} app @param {HTMLElement} element @returns {View} */
export function phase(app, element) {
  return new PhasePanel(app, element);
}

/** @implements {View} */
class PhasePanel {
  /** @type {Lane[]} */
  #lanes = [];
  #palette = paletteOf(document.documentElement);
  /** What is drawn upwards: the rate of change of the potential, or a gate of this name. */
  #up = "rate";
  #choices = "";
  #chooser = make("div");
  #probes;

  /** @param {App} app @param {HTMLElement} element */
  constructor(app, element) {
    this.app = app;
    this.store = app.store;
    this.body = make("div", { class: "pictures grid-of-pictures" });
    const menu = saveMenu(app, {
      name: "saltatory-phase-plane",
      what: "panel.phase",
      picture: (means) => this.#compose(means),
      background: () => this.#palette.page,
    });
    this.#probes = new ProbeChoice(app.store, () => this.show());
    element.append(head("phase.caption", this.#probes.element, this.#chooser, menu), this.body);
  }

  update() {
    const { store } = this;
    if (this.#lanes.length !== store.lanes.length) {
      this.#lanes = store.lanes.map((_, index) => this.#make(index));
      this.body.replaceChildren(...this.#lanes.map(({ picture }) => picture.element));
    }
    for (const [index, lane] of this.#lanes.entries()) {
      lane.quantities = store.engine.quantities(index);
      lane.rate = [-RATE_STEP, RATE_STEP];
      lane.drawn = "";
      setText(lane.picture.heading, title(store.lanes, index));
      lane.picture.name(t("phase.picture", { title: title(store.lanes, index) }));
    }
    this.#choose();
    this.#probes.update();
  }

  arrange() {
    this.#palette = paletteOf(document.documentElement);
    for (const lane of this.#lanes) {
      lane.picture.size(lane.picture.element.clientWidth, HEIGHT);
      lane.drawn = "";
    }
  }

  show() {
    for (const [index, lane] of this.#lanes.entries()) {
      if (lane.picture.width === 0) continue;
      this.#take(index, lane);
      this.#drawOver(index, lane);
      this.#read(lane);
      const place = this.store.engine.probes(index)[this.#probe] ?? 0;
      setText(lane.picture.about, t("traces.at", { places: millimetres(place) }));
    }
  }

  /** @param {number} index @returns {Lane} */
  #make(index) {
    const picture = new Picture();
    const cursor = new Cursor(picture.frame, {
      frame: () => {
        const lane = this.#lanes[index];
        return lane ? this.#layout(lane) : { left: 0, top: 0, right: 1, bottom: 1 };
      },
      moved: () => this.show(),
      step: (key, large) => this.#step(index, key, large),
    });
    picture.listen((event) => cursor.hear(event));
    const none = new Float64Array(0);
    const track = { timeMs: none, v: none, up: none };
    return { picture, cursor, quantities: [], track, rate: [-1, 1], drawn: "", sample: null };
  }

  get #probe() {
    return chosenProbe(this.store);
  }

  /** The gates that can be shown: those of all lanes. */
  #choose() {
    /** @type {Map<string, string>} */
    const gates = new Map();
    for (const { quantities } of this.#lanes) {
      for (const quantity of quantities) {
        if (quantity.kind === "gate") gates.set(quantity.id, `${symbol(quantity)}`);
      }
    }
    const options = [{ id: "rate", text: "dV/dt" }, ...[...gates].map(([id, text]) => ({ id, text }))];
    const choices = options.map(({ id }) => id).join();
    if (choices === this.#choices) return;
    this.#choices = choices;
    if (!options.some(({ id }) => id === this.#up)) this.#up = "rate";
    const row = segments(t("phase.up"), options, this.#up, (id) => {
      this.#up = id;
      for (const lane of this.#lanes) lane.drawn = "";
      this.show();
    });
    this.#chooser.replaceChildren(row);
  }

  /** Takes over the trajectory, if there is more of it. @param {number} index @param {Lane} lane */
  #take(index, lane) {
    const { engine } = this.store;
    const column = lane.quantities.findIndex(({ id }) => id === this.#up);
    const probe = this.#probe;
    const times = engine.trace(index, probe, 0);
    const state = [times.length, times[0], times.at(-1), this.#up, probe].join();
    if (state === lane.drawn) return;
    lane.drawn = state;
    const [timeMs, v] = [engine.trace(index, probe, 0).slice(), engine.trace(index, probe, 1).slice()];
    const missing = this.#up !== "rate" && column < 0;
    const up =
      this.#up === "rate"
        ? slopes(timeMs, v)
        : missing
          ? v.map(() => Number.NaN)
          : engine.trace(index, probe, 1 + column).slice();
    lane.track = { timeMs, v, up };
    if (this.#up === "rate") this.#widen(lane);
    const context = lane.picture.below;
    context.clearRect(0, 0, lane.picture.width, HEIGHT);
    this.#paint(context, lane);
  }

  /** @param {Lane} lane */
  #widen(lane) {
    const { from, to } = axisOf({ label: "", unit: "" }, [lane.track.up]);
    const round = (/** @type {number} */ value) => Math.ceil(value / RATE_STEP) * RATE_STEP;
    lane.rate = [Math.min(lane.rate[0], -round(-from)), Math.max(lane.rate[1], round(to))];
  }

  /** @param {Lane} lane @returns {{ x: Axis, y: Axis }} */
  #axes(lane) {
    const x = { label: "V", unit: "mV", ...VOLTAGE };
    if (this.#up === "rate")
      return { x, y: { label: "dV/dt", unit: "mV/ms", from: lane.rate[0], to: lane.rate[1] } };
    const quantity = lane.quantities.find(({ id }) => id === this.#up);
    return {
      x,
      y: { label: quantity ? `${symbol(quantity)}, ${label(quantity)}` : this.#up, unit: "", from: 0, to: 1 },
    };
  }

  /** @param {Lane} lane */
  #layout(lane) {
    return layout({ left: 0, top: 0, width: lane.picture.width, height: HEIGHT }, this.#axes(lane));
  }

  /** @param {Lane} lane */
  #trajectory({ track }) {
    const palette = this.#palette;
    return {
      label: "",
      x: track.v,
      y: track.up,
      color: probeColor(this.#probe, palette),
      line: true,
      width: 1.5,
    };
  }

  /** @param {CanvasRenderingContext2D} context @param {Lane} lane */
  #paint(context, lane) {
    const palette = this.#palette;
    const box = { left: 0, top: 0, width: lane.picture.width, height: HEIGHT };
    const frame = drawChart(context, box, { ...this.#axes(lane), series: [this.#trajectory(lane)] }, palette);
    const [v, up] = [lane.track.v[0], lane.track.up[0]];
    if (v === undefined || up === undefined || !Number.isFinite(up)) {
      if (v !== undefined) this.#say(context, frame, t("phase.no-gate", { gate: this.#up }));
      return;
    }
    context.strokeStyle = palette["ink-soft"];
    const [x, y] = [frame.x.place(v), frame.y.place(up)];
    drawMark(context, "cross", x, y, 4);
    context.fillStyle = palette["ink-soft"];
    context.font = `12px ${palette.font}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    // Left of it no spike goes but back to it: along 0 for the rate, from below or from above for gates that spikes open or shut.
    const opens = this.#up !== "rate" && up < 0.5 && y + REST.away + REST.half < frame.bottom;
    context.fillText(t("phase.rest"), x - REST.aside, y + (opens ? REST.away : -REST.away));
  }

  /** @param {CanvasRenderingContext2D} context @param {ReturnType<typeof layout>} frame @param {string} text */
  #say(context, frame, text) {
    context.fillStyle = this.#palette["ink-soft"];
    context.font = `13px ${this.#palette.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2);
  }

  /** The present and the cursor. @param {number} index @param {Lane} lane */
  #drawOver(index, lane) {
    const frame = this.#layout(lane);
    const { track } = lane;
    const context = lane.picture.above;
    const last = track.v.length - 1;
    const place = (/** @type {number} */ k) => ({
      x: frame.x.place(/** @type {number} */ (track.v[k])),
      y: frame.y.place(/** @type {number} */ (track.up[k])),
    });
    if (last >= 0 && Number.isFinite(track.up[last])) {
      const { x, y } = place(last);
      context.fillStyle = this.#palette.accent;
      drawMark(context, probeMark(this.#probe), x, y, 5);
    }
    lane.sample = this.#sampleAt(lane, frame);
    if (lane.sample === null || index < 0) return;
    const { x, y } = place(lane.sample);
    drawCursor(context, frame, x, y, this.#palette);
  }

  /** The sample nearest to the cursor. @param {Lane} lane @param {ReturnType<typeof layout>} frame */
  #sampleAt(lane, frame) {
    const { at } = lane.cursor;
    if (!at) return null;
    if (lane.cursor.byKeys && lane.sample !== null && lane.sample < lane.track.v.length) return lane.sample;
    const x = frame.left + at.x * (frame.right - frame.left);
    const y = frame.top + at.y * (frame.bottom - frame.top);
    const reach = lane.cursor.byKeys ? Number.POSITIVE_INFINITY : REACH;
    return nearest(frame, [this.#trajectory(lane)], x, y, reach)?.index ?? null;
  }

  /** Keys move along the trajectory. @param {number} index @param {string} key @param {boolean} large */
  #step(index, key, large) {
    const lane = this.#lanes[index];
    if (!lane || lane.track.v.length === 0) return null;
    const last = lane.track.v.length - 1;
    const frame = this.#layout(lane);
    const by = Math.max(1, Math.round(last / (large ? 10 : 100)));
    const now = lane.sample ?? 0;
    const onward = key === "ArrowRight" || key === "ArrowUp" || key === "PageUp";
    const to = key === "Home" ? 0 : key === "End" ? last : now + (onward ? by : -by);
    lane.sample = Math.min(last, Math.max(0, to));
    return {
      x: (frame.x.place(Number(lane.track.v[lane.sample])) - frame.left) / (frame.right - frame.left),
      y: (frame.y.place(Number(lane.track.up[lane.sample])) - frame.top) / (frame.bottom - frame.top),
    };
  }

  /** @param {Lane} lane */
  #read(lane) {
    const { sample, track, cursor } = lane;
    if (sample === null || !cursor.at) {
      hideTip(lane);
      return;
    }
    const [ms, v, up] = [Number(track.timeMs[sample]), Number(track.v[sample]), Number(track.up[sample])];
    const { x, y } = cursor.client;
    const value =
      this.#up === "rate"
        ? t("read.value", { name: "dV/dt", value: significant(up, 3), unit: "mV/ms" })
        : t("read.value", { name: this.#up, value: significant(up, 3), unit: "" });
    showTip(lane, x, y, [millivolts(v), value, t("phase.when", { ms: milliseconds(ms) })], cursor.byKeys);
  }

  /** @param {Means} means */
  #compose({ SvgSurface, composed }) {
    const pictures = this.#lanes.map((lane, index) => {
      const surface = new SvgSurface(lane.picture.width, HEIGHT);
      this.#paint(surface.getContext(), lane);
      return { surface, title: title(this.store.lanes, index), note: lane.picture.about.textContent ?? "" };
    });
    return composed(pictures, this.app, this.#palette, { columns: Math.min(2, pictures.length) });
  }
}
