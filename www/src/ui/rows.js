// @ts-check
/** A row for each parameter: its label, what it is set with, and the way back to its default. */
import { isLogarithmic, ruled } from "../state/rule.js";
import { inField, listInField, significant, typedList, unit } from "../text/format.js";
import { t, tOr } from "../text/text.js";
import { make, setText } from "./dom.js";
import { notify } from "./notices.js";
import { NumberField } from "./numberfield.js";

/** @import { Limits, Parameter } from "../types.js" */
/** @import { App } from "../app.js" */
/** @import { Store } from "../state/store.js" */

/** Parameters of such a range that only a typed number makes sense, beside all those of electrodes. */
const TYPED = new Set(["amplitude", "duration"]);
/** Drugs, and the dose that each begins with: near what blocks half of its channels (Kd in the table; lidocaine between its two). */
export const DRUGS = /** @type {Record<string, number>} */ ({ ttx: 4, tea: 4, ap4: 1, lidocaine: 100 });
/** A drug's slider begins at this part of that dose, after none. */
const LEAST_DOSE = 0.01;
/** What can be typed where there is more than a number. */
const EXAMPLES = /** @type {Record<string, string>} */ ({ myelin: "8-12:0" });

/**
 * @typedef {object} Control
 * @property {() => void} update takes the value over from the store
 */

export class Rows {
  /** @type {Control[]} */
  controls = [];
  /** The rows, with the ids of their parameters. @type {[HTMLElement, string][]} */
  made = [];
  /** Fibers in the order of the table's limits: that of the choices of the table's `fiber`. @type {string[]} */
  #fibers;

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.store = app.store;
    this.#fibers = choicesOf(this.store.table, "fiber").map((choice) => choice.id);
  }

  /** Whether a parameter can be anything for the fiber of this lane. @param {Parameter} parameter @param {number} lane */
  isUseful(parameter, lane) {
    const { min, max, default: fallback } = this.#limits(parameter, lane);
    return min < max || fallback === null;
  }

  /** @param {Parameter} parameter @param {string} key of the scenario @param {number} [lane] from 0 */
  make(parameter, key, lane) {
    const row =
      typeof parameter.kind === "object" && "choice" in parameter.kind
        ? this.#choice(parameter, parameter.kind.choice, key, lane)
        : parameter.kind === "myelin" || parameter.id === "probe"
          ? this.#text(parameter, key)
          : this.#number(parameter, key, lane);
    this.made.push([row, parameter.id]);
    return row;
  }

  /** @param {Parameter} parameter @param {string} key */
  #text(parameter, key) {
    const id = `control-${key}`;
    const input = make("input", {
      id,
      type: "text",
      class: "words",
      placeholder: parameter.id === "probe" ? listInField("5,10") : (EXAMPLES[parameter.id] ?? ""),
      spellcheck: "false",
    });
    const list = parameter.kind !== "myelin";
    input.addEventListener("change", () => {
      const typed = list ? typedList(input.value) : input.value.replaceAll(/\s/g, "").replaceAll(";", ",");
      this.app.change(key, typed);
    });
    this.controls.push({
      update: () => {
        const given = this.store.given(key) ?? "";
        if (document.activeElement !== input) input.value = list && given ? listInField(given) : given;
      },
    });
    return make("div", { class: "row" }, make("label", { for: id }, label(parameter)), input);
  }

  /** @param {Parameter} parameter @param {{ id: string, label: string }[]} choices @param {string} key @param {number} [lane] */
  #choice(parameter, choices, key, lane) {
    const id = `control-${key}`;
    const select = make(
      "select",
      { id },
      ...choices.map((choice) =>
        make("option", { value: choice.id }, tOr(`choice.${parameter.id}.${choice.id}`, choice.label)),
      ),
    );
    select.addEventListener("change", () => this.app.change(key, select.value));
    this.controls.push({
      update: () => {
        const info = lane === undefined ? undefined : this.store.lanes[lane];
        const fallback = info ? (parameter.id === "membrane" ? info.membrane : info.fiber) : choices[0]?.id;
        select.value = this.store.given(key) ?? fallback ?? "";
      },
    });
    return make("div", { class: "row" }, make("label", { for: id }, label(parameter)), select);
  }

  /** @param {Parameter} parameter @param {string} key @param {number} [lane] */
  #number(parameter, key, lane) {
    const id = `control-${key}`;
    const limits = this.#limits(parameter, lane);
    const whole = parameter.kind === "whole";
    const number = new NumberField(
      { id },
      { ...limits, whole },
      {
        take: (value) => this.app.change(key, value),
        refuse: (typed) => this.#refuse(parameter, key, typed, limits, this.#value(parameter, key, lane)),
      },
    );
    const back = make(
      "button",
      { type: "button", class: "back", "aria-label": t("controls.default", { label: label(parameter) }) },
      "↺",
    );
    const note = make("span", { class: "note" });
    back.addEventListener("click", () => {
      this.app.change(key, "");
      number.element.focus();
    });
    const typed = parameter.part === "electrode" || TYPED.has(parameter.id);
    const slider = typed ? null : this.#slider(parameter, limits, key);
    this.controls.push({
      update: () => {
        const value = this.#value(parameter, key, lane);
        number.element.placeholder = value === null ? t("controls.auto") : "";
        number.show(value);
        slider?.show(value, this.store);
        back.hidden = this.store.given(key) === undefined;
        setText(note, this.#note(parameter));
      },
    });
    const field = make(
      "span",
      { class: "field" },
      number.element,
      make("span", { class: "unit" }, unitOf(parameter)),
      back,
    );
    const children = [make("label", { for: id }, label(parameter)), field];
    if (slider) children.push(slider.input);
    if (parameter.id === "strength") children.push(note);
    return make("div", { class: "row" }, ...children);
  }

  /**
   * Says that something typed is no number, and what stays.
   *
   * @param {Parameter} parameter
   * @param {string} key
   * @param {string} given
   * @param {Limits} limits
   * @param {number | null} value
   */
  #refuse(parameter, key, given, { min, max }, value) {
    const range = { min: inField(String(min)), max: inField(String(max)), unit: unitOf(parameter) };
    const kept = value === null ? t("controls.auto") : inField(String(value));
    notify([
      {
        key,
        given,
        allowed: t("notice.number", range).trim(),
        instead: t("notice.kept", { value: kept }),
      },
    ]);
  }

  /** @param {Parameter} parameter @param {Limits} limits @param {string} key */
  #slider(parameter, limits, key) {
    const dose = DRUGS[parameter.id];
    const least = dose === undefined ? limits.min : LEAST_DOSE * dose;
    const log = isLogarithmic(least, limits.max);
    const place = (/** @type {number} */ value) => (log ? Math.log10(Math.max(least, value)) : value);
    const value = (/** @type {number} */ at) => {
      if (dose !== undefined && at <= place(least)) return 0;
      return log ? Number((10 ** at).toPrecision(3)) : at;
    };
    const [low, high] = [place(least), place(limits.max)];
    const step = 10 ** Math.floor(Math.log10((high - low) / 100));
    const input = make("input", {
      type: "range",
      min: low,
      max: high,
      step,
      id: `control-${key}-slider`,
      "aria-label": t("controls.slider", { label: label(parameter) }),
    });
    input.addEventListener("input", () => this.app.slide(key, String(value(Number(input.value)))));
    const show = (/** @type {number | null} */ current, /** @type {Store} */ store) => {
      const shown = current ?? 1000 / store.rate;
      if (document.activeElement !== input || current === null) input.value = String(place(shown));
      const words =
        current === null ? t("controls.automatic") : `${significant(current, 3)} ${unitOf(parameter)}`;
      input.setAttribute("aria-valuetext", words);
    };
    return { input, show };
  }

  /** @param {Parameter} parameter @param {number} [lane] */
  #limits(parameter, lane) {
    const info = this.store.lanes[lane ?? 0];
    const fiber = (parameter.by_membrane ? info?.membrane : info?.fiber) ?? "mrg";
    return /** @type {Limits} */ (parameter.limits[this.#fibers.indexOf(fiber)]);
  }

  /** @param {Parameter} parameter @param {string} key @param {number} [lane] @returns {number | null} */
  #value(parameter, key, lane) {
    const given = this.store.given(key);
    if (given !== undefined) return Number(given);
    const info = lane === undefined ? undefined : this.store.lanes[lane];
    return ruled(parameter.id, info) ?? this.#limits(parameter, lane).default;
  }

  /** The strength in nA, lane by lane. @param {Parameter} parameter */
  #note(parameter) {
    if (parameter.id !== "strength") return "";
    const amplitudes = this.store.lanes.map((lane) => significant(lane.amplitude_na, 3));
    return t("controls.strength", { list: amplitudes.join(t("controls.and")) });
  }
}

/** What a parameter can be, in the order of the table. @param {Parameter[]} table @param {string} id */
export function choicesOf(table, id) {
  const kind = table.find((parameter) => parameter.id === id)?.kind;
  return typeof kind === "object" && "choice" in kind ? kind.choice : [];
}

/** @param {Parameter} parameter */
export function label(parameter) {
  return tOr(`parameter.${parameter.id}`, parameter.label);
}

/** @param {Parameter} parameter */
function unitOf(parameter) {
  return parameter.id === "slow" ? t("unit.slower") : unit(parameter.unit);
}
