// @ts-check
/** The lanes on the page: a heading with what is measured, and a canvas. */
import { NearLanePicture } from "../draw/nearlane.js";
import { internodesOf, readMyelin } from "../state/myelin.js";
import { MOST_LANES } from "../state/presets.js";
import { placesOf } from "../state/speeds.js";
import { channelsInWords, hint, like, particulars, progress, title } from "../text/describe.js";
import { velocity } from "../text/format.js";
import { t } from "../text/text.js";
import { why } from "../text/why.js";
import { make, setText } from "./dom.js";
import { makeMenu } from "./menu.js";
import { wanted } from "./ondemand.js";

/** @import { App } from "../app.js" */
/** @import { DrawMembrane } from "../draw/nearlane.js" */
/** @import { Palette } from "../draw/palette.js" */
/** @import { Scale } from "../draw/scale.js" */
/** @import { Facts } from "../state/lanes.js" */
/** @typedef {typeof import("./rearrange.js")} Rearranging */
/** @import { Key } from "../text/text.js" */
/** @import { Item } from "./menu.js" */
/** @import { Store } from "../state/store.js" */
/** @import { SvgSurface } from "../draw/svg.js" */

export class Lanes {
  /** @type {{ heading: HTMLElement, particulars: HTMLElement, hint: HTMLElement, velocity: HTMLDataElement, like: HTMLElement, progress: HTMLElement, menu: HTMLElement, canvas: HTMLCanvasElement, picture: NearLanePicture }[]} */
  #lanes = [];
  /** What draws a membrane; null while it is on its way. @type {DrawMembrane | null | undefined} */
  #drawMembrane;

  /** @param {App} app @param {HTMLElement} parent */
  constructor(app, parent) {
    this.app = app;
    this.parent = parent;
  }

  /** Makes as many lanes as the scenario has. @param {Store} store */
  build(store) {
    if (this.#lanes.length !== store.lanes.length) {
      this.parent.classList.toggle("few-pixels", store.lanes.length > 2);
      this.#lanes = store.lanes.map((_, index) => {
        const canvas = make("canvas", { role: "img" });
        const heading = make("h2");
        const speed = make("data", { class: "velocity" });
        const lane = {
          heading,
          particulars: make("p", { class: "particulars" }),
          hint: make("p", { class: "hint" }),
          velocity: speed,
          like: make("p", { class: "like" }),
          progress: make("p", { class: "progress" }),
          menu: makeMenu("⋯", t("lane.menu", { letter: String.fromCharCode(97 + index) }), () =>
            this.#actions(index),
          ),
          canvas,
          picture: new NearLanePicture(canvas, () => this.#near()),
        };
        return lane;
      });
      const held = this.#focused;
      this.parent.replaceChildren(
        ...this.#lanes.map((lane) =>
          make(
            "section",
            { class: "lane" },
            make(
              "header",
              {},
              make("div", { class: "names" }, lane.heading, lane.particulars),
              make("div", { class: "results" }, lane.velocity, lane.progress, lane.menu),
              make("div", { class: "remarks" }, lane.hint, lane.like),
            ),
            make("div", { class: "picture" }, lane.canvas),
          ),
        ),
      );
      // Whoever works with a lane's menu goes on with that of the lane in its place.
      this.#lanes[Math.min(held, this.#lanes.length - 1)]?.menu.querySelector("summary")?.focus();
    }
    for (const [index, lane] of store.lanes.entries()) {
      const view = this.#lanes[index];
      if (!view) continue;
      setText(view.heading, title(store.lanes, index));
      setText(view.particulars, particulars(lane));
      // Narrow columns cut it off.
      view.particulars.title = particulars(lane);
      setText(view.hint, hint(lane));
    }
  }

  /** The lane with the focus, from 0; not a number if none has it. */
  get #focused() {
    const at = [...this.parent.children].findIndex((lane) => lane.contains(document.activeElement));
    return at < 0 ? Number.NaN : at;
  }

  /** What can be done with a lane. @param {number} index @returns {Item[]} */
  #actions(index) {
    const count = this.app.store.lanes.length;
    const edit =
      (/** @type {(how: Rearranging, text: string, facts: Facts[]) => string} */ change) => async () => {
        const how = await wanted(import("./rearrange.js"));
        // Where lanes came or went before it, it is not known which one was meant.
        this.app.rearrange((text, facts) => (facts.length === count ? change(how, text, facts) : text));
      };
    return [
      {
        text: t("lane.duplicate"),
        disabled: count === MOST_LANES,
        note: count === MOST_LANES ? t("lane.full") : "",
        act: edit(({ duplicateLane }, text, facts) => duplicateLane(text, facts, index)),
      },
      {
        text: t("lane.up"),
        disabled: index === 0,
        act: edit(({ moveLane }, text, facts) => moveLane(text, facts, index, -1)),
      },
      {
        text: t("lane.down"),
        disabled: index === count - 1,
        act: edit(({ moveLane }, text, facts) => moveLane(text, facts, index, 1)),
      },
      {
        text: t("lane.remove"),
        disabled: count === 1,
        act: edit(({ removeLane }, text, facts) => removeLane(text, facts, index)),
      },
    ];
  }

  /** What draws a membrane, once it is loaded: somebody has come near. */
  #near() {
    if (this.#drawMembrane === undefined) this.#approach();
    return this.#drawMembrane ?? null;
  }

  async #approach() {
    this.#drawMembrane = null;
    try {
      ({ drawMembrane: this.#drawMembrane } = await import("./membrane.js"));
      this.app.arrange();
    } catch (error) {
      // Without a network it may be there when somebody comes near again.
      this.#drawMembrane = undefined;
      throw error;
    }
  }

  /** The canvases of the lanes, from the top: places in them are those of `Figure.scale`. */
  get canvases() {
    return this.#lanes.map((lane) => lane.canvas);
  }

  /** @param {Store} store @param {Scale} scale */
  arrange(store, scale) {
    for (const [index, lane] of store.lanes.entries()) {
      const given = store.given(store.key("myelin", index));
      const left = given === undefined ? null : readMyelin(given, internodesOf(lane));
      this.#lanes[index]?.picture.arrange(lane, scale, left);
    }
  }

  /** @param {Store} store @param {Palette} palette */
  draw(store, palette) {
    for (const index of this.#lanes.keys()) this.drawOn(undefined, index, store, palette);
  }

  /** Draws a lane's picture on some surface. @param {SvgSurface | undefined} surface @param {number} index @param {Store} store @param {Palette} palette */
  drawOn(surface, index, store, palette) {
    const state = {
      transmembrane: store.transmembrane,
      stimulusOn: store.engine.simulation.stimulus_on(index),
    };
    this.#lanes[index]?.picture.draw(store.engine, index, state, palette, surface);
  }

  /** Writes what is measured. @param {Store} store */
  report(store) {
    const places = placesOf(store.measured.map((measured) => measured.arrival_ms));
    for (const [index, view] of this.#lanes.entries()) {
      const [lane, measured] = [store.lanes[index], store.measured[index]];
      if (!lane || !measured) continue;
      const speed = measured.velocity_m_per_s;
      const quiet = store.quiet[index] ?? false;
      // Along a patch nothing travels.
      const none = quiet || lane.fiber === "patch";
      setText(view.velocity, speed === null ? `${none ? "–" : "…"} m/s` : velocity(speed));
      view.velocity.value = speed === null ? "" : String(speed);
      view.velocity.classList.toggle("waiting", speed === null);
      const changed = store.changed(index);
      view.velocity.classList.toggle("changed", changed && speed !== null);
      view.progress.title = changed ? t("touch.changed-title") : "";
      setText(view.like, speed === null ? "" : like(speed));
      const place = store.lanes.length > 1 ? (places[index] ?? null) : null;
      const state = progress(measured, quiet);
      const reason = quiet ? why(lane, measured) : "";
      const { channels } = view.picture;
      setText(view.hint, reason || (channels ? channelsInWords(channels) : hint(lane)));
      view.hint.classList.toggle("why", reason !== "");
      const text =
        place === null
          ? state
          : t("order.home", { place: t(/** @type {Key} */ (`order.${place}`)), text: state });
      setText(view.progress, text);
      const named = { title: title(store.lanes, index), particulars: particulars(lane), progress: text };
      const label = t("lane.picture", named);
      if (view.canvas.getAttribute("aria-label") !== label) view.canvas.setAttribute("aria-label", label);
    }
  }
}
