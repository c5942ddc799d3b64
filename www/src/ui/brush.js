// @ts-check
/** The myelin brush: strips or restores internodes under mouse, finger or a cursor moved by keys, also while a spike is on its way. */
import "../first.js";
import { heightOf } from "../draw/sizes.js";
import { internodesOf, readMyelin } from "../state/myelin.js";
import { internodeAt, paintMyelin, writeMyelin } from "../state/paintmyelin.js";
import { around } from "../state/window.js";
import { significant, typedNumber } from "../text/format.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { NumberField } from "./numberfield.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */
/** @import { LaneInfo } from "../types.js" */

/** Narrowest and lowest cursor, CSS pixels: a target that a finger finds. */
const LEAST = 24;
/** Internodes that a large step of the keys passes. */
const LARGE = 10;

/** @implements {View} */
export class Brush {
  /** What the brush does; null while it is put away. @type {"strip" | "restore" | null} */
  #tool = null;
  /** The stroke that goes on: its lane, what is left so far, and the internode where the pointer is. @type {{ lane: number, pointer: number, left: number[], at: number } | null} */
  #stroke = null;
  /** The internode with the cursor, for each lane. @type {number[]} */
  #cursors = [];
  /** The cursors, for each lane that has myelin to strip. @type {(HTMLButtonElement | null)[]} */
  #elements = [];

  /** Percent of their myelin that stripped internodes keep. */
  #stripped = 0;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.store = app.store;
    this.figure = figure;
    this.strip = this.#button("strip");
    this.restore = this.#button("restore");
    this.amount = new NumberField(
      { "aria-label": t("brush.amount") },
      { min: 0, max: 100, whole: false },
      { take: (percent) => this.#leave(percent), refuse: () => {} },
    );
    this.#leave("0");
    this.label = make("label", { hidden: true }, t("brush.left"), this.amount.element, "%");
    this.element = make(
      "div",
      { class: "brush", role: "group", "aria-label": t("brush.title") },
      this.strip,
      this.label,
      this.restore,
    );
    const { view } = figure.zoom;
    // Before the picture is dragged along.
    view.addEventListener("pointerdown", (event) => this.#down(event), { capture: true });
    view.addEventListener("pointermove", (event) => this.#move(event));
    view.addEventListener("pointerup", (event) => this.#up(event));
    view.addEventListener("pointercancel", (event) => this.#up(event));
  }

  update() {
    const brushed = this.store.lanes.map((_, lane) => this.#internodes(lane) > 0);
    this.element.hidden = !brushed.some(Boolean);
    if (this.element.hidden) this.#tool = null;
    this.#elements = brushed.map((has, lane) => {
      const old = this.#elements[lane];
      const wanted = has && this.#tool !== null;
      if (old?.isConnected && wanted) return old;
      old?.remove();
      return wanted ? this.#cursor(lane) : null;
    });
  }

  arrange() {
    const { scale } = this.figure;
    if (!scale) return;
    for (const [tool, button] of /** @type {const} */ ([
      ["strip", this.strip],
      ["restore", this.restore],
    ])) {
      button.setAttribute("aria-pressed", String(this.#tool === tool));
    }
    this.label.hidden = this.#tool !== "strip";
    this.figure.zoom.view.classList.toggle("brushing", this.#tool !== null);
    for (const [lane, element] of this.#elements.entries()) {
      const info = this.store.lanes[lane];
      if (!element || !info) continue;
      const count = this.#internodes(lane);
      const at = this.#at(lane);
      const spacing = info.node_spacing_um;
      const [left, right] = [scale.x(at * spacing), scale.x((at + 1) * spacing)];
      const wide = Math.max(LEAST, right - left);
      const height = heightOf(scale.sizes);
      const outside = (at + 1) * spacing <= scale.window.fromUm || at * spacing >= scale.window.toUm;
      // What has the focus keeps it, until the picture has moved to where it went.
      element.hidden = outside && element !== document.activeElement;
      element.style.left = `${(left + right - wide) / 2}px`;
      element.style.width = `${wide}px`;
      element.style.top = `${height - scale.sizes.axon + 4}px`;
      element.style.height = `${Math.max(LEAST, scale.sizes.axon - 8)}px`;
      const percent = significant(this.#left(lane)[at] ?? 100, 3);
      element.setAttribute("aria-valuemax", String(count));
      element.setAttribute("aria-valuenow", String(at + 1));
      element.setAttribute("aria-valuetext", t("brush.internode", { number: at + 1, count, percent }));
    }
  }

  /** @param {"strip" | "restore"} tool */
  #button(tool) {
    const button = make("button", { type: "button", "aria-pressed": "false" }, t(`brush.${tool}`));
    button.title = t("brush.help");
    button.addEventListener("click", () => {
      this.#tool = this.#tool === tool ? null : tool;
      this.update();
      this.arrange();
    });
    return button;
  }

  /** @param {number} lane */
  #cursor(lane) {
    const letter = String.fromCharCode(97 + lane);
    const name = t("brush.cursor", { lane: this.store.lanes.length > 1 ? t("touch.lane", { letter }) : "" });
    const element = make("button", {
      type: "button",
      role: "slider",
      class: "internode",
      "aria-label": name,
      "aria-valuemin": 1,
    });
    element.addEventListener("keydown", (event) => this.#key(event, lane));
    this.figure.lanes.canvases[lane]?.parentElement?.append(element);
    return element;
  }

  /** @param {KeyboardEvent} event @param {number} lane */
  #key(event, lane) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.#internodes(lane);
    const at = this.#at(lane);
    const ways = /** @type {Record<string, number>} */ ({
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageUp: LARGE,
      PageDown: -LARGE,
      Home: -count,
      End: count,
    });
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const left = this.#left(lane);
      // A second press takes the first back.
      const percent = left[at] === this.#percent ? 100 : this.#percent;
      this.#write(lane, paintMyelin(left, at, at, percent), false);
      return;
    }
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(count - 1, at + (event.shiftKey ? LARGE : 1) * way));
    this.#cursors[lane] = to;
    const spacing = this.store.lanes[lane]?.node_spacing_um ?? 0;
    const { fromUm, toUm } = this.store.window;
    const middle = (to + 0.5) * spacing;
    if (middle < fromUm || middle > toUm) {
      this.app.see(around(middle, toUm - fromUm, this.store.lengthUm));
    }
    this.arrange();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (this.#tool === null || event.button !== 0 || this.#stroke) return;
    const lane = this.#laneOf(event.target);
    const at = lane === null ? null : this.#internodeUnder(event, lane);
    if (lane === null || at === null) return;
    event.preventDefault();
    this.figure.zoom.view.setPointerCapture(event.pointerId);
    this.app.hold();
    this.#stroke = { lane, pointer: event.pointerId, left: this.#left(lane), at };
    this.#paint(at);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#stroke?.pointer !== event.pointerId) return;
    const at = this.#internodeUnder(event, this.#stroke.lane);
    if (at !== null && at !== this.#stroke.at) this.#paint(at);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (this.#stroke?.pointer !== event.pointerId) return;
    this.#stroke = null;
    this.app.letGo();
  }

  /** Goes on with the stroke, to an internode. @param {number} at */
  #paint(at) {
    const stroke = this.#stroke;
    if (!stroke) return;
    stroke.left = paintMyelin(stroke.left, stroke.at, at, this.#percent);
    stroke.at = at;
    this.#cursors[stroke.lane] = at;
    this.#write(stroke.lane, stroke.left, true);
  }

  /** @param {number} lane @param {number[]} left @param {boolean} passing */
  #write(lane, left, passing) {
    const key = this.store.key("myelin", lane);
    if (passing) this.app.slide(key, writeMyelin(left));
    else this.app.change(key, writeMyelin(left));
  }

  /** What the brush leaves, percent. */
  get #percent() {
    if (this.#tool === "restore") return 100;
    // Whoever strokes has not left the field first.
    const typed = typedNumber(this.amount.element.value);
    return typed ? Math.max(0, Math.min(100, Number(typed))) : this.#stripped;
  }

  /** @param {string} percent that stripped internodes keep; empty for none */
  #leave(percent) {
    this.#stripped = Math.max(0, Math.min(100, Number(percent)));
    this.amount.show(this.#stripped);
  }

  /** @param {number} lane */
  #at(lane) {
    const last = this.#internodes(lane) - 1;
    this.#cursors[lane] = Math.min(last, this.#cursors[lane] ?? Math.floor(last / 2));
    return this.#cursors[lane];
  }

  /** Internodes whose myelin can be changed. @param {number} lane */
  #internodes(lane) {
    const info = this.store.lanes[lane];
    return info?.fiber === "mrg" ? internodesOf(info) : 0;
  }

  /** @param {number} lane */
  #left(lane) {
    return readMyelin(this.store.given(this.store.key("myelin", lane)) ?? "", this.#internodes(lane));
  }

  /** The lane whose picture this is, if it has myelin to strip. @param {EventTarget | null} target */
  #laneOf(target) {
    const lane = this.figure.lanes.canvases.findIndex(
      (canvas) => target instanceof Node && canvas.parentElement?.contains(target),
    );
    const own = target === this.#elements[lane] || target instanceof HTMLCanvasElement;
    return lane >= 0 && own && this.#internodes(lane) > 0 ? lane : null;
  }

  /** @param {MouseEvent} event @param {number} lane @returns {number | null} */
  #internodeUnder(event, lane) {
    const info = /** @type {LaneInfo} */ (this.store.lanes[lane]);
    const canvas = this.figure.lanes.canvases[lane];
    if (!this.figure.scale || !canvas) return null;
    return internodeAt(this.figure.scale.um(event.clientX - canvas.getBoundingClientRect().left), info);
  }
}
