// @ts-check
/**
 * Handles over the pictures of the lanes: the tip of each electrode and the mark of each probe can be dragged along the fiber with
 * mouse, finger and keys, and the stimulator and the tips fire when they are pressed.
 */
import { PROBE } from "../draw/probe.js";
import { heightOf } from "../draw/sizes.js";
import { dropped, keyed, millimetres } from "../state/places.js";
import { around } from "../state/window.js";
import { significant } from "../text/format.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";

/** @import { App, View } from "../app.js" */
/** @import { Scale } from "../draw/scale.js" */
/** @import { Figure } from "./figure.js" */

/** Side of a handle, CSS pixels: a target that a finger finds. */
const SIDE = 28;
/** How far a pointer goes before it drags instead of pressing, CSS pixels. */
const SLACK = 4;

/**
 * Something that a lane's picture shows, to be taken hold of.
 *
 * @typedef {object} Mark
 * @property {string} id
 * @property {number} lane
 * @property {"stimulator" | "electrode" | "probe"} kind
 * @property {number} number of the electrode or probe, from 1
 * @property {number} um where it is
 * @property {number} askedUm where the scenario has it: a probe is at the compartment next to that
 * @property {boolean} onNodes whether it can only be at nodes
 */

/** @implements {View} */
export class Handles {
  /** @type {Map<string, { mark: Mark, element: HTMLButtonElement, place: HTMLElement }>} */
  #handles = new Map();
  /** The scale that they were last placed to. @type {Scale | undefined} */
  #scale;
  /** The handle that is held, with the place of the pointer within it. @type {{ id: string, pointer: number, startX: number, offsetX: number, moved: boolean } | null} */
  #held = null;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.store = app.store;
    this.figure = figure;
  }

  /** Makes the handles that the scenario has marks for, and keeps those that there are. */
  update() {
    const wanted = new Map(this.#marks().map((mark) => [mark.id, mark]));
    for (const [id, { element }] of this.#handles) {
      if (wanted.has(id) && element.isConnected) continue;
      const { activeElement } = document;
      element.remove();
      this.#handles.delete(id);
      // Whoever took a mark away with the keyboard stays near.
      if (activeElement === element) this.figure.zoom.view.focus();
    }
    for (const mark of wanted.values()) {
      const handle = this.#handles.get(mark.id) ?? this.#make(mark);
      handle.mark = mark;
      this.#handles.set(mark.id, handle);
    }
    this.#scale = undefined;
  }

  arrange() {
    const { scale } = this.figure;
    if (!scale) return;
    this.#scale = scale;
    for (const handle of this.#handles.values()) this.#place(handle, scale);
  }

  show() {
    if (this.figure.scale !== this.#scale) this.arrange();
  }

  /** Gives the focus to a mark. @param {string} id */
  focus(id) {
    this.#handles.get(id)?.element.focus();
  }

  /** @returns {Mark[]} */
  #marks() {
    const { store } = this;
    return store.lanes.flatMap((info, lane) => {
      if (info.fiber === "patch") return [];
      /** @type {Mark[]} */
      const marks = [
        { id: `s${lane}`, lane, kind: "stimulator", number: 0, um: 0, askedUm: 0, onNodes: false },
      ];
      for (let number = 1; number <= store.electrodes; number++) {
        const at = store.given(`e${number}.lane`) ?? "all";
        if (at !== "all" && at !== String.fromCharCode(97 + lane)) continue;
        const um = 1000 * Number(store.given(`e${number}.at`) ?? 0);
        marks.push({
          id: `e${number}/${lane}`,
          lane,
          kind: "electrode",
          number,
          um,
          askedUm: um,
          onNodes: false,
        });
      }
      const asked = store.given("probe")?.split(",");
      for (const [index, um] of store.engine.probes(lane).entries()) {
        const askedUm = asked ? 1000 * Number(asked[index]) : um;
        const onNodes = info.node_spacing_um > 0;
        marks.push({ id: `p${index}/${lane}`, lane, kind: "probe", number: index + 1, um, askedUm, onNodes });
      }
      return marks;
    });
  }

  /** @param {Mark} mark */
  #make(mark) {
    const place = make("span", { class: "place", "aria-hidden": "true" });
    const slides = mark.kind !== "stimulator";
    const element = make(
      "button",
      { type: "button", class: `handle ${mark.kind}`, ...(slides ? { role: "slider" } : {}) },
      place,
    );
    const current = () => this.#handles.get(mark.id)?.mark ?? mark;
    element.addEventListener("keydown", (event) => this.#key(event, current()));
    element.addEventListener("pointerdown", (event) => this.#down(event, current()));
    element.addEventListener("pointermove", (event) => this.#move(event, current()));
    element.addEventListener("pointerup", (event) => this.#up(event, current()));
    element.addEventListener("pointercancel", (event) => this.#up(event, null));
    // The same everywhere: one stop for the keyboard, unless it is the only lane that it is at.
    const first = !this.#marks().some((other) => other.lane < mark.lane && sameThing(other, mark));
    element.tabIndex = first ? 0 : -1;
    if (!slides) element.addEventListener("click", () => this.app.stimulate());
    this.figure.lanes.canvases[mark.lane]?.parentElement?.append(element);
    return { mark, element, place };
  }

  /** @param {{ mark: Mark, element: HTMLButtonElement, place: HTMLElement }} handle @param {Scale} scale */
  #place({ mark, element, place }, scale) {
    const { fromUm, toUm } = scale.window;
    const lengthUm = 1000 * (this.store.lanes[mark.lane]?.length_mm ?? 0);
    const inside = mark.um >= fromUm && mark.um <= Math.min(toUm, lengthUm) + 1e-6;
    // What has the focus keeps it, until the picture has moved to where it went.
    element.hidden = !inside && element !== document.activeElement;
    const height = heightOf(scale.sizes);
    const middle = height - scale.sizes.axon / 2;
    const [x, y] = {
      stimulator: [scale.x(0) - 14, middle],
      electrode: [scale.x(mark.um) + 6, middle - scale.sizes.axon / 2 + 8],
      probe: [scale.x(mark.um), Math.min(middle + PROBE.below, height - 8)],
    }[mark.kind];
    element.style.left = `${x - SIDE / 2}px`;
    element.style.top = `${y - SIDE / 2}px`;
    const letter = String.fromCharCode(97 + mark.lane);
    const named = {
      number: mark.number,
      lane: this.store.lanes.length > 1 ? t("touch.lane", { letter }) : "",
    };
    const name = t(`touch.${mark.kind}`, named);
    attribute(element, "aria-label", name);
    if (mark.kind === "stimulator") {
      element.title = t("touch.stimulator-title");
      return;
    }
    const mm = significant(mark.um / 1000, 4);
    attribute(element, "aria-valuemin", "0");
    attribute(element, "aria-valuemax", String(lengthUm / 1000));
    attribute(element, "aria-valuenow", String(Number((mark.um / 1000).toFixed(5))));
    attribute(element, "aria-valuetext", t("touch.place", { mm }));
    setText(place, t("touch.place", { mm }));
    element.classList.toggle("at-right", x > scale.width - 70);
  }

  /** @param {PointerEvent} event @param {Mark} mark */
  #down(event, mark) {
    if (event.button !== 0 || this.#held || mark.kind === "stimulator") return;
    const element = /** @type {HTMLElement} */ (event.currentTarget);
    element.setPointerCapture(event.pointerId);
    const offsetX = event.clientX - this.#clientX(mark);
    this.#held = { id: mark.id, pointer: event.pointerId, startX: event.clientX, offsetX, moved: false };
  }

  /** @param {PointerEvent} event @param {Mark} mark */
  #move(event, mark) {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    if (!held.moved) {
      if (Math.abs(event.clientX - held.startX) < SLACK) return;
      held.moved = true;
      this.app.hold();
      this.#handles.get(mark.id)?.element.classList.add("held");
    }
    const { scale } = this.figure;
    const lane = this.store.lanes[mark.lane];
    if (!scale || !lane) return;
    const left = this.figure.lanes.canvases[mark.lane]?.getBoundingClientRect().left ?? 0;
    const um = scale.um(event.clientX - held.offsetX - left);
    const within = Math.max(scale.window.fromUm, Math.min(scale.window.toUm, um));
    const to = dropped(within, lane, { onNodes: mark.onNodes, perUm: scale.perUm });
    this.app.slide(...this.#moved(mark, to));
  }

  /** @param {PointerEvent} event @param {Mark | null} mark null if nothing was meant */
  #up(event, mark) {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    this.#held = null;
    this.#handles.get(held.id)?.element.classList.remove("held");
    if (held.moved) this.app.letGo();
    else if (mark?.kind === "electrode") this.app.fireElectrode(mark.number);
  }

  /** @param {KeyboardEvent} event @param {Mark} mark */
  #key(event, mark) {
    if (event.ctrlKey || event.metaKey || event.altKey || mark.kind === "stimulator") return;
    const lane = this.store.lanes[mark.lane];
    const { scale } = this.figure;
    if (!lane || !scale) return;
    if (event.key === "Enter" || event.key === " ") {
      if (mark.kind === "electrode") this.app.fireElectrode(mark.number);
    } else if (event.key === "Delete" || event.key === "Backspace") this.#remove(mark);
    else {
      const to = keyed(event, mark.askedUm, lane, { onNodes: mark.onNodes, perUm: scale.perUm });
      if (to === null) return;
      this.app.change(...this.#moved(mark, to));
      const { fromUm, toUm } = scale.window;
      if (to < fromUm || to > toUm) this.app.see(around(to, toUm - fromUm, this.store.lengthUm));
    }
    event.preventDefault();
  }

  /** What the scenario says when a mark has gone to a place: key and value. @param {Mark} mark @param {number} um @returns {[string, string]} */
  #moved(mark, um) {
    if (mark.kind === "electrode") return [`e${mark.number}.at`, millimetres(um)];
    return ["probe", this.#probes(mark, [millimetres(um)])];
  }

  /** @param {Mark} mark */
  #remove(mark) {
    this.app.hold();
    if (mark.kind === "probe") this.app.change("probe", this.#probes(mark, []));
    else this.app.removeElectrode(mark.number);
    this.app.letGo();
  }

  /** All probes, with this one's place taken by others. @param {Mark} mark @param {string[]} by mm */
  #probes(mark, by) {
    const given = this.store.given("probe");
    const all = given?.split(",") ?? Array.from(this.store.engine.probes(mark.lane), millimetres);
    return all.toSpliced(mark.number - 1, 1, ...by).join(",");
  }

  /** Where a mark is in the browser's window, CSS pixels. @param {Mark} mark */
  #clientX(mark) {
    const left = this.figure.lanes.canvases[mark.lane]?.getBoundingClientRect().left ?? 0;
    return left + (this.figure.scale?.x(mark.um) ?? 0);
  }
}

/** @param {Mark} one @param {Mark} other */
const sameThing = (one, other) => one.kind === other.kind && one.number === other.number;

/** @param {Element} element @param {string} name @param {string} value */
function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
