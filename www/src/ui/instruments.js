// @ts-check
/** The row of what can be set to the fibers: an electrode, a probe, the myelin brush. */
import { emptiest, millimetres, nodeNear } from "../state/places.js";
import { t } from "../text/text.js";
import { byId, make } from "./dom.js";

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
    this.electrode.addEventListener("click", () => {
      const lane = this.store.lanes.findIndex((one) => one.fiber !== "patch");
      const info = this.store.lanes[lane];
      if (!info) return;
      app.fireAt(lane, nodeNear(this.#place([]), info));
      app.afterwards(() => handles.focus(`e${this.store.electrodes}/${lane}`));
    });
    this.probe = make("button", { type: "button", title: t("touch.add-probe-title") }, t("touch.add-probe"));
    this.probe.addEventListener("click", () => {
      const given = this.store.given("probe")?.split(",");
      const probes = given ?? Array.from(this.store.engine.probes(0), millimetres);
      const at = this.#place(probes.map((mm) => 1000 * Number(mm)));
      app.hold();
      app.change("probe", [...probes, millimetres(at)].join(","));
      app.letGo();
      app.afterwards(() => handles.focus(`p${probes.length}/0`));
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

  /** A place for one more, in what is seen of the shortest fiber that is, um. @param {number[]} others um */
  #place(others) {
    const { fromUm, toUm } = this.store.window;
    const ends = this.store.lanes.map((lane) => 1000 * lane.length_mm).filter((end) => end > fromUm);
    return emptiest(fromUm, Math.min(toUm, ...ends), others);
  }
}
