// @ts-check
/** A field for a number. A comma is as good as a point, arrow keys go up and down, and what cannot be read stays to be corrected. */
import { inField, typedNumber } from "../text/format.js";
import { make } from "./dom.js";

/** Significant digits of a value that is shown. */
const DIGITS = 5;

/**
 * @typedef {object} Told
 * @property {(number: string) => void} take a number was typed, as a link writes it; empty for the default
 * @property {(typed: string) => void} refuse something was typed that is no number
 */

export class NumberField {
  /** What is being typed is not overwritten by what changes elsewhere. */
  #typing = false;
  /** The value that was refused stands until there is another. @type {number | null | undefined} */
  #refusedAt;
  /** @type {number | null} */
  #value = null;

  /** @param {Record<string, string>} attributes of the field @param {{ min: number, max: number, whole: boolean }} range @param {Told} told */
  constructor(attributes, range, told) {
    this.range = range;
    this.told = told;
    this.element = make("input", {
      type: "text",
      role: "spinbutton",
      class: "number",
      // A pad of digits may have no sign.
      inputmode: range.min < 0 ? "text" : range.whole ? "numeric" : "decimal",
      autocomplete: "off",
      spellcheck: "false",
      "aria-valuemin": range.min,
      "aria-valuemax": range.max,
      ...attributes,
    });
    this.element.addEventListener("input", () => {
      this.#typing = true;
    });
    this.element.addEventListener("change", () => this.#take());
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Takes a value over from elsewhere. @param {number | null} value null if it is left to a rule */
  show(value) {
    const refused = this.#refusedAt !== undefined;
    this.#value = value;
    if (this.#typing || (refused && this.#refusedAt === value)) return;
    this.#refuse(false);
    const { element } = this;
    const text = value === null ? "" : inField(String(Number(value.toPrecision(DIGITS))));
    if (element.value !== text) element.value = text;
    if (value === null) element.removeAttribute("aria-valuenow");
    else element.setAttribute("aria-valuenow", String(value));
    element.setAttribute("aria-valuetext", text || element.placeholder);
  }

  #take() {
    this.#typing = false;
    const number = typedNumber(this.element.value);
    this.#refuse(number === null);
    if (number === null) this.told.refuse(this.element.value);
    else this.told.take(number);
  }

  /** @param {boolean} refused */
  #refuse(refused) {
    this.#refusedAt = refused ? this.#value : undefined;
    if (refused) this.element.setAttribute("aria-invalid", "true");
    else this.element.removeAttribute("aria-invalid");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && (this.#typing || this.#refusedAt !== undefined)) {
      this.#typing = false;
      this.#refuse(false);
      this.show(this.#value);
      return;
    }
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const from = Number(typedNumber(this.element.value) || (this.#value ?? Number.NaN));
    if (way === undefined || !Number.isFinite(from)) return;
    event.preventDefault();
    const { min, max, whole } = this.range;
    // One in the second digit.
    const step = whole ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(from) || 1)) - 1);
    const to = Math.min(max, Math.max(min, from + way * step));
    this.element.value = inField(String(Number(to.toPrecision(DIGITS))));
    this.#take();
  }
}
