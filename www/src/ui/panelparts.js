// @ts-check
/** What the panels with pictures have in common: a line of words with tools, and pictures of two sheets. */
import { prepare } from "../draw/scale.js";
import { writeDecimals } from "../draw/ticks.js";
import { decimalMark } from "../text/format.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { choice, chosenProbe } from "./spans.js";

/** @import { Store } from "../state/store.js" */
/** @import { Key } from "../text/text.js" */

/** The line above the pictures, whose axes speak the language of the page from here on. @param {Key} caption @param {HTMLElement[]} tools */
export function head(caption, ...tools) {
  writeDecimals(decimalMark());
  return make(
    "div",
    { class: "panel-head" },
    make("p", { class: "caption" }, t(caption)),
    make("div", { class: "panel-tools" }, ...tools),
  );
}

/** A button that stays pressed. @param {Key} text @param {boolean} pressed @param {(pressed: boolean) => void} change */
export function toggle(text, pressed, change) {
  const button = make(
    "button",
    { type: "button", class: "toggle", "aria-pressed": String(pressed) },
    t(text),
  );
  button.addEventListener("click", () => {
    const next = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(next));
    change(next);
  });
  return button;
}

/**
 * A row of buttons of which one is pressed.
 *
 * @param {string} label of the whole row
 * @param {{ id: string, text: string }[]} options
 * @param {string} chosen
 * @param {(id: string) => void} change
 */
export function segments(label, options, chosen, change) {
  const buttons = options.map(({ id, text }) => {
    const button = make("button", { type: "button", "aria-pressed": String(id === chosen) }, text);
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      change(id);
    });
    return button;
  });
  return make("div", { role: "group", "aria-label": label, class: "segments" }, ...buttons);
}

/** The choice of a probe, where there are several. */
export class ProbeChoice {
  element = make("div");
  #shown = "";

  /** @param {Store} store @param {() => void} changed */
  constructor(store, changed) {
    this.store = store;
    this.changed = changed;
  }

  /** Shows as many as there are. */
  update() {
    const count = this.store.engine.probes(0).length;
    const chosen = String(chosenProbe(this.store));
    if (this.#shown === `${count} ${chosen}`) return;
    this.#shown = `${count} ${chosen}`;
    const options = Array.from({ length: count }, (_, k) => ({
      id: String(k),
      text: t("traces.probe", { number: k + 1 }),
    }));
    const row = segments(t("traces.whose"), options, chosen, (id) => {
      choice.probe = Number(id);
      this.#shown = `${count} ${id}`;
      this.changed();
    });
    this.element.replaceChildren(...(count > 1 ? [row] : []));
  }
}

/**
 * A picture that has a cursor: on the lower sheet what grows bit by bit, on the upper what is drawn anew in every frame.
 */
export class Picture {
  sheet = make("canvas", { "aria-hidden": "true" });
  top = make("canvas", { "aria-hidden": "true", class: "over" });
  heading = make("h3");
  about = make("p", { class: "particulars" });
  frame = make("div", { class: "picture", role: "application" }, this.sheet, this.top);
  element = make(
    "section",
    { class: "pictured" },
    make("div", { class: "names" }, this.heading, this.about),
    this.frame,
  );
  width = 0;
  height = 0;

  constructor() {
    this.frame.setAttribute("aria-roledescription", t("picture.role"));
  }

  /** Both sheets at a size, the lower one empty. @param {number} width @param {number} height */
  size(width, height) {
    this.width = width;
    this.height = height;
    prepare(this.sheet, width, height);
    prepare(this.top, width, height);
  }

  /** The lower sheet, to draw more on. */
  get below() {
    return /** @type {CanvasRenderingContext2D} */ (this.sheet.getContext("2d"));
  }

  /** The upper sheet, empty. */
  get above() {
    return prepare(this.top, this.width, this.height);
  }

  /** @param {string} label */
  name(label) {
    if (this.frame.getAttribute("aria-label") !== label) this.frame.setAttribute("aria-label", label);
  }
}
