// @ts-check
/** The panel of traces: potential, gates and currents at the probes, below each other, with one axis of time and one cursor. */
import "../first.js";
import "../text/later.js";
import { drawChart, layout } from "../draw/chart.js";
import { between } from "../draw/decimate.js";
import { paletteOf } from "../draw/palette.js";
import { probeColor } from "../draw/probe.js";
import { lookOf, symbol } from "../draw/quantity.js";
import { roundStep } from "../draw/scale.js";
import { drawCursor } from "../draw/spacetime.js";
import { traceTable } from "../state/csv.js";
import { spikeSpan } from "../state/spikespan.js";
import { title } from "../text/describe.js";
import { millimetres, milliseconds, plain, significant } from "../text/format.js";
import { t, tOr } from "../text/text.js";
import { Cursor } from "./cursor.js";
import { make, setText } from "./dom.js";
import { head, Picture } from "./panelparts.js";
import { chosenProbe, ProbeChoice } from "./probechoice.js";
import { saveMenu } from "./save.js";
import { segments } from "./segments.js";
import { choice, runs } from "./spans.js";
import { hideTip, showTip } from "./tip.js";

/** @import { App, View } from "../app.js" */
/** @import { Means } from "./save.js" */
/** @import { Box, Chart, Frame, Series } from "../draw/chart.js" */
/** @import { Palette } from "../draw/palette.js" */
/** @import { Store } from "../state/store.js" */
/** @import { Span } from "../state/timespan.js" */
/** @import { Quantity } from "../types.js" */

/** The plots, from above, and their heights, CSS pixels; the lowest has the axis of time. */
const PLOTS = /** @type {const} */ ([
  { kind: "voltage", height: 120 },
  { kind: "gate", height: 90 },
  { kind: "current", height: 142 },
]);
const HEIGHT = PLOTS.reduce((sum, { height }) => sum + height, 0);
/** Range of the potential, mV: as in the figure. */
const VOLTAGE = { from: -100, to: 60 };
/** Least range of the currents, mA/cm². */
const LEAST_CURRENT = 0.01;

/**
 * @typedef {object} Lane
 * @property {Picture} picture
 * @property {Cursor} cursor
 * @property {HTMLElement} legend
 * @property {Quantity[]} quantities
 * @property {[number, number]} current range of the currents so far, mA/cm²
 * @property {Span} span
 * @property {string} drawn what the lower sheet shows
 */

/** @param {App} app @param {HTMLElement} element @returns {View} */
export function traces(app, element) {
  return new TracesPanel(app, element);
}

/** @implements {View} */
class TracesPanel {
  /** @type {Lane[]} */
  #lanes = [];
  #palette = paletteOf(document.documentElement);
  #probes;

  /** @param {App} app @param {HTMLElement} element */
  constructor(app, element) {
    this.app = app;
    this.store = app.store;
    this.body = make("div", { class: "pictures grid-of-pictures" });
    this.#probes = new ProbeChoice(app.store, () => this.show());
    const spans = segments(
      t("traces.time"),
      [
        { id: "spike", text: t("traces.spike") },
        { id: "run", text: t("traces.run") },
      ],
      choice.run ? "run" : "spike",
      (id) => {
        choice.run = id === "run";
        this.show();
      },
    );
    const menu = saveMenu(app, {
      name: "saltatory-traces",
      what: "panel.traces",
      picture: (means) => this.#compose(means),
      background: () => this.#palette.page,
      table: (address) => this.#table(address),
    });
    element.append(head("traces.caption", this.#probes.element, spans, menu), this.body);
  }

  update() {
    const { store } = this;
    if (this.#lanes.length !== store.lanes.length) {
      this.#lanes = store.lanes.map((_, index) => this.#make(index));
      this.body.replaceChildren(...this.#lanes.map(({ picture }) => picture.element));
    }
    this.#probes.update();
    for (const [index, lane] of this.#lanes.entries()) {
      lane.quantities = store.engine.quantities(index);
      lane.current = [0, 0];
      lane.drawn = "";
      setText(lane.picture.heading, title(store.lanes, index));
      lane.picture.name(t("traces.picture", { title: title(store.lanes, index) }));
      this.#writeLegend(lane);
    }
  }

  arrange() {
    this.#palette = paletteOf(document.documentElement);
    for (const lane of this.#lanes) {
      lane.picture.size(lane.picture.element.clientWidth, HEIGHT);
      lane.drawn = "";
      this.#writeLegend(lane);
    }
  }

  show() {
    const spans = tracedSpans(this.store);
    for (const [index, lane] of this.#lanes.entries()) {
      const span = spans[index];
      if (!span || lane.picture.width === 0) continue;
      lane.span = span;
      this.#draw(index, lane);
      this.#drawNow(lane);
      this.#read(index, lane);
      const places = [...this.store.engine.probes(index)].map(millimetres).join(", ");
      setText(lane.picture.about, t("traces.at", { places }));
    }
  }

  /** @param {number} index @returns {Lane} */
  #make(index) {
    const picture = new Picture();
    const legend = make("p", { class: "key" });
    picture.element.append(legend);
    const cursor = new Cursor(picture.frame, {
      frame: () => {
        const lane = this.#lanes[index];
        return lane ? this.#whole(lane) : { left: 0, top: 0, right: 1, bottom: 1 };
      },
      moved: () => this.show(),
    });
    picture.listen((event) => cursor.hear(event));
    const span = { fromMs: 0, toMs: 1 };
    return { picture, cursor, legend, quantities: [], current: [0, 0], span, drawn: "" };
  }

  /** The probe whose gates and currents are shown. */
  get #probe() {
    return chosenProbe(this.store);
  }

  /**
   * The charts of a lane, from above, each made when it is asked for: the engine's arrays are good until the next call.
   *
   * @param {number} index
   * @param {Lane} lane
   * @returns {Generator<{ box: Box, chart: Chart }>}
   */
  *#charts(index, lane) {
    const x = { label: t("axis.time"), unit: "ms", from: lane.span.fromMs, to: lane.span.toMs };
    let top = 0;
    for (const [plot, { kind, height }] of PLOTS.entries()) {
      const box = { left: 0, top, width: lane.picture.width, height };
      top += height;
      const series = this.#series(index, lane, kind);
      yield { box, chart: { x, y: this.#axis(kind, lane), series, bare: plot < PLOTS.length - 1 } };
    }
  }

  /** @param {Quantity["kind"]} kind @param {Lane} lane */
  #axis(kind, lane) {
    if (kind === "voltage") return { label: "V", unit: "mV", ...VOLTAGE };
    if (kind === "gate") return { label: t("axis.gates"), unit: "", from: 0, to: 1 };
    const [low, high] = lane.current;
    return { label: t("axis.current"), unit: "mA/cm²", from: low, to: high };
  }

  /** @param {number} index @param {Lane} lane @param {Quantity["kind"]} kind @returns {Series[]} */
  #series(index, lane, kind) {
    const { engine } = this.store;
    const palette = this.#palette;
    const line = { line: true, ascending: true };
    const of = (/** @type {number} */ probe, /** @type {number} */ column) => ({
      x: engine.trace(index, probe, 0),
      y: engine.trace(index, probe, 1 + column),
    });
    if (kind === "voltage") {
      return [...engine.probes(index)].map((_, probe) => ({
        ...line,
        ...of(probe, 0),
        label: t("traces.probe", { number: probe + 1 }),
        color: probeColor(probe, palette),
        width: probe === this.#probe ? 1.8 : 1.2,
      }));
    }
    return lane.quantities.flatMap((quantity, column) => {
      if (quantity.kind !== kind) return [];
      return [{ ...line, ...of(this.#probe, column), ...lookOf(quantity, palette), label: symbol(quantity) }];
    });
  }

  /** Draws the lower sheet, if there is something new in what it shows. @param {number} index @param {Lane} lane */
  #draw(index, lane) {
    const { engine } = this.store;
    const times = engine.trace(index, this.#probe, 0);
    const seen = Math.min(times.at(-1) ?? 0, lane.span.toMs);
    this.#widen(index, lane);
    const state = [seen, times[0], lane.span.fromMs, lane.span.toMs, ...lane.current, this.#probe].join();
    if (state === lane.drawn) return;
    lane.drawn = state;
    const context = lane.picture.below;
    context.clearRect(0, 0, lane.picture.width, HEIGHT);
    this.#paint(context, index, lane);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} index @param {Lane} lane */
  #paint(context, index, lane) {
    const reached = this.store.engine.trace(index, this.#probe, 0).at(-1) ?? 0;
    for (const { box, chart } of this.#charts(index, lane)) {
      const frame = drawChart(context, box, chart, this.#palette);
      drawZero(context, frame, this.#palette);
      if (reached < lane.span.fromMs) drawNote(context, frame, t("read.to-come"), this.#palette);
    }
  }

  /** Makes the axis of the currents as large as they are, in round steps; it never shrinks while a run lasts. @param {number} index @param {Lane} lane */
  #widen(index, lane) {
    let [low, high] = lane.current;
    for (const { y } of this.#series(index, lane, "current")) {
      for (let k = 0; k < y.length; k++) {
        low = Math.min(low, /** @type {number} */ (y[k]));
        high = Math.max(high, /** @type {number} */ (y[k]));
      }
    }
    if (low >= lane.current[0] && high <= lane.current[1] && high > low) return;
    const step = roundStep(Math.max(high - low, LEAST_CURRENT), 6);
    lane.current = [Math.floor(low / step - 0.2) * step, Math.ceil(high / step + 0.2) * step];
  }

  /** All plots as one frame. @param {Lane} lane */
  #whole(lane) {
    const x = { label: "", unit: "", from: lane.span.fromMs, to: lane.span.toMs };
    return layout({ left: 0, top: 0, width: lane.picture.width, height: HEIGHT }, { x, y: x });
  }

  /** The present and the cursor. @param {Lane} lane */
  #drawNow(lane) {
    const frame = this.#whole(lane);
    const context = lane.picture.above;
    const now = frame.x.place(this.store.timeMs);
    if (now > frame.left && now < frame.right) {
      context.strokeStyle = this.#palette.accent;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(now, frame.top);
      context.lineTo(now, frame.bottom);
      context.stroke();
    }
    if (!lane.cursor.at) return;
    const x = frame.left + lane.cursor.at.x * (frame.right - frame.left);
    drawCursor(context, frame, x, null, this.#palette);
  }

  /** Says what all lines are at the cursor. @param {number} index @param {Lane} lane */
  #read(index, lane) {
    if (!lane.cursor.at) {
      hideTip(lane);
      return;
    }
    const { fromMs, toMs } = lane.span;
    const ms = fromMs + lane.cursor.at.x * (toMs - fromMs);
    const { engine } = this.store;
    const times = engine.trace(index, this.#probe, 0);
    const lines = lane.quantities.flatMap((quantity, column) => {
      const value = between(times, engine.trace(index, this.#probe, 1 + column), ms);
      return value === null ? [] : [said(quantity, value)];
    });
    const { x, y } = lane.cursor.client;
    const when = lines.length > 0 ? lines : [t("read.to-come")];
    showTip(lane, x, y, [milliseconds(ms), ...when], lane.cursor.byKeys);
  }

  /** Which line is what. @param {Lane} lane */
  #writeLegend(lane) {
    const shown = lane.quantities.filter(({ kind }) => kind !== "voltage");
    lane.legend.replaceChildren(
      ...shown.map((quantity) => {
        const { color, dash } = lookOf(quantity, this.#palette);
        const stroke = make("i", { "aria-hidden": "true" });
        stroke.style.borderTopColor = color;
        stroke.style.borderTopStyle = dash.length === 0 ? "solid" : Number(dash[0]) > 3 ? "dashed" : "dotted";
        return make("span", { title: label(quantity) }, stroke, `${symbol(quantity)} ${label(quantity)}`);
      }),
    );
  }

  /** @param {Means} means */
  #compose({ SvgSurface, composed }) {
    const pictures = this.#lanes.map((lane, index) => {
      const surface = new SvgSurface(lane.picture.width, HEIGHT);
      const context = surface.getContext();
      for (const { box, chart } of this.#charts(index, lane)) {
        const frame = drawChart(context, box, { ...chart, legend: true }, this.#palette);
        drawZero(context, frame, this.#palette);
      }
      return { surface, title: title(this.store.lanes, index), note: lane.picture.about.textContent ?? "" };
    });
    return composed(pictures, this.app, this.#palette, { columns: Math.min(2, pictures.length) });
  }

  /** @param {string} address */
  #table(address) {
    const { engine, lanes } = this.store;
    const traces = this.#lanes.flatMap((lane, index) =>
      [...engine.probes(index)].map((um, probe) => ({
        lane: title(lanes, index),
        probe: probe + 1,
        um,
        quantities: lane.quantities,
        // Copies: a view into the engine is good until the next call.
        timeMs: engine.trace(index, probe, 0).slice(),
        values: lane.quantities.map((_, column) => engine.trace(index, probe, 1 + column).slice()),
      })),
    );
    return traceTable([t("page.title"), address, t("traces.comment")], traces);
  }
}

/** The level of zero, where there is one inside the frame. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Palette} palette */
function drawZero(context, frame, palette) {
  const y = frame.y.place(0);
  if (y <= frame.top || y >= frame.bottom) return;
  context.strokeStyle = palette.edge;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(frame.left, Math.round(y) + 0.5);
  context.lineTo(frame.right, Math.round(y) + 0.5);
  context.stroke();
}

/** Words in the middle of a frame that has no line yet. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {string} text @param {Palette} palette */
function drawNote(context, { left, right, top, bottom }, text, palette) {
  context.fillStyle = palette["ink-soft"];
  context.font = `13px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  // Beside the level of zero, which may be in the middle.
  context.fillText(text, (left + right) / 2, top + 0.28 * (bottom - top));
}

/** A quantity's name in words. @param {Quantity} quantity */
export function label(quantity) {
  return tOr(`quantity.${quantity.id}`, quantity.label);
}

/** A value in words. @param {Quantity} quantity @param {number} value */
export function said(quantity, value) {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (quantity.kind === "gate")
    return t("read.gate", {
      name: symbol(quantity),
      label: label(quantity),
      percent: significantPercent(value),
    });
  const text = quantity.kind === "voltage" ? significant(size, size < 10 ? 2 : 3) : plain(size, 3);
  return t("read.value", {
    name: symbol(quantity),
    value: `${sign}${text}`,
    unit: quantity.unit.replace("cm2", "cm²"),
  });
}

/** @param {number} part */
function significantPercent(part) {
  return significant(100 * part, Math.abs(part) < 0.1 ? 2 : 3);
}

/** What the traces show of each lane. @param {Store} store @returns {Span[]} */
function tracedSpans(store) {
  const own = runs(store);
  if (choice.run) return own;
  return own.map((run, index) => {
    const lane = store.lanes[index];
    return lane ? spikeSpan(lane, store.crossings.of(index), [...store.engine.probes(index)], run) : run;
  });
}
