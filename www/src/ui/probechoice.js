// @ts-check
/** Which probe the panels are about. */
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { segments } from "./segments.js";
import { choice } from "./spans.js";

/** @import { Store } from "../state/store.js" */

/** The chosen probe, if there is one like it: probes come and go. @param {Store} store @returns {number} */
export function chosenProbe(store) {
  return Math.min(choice.probe, Math.max(0, store.engine.probes(0).length - 1));
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
