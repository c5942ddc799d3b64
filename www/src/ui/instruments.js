// @ts-check
/** The row of what can be set to the fibers: an electrode, a probe, the myelin brush. */
import { t } from "../text/text.js";
import { byId, make } from "./dom.js";
import { wanted } from "./ondemand.js";

/** @import { App, View } from "../app.js" */
/** @import { Brushes } from "./brushes.js" */
/** @import { Handles } from "./handles.js" */

/** Most probes, and most electrodes, of a scenario. */
const MOST_PROBES = 4;
const MOST_ELECTRODES = 16;

/** @implements {View} */
export class Instruments {
  /** @param {App} app @param {Handles} handles @param {Brushes} brush */
  constructor(app, handles, brush) {
    this.store = app.store;
    this.electrode = make("button", { type: "button", title: t("touch.add-electrode-title") });
    this.electrode.append(t("touch.add-electrode"));
    this.electrode.addEventListener("click", async () => {
      const { addElectrode } = await wanted(import("./hands.js"));
      addElectrode(app, handles);
    });
    this.probe = make("button", { type: "button", title: t("touch.add-probe-title") }, t("touch.add-probe"));
    this.probe.addEventListener("click", async () => {
      const { addProbe } = await wanted(import("./hands.js"));
      addProbe(app, handles);
    });
    const row = make("div", { class: "instruments" }, this.electrode, this.probe, brush.element);
    byId("bar", HTMLElement).querySelector(".zoom")?.before(row);
    byId("facts", HTMLElement).append(byId("legend", HTMLElement));
  }

  update() {
    const { store } = this;
    const fibers = store.lanes.some((info) => info.fiber !== "patch");
    this.electrode.disabled = !fibers || store.electrodes === MOST_ELECTRODES;
    this.probe.hidden = store.engine.probes(0).length === 0;
    this.probe.disabled = !fibers || store.engine.probes(0).length >= MOST_PROBES;
  }
}
