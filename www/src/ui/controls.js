// @ts-check
/** Controls for every parameter, made from the engine's table. */
import { title } from "../text/describe.js";
import { inField, listInField, significant, typedList, unit } from "../text/format.js";
import { spoken, t, tOr } from "../text/text.js";
import { make, setText } from "./dom.js";
import { notify } from "./notices.js";
import { NumberField } from "./numberfield.js";

/** @import { LaneInfo, Limits, Parameter } from "../types.js" */
/** @import { App } from "../app.js" */
/** @import { Store } from "../state/store.js" */

/** Parameters of a lane that are seen at once; the others stand under "more". */
const FIRST = new Set(["fiber", "membrane", "diameter", "celsius"]);
/** Parameters that are set by what a person does, or that change nothing to be seen. */
const WITHOUT_CONTROL = new Set([...["stim", "sleep"], ...["from", "to", "moment", "panel", "hide", "lang"]]);
/** Sliders over a wider ratio than this are even in the logarithm. */
const LOGARITHMIC = 50;
/** Parameters of such a range that only a typed number makes sense, beside all those of electrodes. */
const TYPED = new Set(["amplitude", "duration"]);
/** Parameters of an electrode that mean something only where another has this value. */
const ONLY_WITH = /** @type {Record<string, [string, string]>} */ ({
  distance: ["tip", "outside"],
  medium: ["tip", "outside"],
  gap: ["wave", "biphasic"],
  hz: ["wave", "sine"],
  hold: ["wave", "noise"],
  seed: ["wave", "noise"],
});
/** Drugs, and the dose that each begins with: near what blocks half of its channels (Kd in the table; lidocaine between its two). */
const DRUGS = /** @type {Record<string, number>} */ ({ ttx: 4, tea: 4, ap4: 1, lidocaine: 100 });
/** A drug's slider begins at this part of that dose, after none. */
const LEAST_DOSE = 0.01;
/** Lanes and electrodes whose controls are made at once; those of more follow one by one, since they take long. */
const AT_ONCE = 4;
/** Most electrodes that a scenario can have. */
const MAX_ELECTRODES = 16;

/** What can be typed where there is more than a number. */
const EXAMPLES = /** @type {Record<string, string>} */ ({ myelin: "8-12:0" });

/** What a lane's parameter is where the scenario leaves it to a rule: the engine's own word. */
const FROM_INFO = /** @type {Record<string, keyof LaneInfo>} */ ({
  diameter: "diameter_um",
  length: "length_mm",
  celsius: "celsius",
  amplitude: "amplitude_na",
  duration: "duration_ms",
  internode: "node_spacing_um",
  lamellae: "lamellae",
});

/**
 * @typedef {object} Control
 * @property {() => void} update takes the value over from the store
 */

export class Controls {
  /** @type {Control[]} */
  #controls = [];
  /** Those that are yet to be made. @type {(() => void)[]} */
  #making = [];
  /** What has the focus instead of a control that is gone, or yet to be made. @type {HTMLElement | null} */
  #fallback = null;
  /** Fibers in the order of the table's limits: that of the choices of the table's `fiber`. @type {string[]} */
  #fibers;

  /** The rows that there are, with the ids of their parameters. @type {[HTMLElement, string][]} */
  #rows = [];
  /** What the parameters mean, once it is loaded. @type {Record<string, string> | null} */
  #docs = null;

  /** @param {App} app @param {HTMLFormElement} form */
  constructor(app, form) {
    this.app = app;
    this.store = app.store;
    this.form = form;
    this.#fibers = choicesOf(this.store.table, "fiber").map((choice) => choice.id);
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const near of ["pointerenter", "focusin"]) {
      form.addEventListener(near, () => this.#learn(), { once: true });
    }
  }

  /** Loads what the parameters mean, once somebody comes near. The table says it in English. */
  async #learn() {
    if (spoken() !== "en" || this.#docs) return;
    this.#docs = (await import("../../pkg/docs.js")).docs;
    this.#explain();
  }

  #explain() {
    for (const [row, id] of this.#rows) row.title = this.#docs?.[id] ?? "";
  }

  /** Makes the controls anew: for other lanes, or other fibers. */
  rebuild() {
    const { store } = this;
    this.#controls = [];
    this.#rows = [];
    // Whoever changes a fiber by keyboard stays where they were, with what they had opened.
    const focused = document.activeElement?.id;
    const opened = [...this.form.querySelectorAll("details")].map((details) => details.open);
    const of = (/** @type {Parameter["part"]} */ part) =>
      store.table.filter((parameter) => parameter.part === part && !WITHOUT_CONTROL.has(parameter.id));
    const lane = (/** @type {number} */ index) => {
      const row = (/** @type {Parameter} */ parameter) =>
        this.#row(parameter, store.key(parameter.id, index), index);
      const useful = of("lane").filter((parameter) => this.#isUseful(parameter, index));
      const first = useful.filter((parameter) => FIRST.has(parameter.id));
      const drugs = useful.filter((parameter) => DRUGS[parameter.id]);
      const more = useful.filter((parameter) => !FIRST.has(parameter.id) && !DRUGS[parameter.id]);
      const details = make("details", {}, make("summary", {}, t("controls.more")), ...more.map(row));
      details.open = opened[index] ?? false;
      return make(
        "fieldset",
        {},
        make("legend", {}, title(store.lanes, index)),
        ...first.map(row),
        ...this.#drugs(drugs, index, row),
        details,
      );
    };
    const shared = make(
      "fieldset",
      {},
      make("legend", {}, t("controls.shared")),
      ...[...of("stimulus"), ...of("view")].map((parameter) => this.#row(parameter, parameter.id)),
    );
    const add = make("button", { type: "button", id: "control-add-electrode" }, t("controls.add-electrode"));
    add.disabled = store.electrodes === MAX_ELECTRODES;
    add.addEventListener("click", () => this.app.change(`e${store.electrodes + 1}.tip`, "inside"));
    shared.append(add);
    const parts = [
      ...store.lanes.map((_, index) => () => shared.before(lane(index))),
      ...Array.from({ length: store.electrodes }, (_, index) => () => {
        this.form.append(this.#electrode(index + 1, of("electrode")));
      }),
    ];
    this.form.replaceChildren(shared);
    for (const part of parts.splice(0, AT_ONCE)) part();
    if (this.#docs) this.#explain();
    if (focused?.startsWith("control-")) this.#focusAgain(focused);
    this.update();
    this.#making = parts;
    void this.#makeRest(parts, focused);
  }

  /** Makes parts one after the other, each in a task of its own. @param {(() => void)[]} parts @param {string | undefined} focused */
  async #makeRest(parts, focused) {
    for (const part of parts) {
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#making !== parts) return;
      const made = this.#controls.length;
      part();
      if (this.#docs) this.#explain();
      for (const control of this.#controls.slice(made)) control.update();
      const asked = focused && document.getElementById(focused);
      const nobody = [document.body, this.#fallback].includes(
        /** @type {HTMLElement} */ (document.activeElement),
      );
      if (asked && nobody) asked.focus();
    }
  }

  /** Gives the focus back to a control, or to what is nearest to one that is gone. @param {string} id */
  #focusAgain(id) {
    const near = [id, "control-add-electrode", "control-strength"].map((one) => document.getElementById(one));
    for (const element of near) {
      element?.focus();
      this.#fallback = element;
      if (element && document.activeElement === element) return;
    }
  }

  /** Takes over what has changed elsewhere. */
  update() {
    for (const control of this.#controls) control.update();
  }

  /** Whether a parameter can be anything for the fiber of this lane. @param {Parameter} parameter @param {number} lane */
  #isUseful(parameter, lane) {
    const { min, max, default: fallback } = this.#limits(parameter, lane);
    return min < max || fallback === null;
  }

  /** The controls of an electrode. @param {number} number from 1 @param {Parameter[]} parameters */
  #electrode(number, parameters) {
    const key = (/** @type {string} */ id) => `e${number}.${id}`;
    const rows = parameters.filter(({ id }) => {
      const [other, value] = ONLY_WITH[id] ?? [];
      if (other === undefined) return true;
      const first = choicesOf(this.store.table, other)[0]?.id;
      return (this.store.given(key(other)) ?? first) === value;
    });
    const remove = make(
      "button",
      {
        type: "button",
        id: `control-remove-e${number}`,
        "aria-label": t("controls.remove-electrode", { number }),
      },
      t("controls.remove"),
    );
    remove.addEventListener("click", () => this.app.removeElectrode(number));
    return make(
      "fieldset",
      {},
      make("legend", {}, `${t("controls.electrode", { number })} `, remove),
      ...rows.map((parameter) => this.#row(parameter, key(parameter.id))),
    );
  }

  /**
   * One drug at a time: which, and its dose.
   *
   * @param {Parameter[]} drugs
   * @param {number} lane
   * @param {(drug: Parameter) => HTMLElement} row
   */
  #drugs(drugs, lane, row) {
    if (drugs.length === 0) return [];
    const key = (/** @type {string} */ id) => this.store.key(id, lane);
    const id = `control-${key("drug")}`;
    const select = make(
      "select",
      { id },
      make("option", { value: "" }, t("drug.none")),
      ...drugs.map((drug) => make("option", { value: drug.id }, label(drug))),
    );
    select.addEventListener("change", () => {
      this.app.hold();
      const doses = drugs.map(
        (drug) =>
          /** @type {[string, string]} */ ([
            key(drug.id),
            drug.id === select.value ? String(DRUGS[drug.id]) : "",
          ]),
      );
      this.app.become("drug", doses);
      this.app.letGo();
    });
    const rows = drugs.map((drug) => ({ drug, element: row(drug) }));
    this.#controls.push({
      update: () => {
        const given = rows.filter(({ drug }) => this.store.given(key(drug.id)) !== undefined);
        const [first] = given;
        // A slider at none is still that of its drug.
        if (first && !given.some(({ drug }) => drug.id === select.value)) select.value = first.drug.id;
        const held = rows.some(({ element }) => element.contains(document.activeElement));
        if (!first && !held) select.value = "";
        for (const { drug, element } of rows) {
          element.hidden = drug.id !== select.value && this.store.given(key(drug.id)) === undefined;
        }
      },
    });
    const choice = make("div", { class: "row" }, make("label", { for: id }, t("drug.label")), select);
    return [choice, ...rows.map(({ element }) => element)];
  }

  /** @param {Parameter} parameter @param {string} key @param {number} [lane] */
  #row(parameter, key, lane) {
    const row =
      typeof parameter.kind === "object" && "choice" in parameter.kind
        ? this.#choice(parameter, parameter.kind.choice, key, lane)
        : parameter.kind === "myelin" || parameter.id === "probe"
          ? this.#text(parameter, key)
          : this.#number(parameter, key, lane);
    this.#rows.push([row, parameter.id]);
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
    this.#controls.push({
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
    this.#controls.push({
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
    this.#controls.push({
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
    const log = least > 0 && limits.max / least > LOGARITHMIC;
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
    const field = FROM_INFO[parameter.id];
    if (lane !== undefined && field) return Number(this.store.lanes[lane]?.[field]);
    return this.#limits(parameter, lane).default;
  }

  /** The strength in nA, lane by lane. @param {Parameter} parameter */
  #note(parameter) {
    if (parameter.id !== "strength") return "";
    const amplitudes = this.store.lanes.map((lane) => significant(lane.amplitude_na, 3));
    return t("controls.strength", { list: amplitudes.join(t("controls.and")) });
  }
}

/** What a parameter can be, in the order of the table. @param {Parameter[]} table @param {string} id */
function choicesOf(table, id) {
  const kind = table.find((parameter) => parameter.id === id)?.kind;
  return typeof kind === "object" && "choice" in kind ? kind.choice : [];
}

/** @param {Parameter} parameter */
function label(parameter) {
  return tOr(`parameter.${parameter.id}`, parameter.label);
}

/** @param {Parameter} parameter */
function unitOf(parameter) {
  return parameter.id === "slow" ? t("unit.slower") : unit(parameter.unit);
}
