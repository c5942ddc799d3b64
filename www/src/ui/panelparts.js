// @ts-check
/** What the panels with pictures have in common: a line of words with tools, and pictures of two sheets. */
import { prepare } from "../draw/scale.js";
import { writeDecimals } from "../draw/ticks.js";
import { decimalMark } from "../text/format.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";

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
    this.frame.tabIndex = 0;
  }

  /** Has all that moves the cursor heard. @param {(event: Event) => void} hear */
  listen(hear) {
    for (const type of ["pointermove", "pointerdown", "pointerleave", "keydown", "focus", "blur"]) {
      this.frame.addEventListener(type, hear);
    }
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
