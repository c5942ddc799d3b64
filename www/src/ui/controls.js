// @ts-check
/** Controls for every parameter, made from the engine's table. */
import { title } from "../text/describe.js";
import { spoken, t } from "../text/text.js";
import { make } from "./dom.js";
import { choicesOf, DRUGS, label, Rows } from "./rows.js";

/** @import { Parameter } from "../types.js" */
/** @import { App } from "../app.js" */

/** Parameters of a lane that are seen at once; the others stand under "more". */
const FIRST = new Set(["fiber", "membrane", "diameter", "celsius"]);
/** Parameters that are set by what a person does, or that change nothing to be seen. */
const WITHOUT_CONTROL = new Set([...["stim", "sleep"], ...["from", "to", "moment", "panel", "hide", "lang"]]);
/** Parameters of an electrode that mean something only where another has this value. */
const ONLY_WITH = /** @type {Record<string, [string, string]>} */ ({
  distance: ["tip", "outside"],
  medium: ["tip", "outside"],
  gap: ["wave", "biphasic"],
  hz: ["wave", "sine"],
  hold: ["wave", "noise"],
  seed: ["wave", "noise"],
});
/** Lanes and electrodes whose controls are made at once; those of more follow one by one, since they take long. */
const AT_ONCE = 4;
/** Most electrodes that a scenario can have. */
const MAX_ELECTRODES = 16;

export class Controls {
  /** Those that are yet to be made. @type {(() => void)[]} */
  #making = [];
  /** What has the focus instead of a control that is gone, or yet to be made. @type {HTMLElement | null} */
  #fallback = null;
  /** The rows that there are. */
  #rows;
  /** What the parameters mean, once it is loaded. @type {Record<string, string> | null} */
  #docs = null;

  /** @param {App} app @param {HTMLFormElement} form */
  constructor(app, form) {
    this.app = app;
    this.store = app.store;
    this.form = form;
    this.#rows = new Rows(app);
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
    for (const [row, id] of this.#rows.made) row.title = this.#docs?.[id] ?? "";
  }

  /** Makes the controls anew: for other lanes, or other fibers. */
  rebuild() {
    const { store } = this;
    this.#rows = new Rows(this.app);
    // Whoever changes a fiber by keyboard stays where they were, with what they had opened.
    const focused = document.activeElement?.id;
    const opened = [...this.form.querySelectorAll("details")].map((details) => details.open);
    const of = (/** @type {Parameter["part"]} */ part) =>
      store.table.filter((parameter) => parameter.part === part && !WITHOUT_CONTROL.has(parameter.id));
    const lane = (/** @type {number} */ index) => {
      const row = (/** @type {Parameter} */ parameter) =>
        this.#rows.make(parameter, store.key(parameter.id, index), index);
      const useful = of("lane").filter((parameter) => this.#rows.isUseful(parameter, index));
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
      ...[...of("stimulus"), ...of("view")].map((parameter) => this.#rows.make(parameter, parameter.id)),
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
      const made = this.#rows.controls.length;
      part();
      if (this.#docs) this.#explain();
      for (const control of this.#rows.controls.slice(made)) control.update();
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
    for (const control of this.#rows.controls) control.update();
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
      ...rows.map((parameter) => this.#rows.make(parameter, key(parameter.id))),
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
    this.#rows.controls.push({
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
}
