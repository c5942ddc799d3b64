// @ts-check
/** What hands do to the fibers: they drag electrodes and probes by their handles, fire them, set more of them, and take them away. */
import "../first.js";
import { dropped, emptiest, keyed, nodeNear } from "../state/places.js";
import { around } from "../state/window.js";
import { millimetres } from "../state/written.js";

/** @import { App } from "../app.js" */
/** @import { Store } from "../state/store.js" */
/** @import { Figure } from "./figure.js" */
/** @import { Handle, Handles, Mark } from "./handles.js" */

/** How far a pointer goes before it drags instead of pressing, CSS pixels. */
const SLACK = 4;

export class Hands {
  /** The handle that is held, with the place of the pointer within it. @type {{ handle: Handle, pointer: number, startX: number, offsetX: number, moved: boolean } | null} */
  #held = null;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.store = app.store;
    this.figure = figure;
  }

  /** Does what an event on a handle asks for. @param {Event} event @param {Handle} handle */
  hear(event, handle) {
    const { mark } = handle;
    if (event instanceof KeyboardEvent) this.#key(event, mark);
    else if (!(event instanceof PointerEvent)) return;
    else if (event.type === "pointerdown") this.#down(event, handle);
    else if (event.type === "pointermove") this.#move(event, mark);
    else this.#up(event, event.type === "pointerup" ? mark : null);
  }

  /** @param {PointerEvent} event @param {Handle} handle */
  #down(event, handle) {
    if (event.button !== 0 || this.#held) return;
    const offsetX = event.clientX - this.#clientX(handle.mark);
    this.#held = { handle, pointer: event.pointerId, startX: event.clientX, offsetX, moved: false };
  }

  /** @param {PointerEvent} event @param {Mark} mark */
  #move(event, mark) {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    if (!held.moved) {
      if (Math.abs(event.clientX - held.startX) < SLACK) return;
      held.moved = true;
      this.app.hold();
      held.handle.element.classList.add("held");
    }
    const { scale } = this.figure;
    const lane = this.store.lanes[mark.lane];
    if (!scale || !lane) return;
    const left = this.figure.lanes.canvases[mark.lane]?.getBoundingClientRect().left ?? 0;
    const um = scale.um(event.clientX - held.offsetX - left);
    const within = Math.max(scale.window.fromUm, Math.min(scale.window.toUm, um));
    const to = dropped(within, lane, { onNodes: mark.onNodes, perUm: scale.perUm });
    this.app.slide(...this.#moved(mark, to));
  }

  /** @param {PointerEvent} event @param {Mark | null} mark null if nothing was meant */
  #up(event, mark) {
    const held = this.#held;
    if (held?.pointer !== event.pointerId) return;
    this.#held = null;
    held.handle.element.classList.remove("held");
    if (held.moved) this.app.letGo();
    else if (mark?.kind === "electrode") this.app.fireElectrode(mark.number);
  }

  /** @param {KeyboardEvent} event @param {Mark} mark */
  #key(event, mark) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const lane = this.store.lanes[mark.lane];
    const { scale } = this.figure;
    if (!lane || !scale) return;
    if (event.key === "Enter" || event.key === " ") {
      if (mark.kind === "electrode") this.app.fireElectrode(mark.number);
    } else if (event.key === "Delete" || event.key === "Backspace") this.#remove(mark);
    else {
      const to = keyed(event, mark.askedUm, lane, { onNodes: mark.onNodes, perUm: scale.perUm });
      if (to === null) return;
      this.app.change(...this.#moved(mark, to));
      const { fromUm, toUm } = scale.window;
      if (to < fromUm || to > toUm) this.app.see(around(to, toUm - fromUm, this.store.lengthUm));
    }
    event.preventDefault();
  }

  /** What the scenario says when a mark has gone to a place: key and value. @param {Mark} mark @param {number} um @returns {[string, string]} */
  #moved(mark, um) {
    if (mark.kind === "electrode") return [`e${mark.number}.at`, millimetres(um)];
    return ["probe", this.#probes(mark, [millimetres(um)])];
  }

  /** @param {Mark} mark */
  #remove(mark) {
    this.app.hold();
    if (mark.kind === "probe") this.app.change("probe", this.#probes(mark, []));
    else this.app.removeElectrode(mark.number);
    this.app.letGo();
  }

  /** All probes, with this one's place taken by others. @param {Mark} mark @param {string[]} by mm */
  #probes(mark, by) {
    const given = this.store.given("probe");
    const all = given?.split(",") ?? Array.from(this.store.engine.probes(mark.lane), millimetres);
    return all.toSpliced(mark.number - 1, 1, ...by).join(",");
  }

  /** Where a mark is in the browser's window, CSS pixels. @param {Mark} mark */
  #clientX(mark) {
    const left = this.figure.lanes.canvases[mark.lane]?.getBoundingClientRect().left ?? 0;
    return left + (this.figure.scale?.x(mark.um) ?? 0);
  }
}

/** Sets one more electrode, which fires at once. @param {App} app @param {Handles} handles */
export function addElectrode(app, handles) {
  const { store } = app;
  const lane = store.lanes.findIndex((one) => one.fiber !== "patch");
  const info = store.lanes[lane];
  if (!info) return;
  app.fireAt(lane, nodeNear(roomiest(store, []), info));
  app.afterwards(() => handles.focus(`e${store.electrodes}/${lane}`));
}

/** Sets one more probe. @param {App} app @param {Handles} handles */
export function addProbe(app, handles) {
  const { store } = app;
  const given = store.given("probe")?.split(",");
  const probes = given ?? Array.from(store.engine.probes(0), millimetres);
  const at = roomiest(
    store,
    probes.map((mm) => 1000 * Number(mm)),
  );
  app.hold();
  app.change("probe", [...probes, millimetres(at)].join(","));
  app.letGo();
  app.afterwards(() => handles.focus(`p${probes.length}/0`));
}

/** A place for one more, in what is seen of the shortest fiber that is, um. @param {Store} store @param {number[]} others um */
function roomiest(store, others) {
  const { fromUm, toUm } = store.window;
  const ends = store.lanes.map((lane) => 1000 * lane.length_mm).filter((end) => end > fromUm);
  return emptiest(fromUm, Math.min(toUm, ...ends), others);
}

/** Fires at the place of a fiber that is here in the browser's window. @param {App} app @param {Figure} figure @param {number} clientX @param {number} clientY */
export function fireUnder(app, figure, clientX, clientY) {
  for (const [index, canvas] of figure.lanes.canvases.entries()) {
    const lane = app.store.lanes[index];
    const { left, top, bottom } = canvas.getBoundingClientRect();
    if (!lane || lane.fiber === "patch" || clientY < top || clientY > bottom || !figure.scale) continue;
    const um = figure.scale.um(clientX - left);
    if (um < 0 || um > 1000 * lane.length_mm) return;
    app.fireAt(index, nodeNear(um, lane));
  }
}
