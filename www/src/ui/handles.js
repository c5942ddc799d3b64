// @ts-check
/**
 * Handles over the pictures of the lanes: the tip of each electrode and the mark of each probe can be dragged along the fiber with
 * mouse, finger and keys, and the stimulator and the tips fire when they are pressed. What is done with them is loaded when somebody
 * comes near one (`hands.js`).
 */
import { PROBE } from "../draw/probe.js";
import { heightOf } from "../draw/sizes.js";
import { significant } from "../text/format.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";
import { heard } from "./ondemand.js";

/** @import { App, View } from "../app.js" */
/** @import { Scale } from "../draw/scale.js" */
/** @import { Figure } from "./figure.js" */

/** Side of a handle, CSS pixels: a target that a finger finds. */
const SIDE = 28;

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

/** A mark's element on the page. @typedef {{ mark: Mark, element: HTMLButtonElement, place: HTMLElement }} Handle */

/** @implements {View} */
export class Handles {
  /** @type {Map<string, Handle>} */
  #handles = new Map();
  /** The scale that they were last placed to. @type {Scale | undefined} */
  #scale;
  /** @type {(event: Event, handle: Handle) => void} */
  #hear = heard(async () => {
    const { Hands } = await import("./hands.js");
    const hands = new Hands(this.app, this.figure);
    return (event, handle) => hands.hear(event, handle);
  });

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

  /** @param {Mark} mark @returns {Handle} */
  #make(mark) {
    const place = make("span", { class: "place", "aria-hidden": "true" });
    const slides = mark.kind !== "stimulator";
    const element = make(
      "button",
      { type: "button", class: `handle ${mark.kind}`, ...(slides ? { role: "slider" } : {}) },
      place,
    );
    // The same everywhere: one stop for the keyboard, unless it is the only lane that it is at.
    const first = !this.#marks().some((other) => other.lane < mark.lane && sameThing(other, mark));
    element.tabIndex = first ? 0 : -1;
    const handle = { mark, element, place };
    if (slides) this.#listen(handle);
    else element.addEventListener("click", () => this.app.stimulate());
    this.figure.lanes.canvases[mark.lane]?.parentElement?.append(element);
    return handle;
  }

  /** @param {Handle} handle */
  #listen(handle) {
    const { element } = handle;
    for (const type of ["focus", "keydown", "pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      element.addEventListener(type, (event) => this.#hear(event, handle));
    }
    // It is taken hold of at once, wherever the pointer goes then.
    element.addEventListener("pointerdown", ({ button, pointerId }) => {
      if (button === 0) element.setPointerCapture(pointerId);
    });
  }

  /** @param {Handle} handle @param {Scale} scale */
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
}

/** @param {Mark} one @param {Mark} other */
const sameThing = (one, other) => one.kind === other.kind && one.number === other.number;

/** @param {Element} element @param {string} name @param {string} value */
function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
