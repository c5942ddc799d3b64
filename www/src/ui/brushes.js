// @ts-check
/** The buttons of the myelin brush before it is taken up: the brush itself is loaded when somebody comes near them. */
import { internodesOf } from "../state/myelin.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { wanted } from "./ondemand.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** @implements {View} */
export class Brushes {
  /** @type {Promise<typeof import("./brush.js")> | undefined} */
  #part;
  /** The button that was pressed first. @type {"strip" | "restore" | null} */
  #pressed = null;

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.figure = figure;
    const buttons = /** @type {const} */ (["strip", "restore"]).map((tool) => {
      const button = make("button", { type: "button", "aria-pressed": "false" }, t(`brush.${tool}`));
      button.title = t("brush.help");
      button.addEventListener("click", () => this.#press(tool));
      return button;
    });
    this.element = make("div", { class: "brush", role: "group", "aria-label": t("brush.title") }, ...buttons);
    // It is there when it is pressed; if it cannot be loaded, the press says so.
    for (const near of ["pointerenter", "focusin"]) {
      this.element.addEventListener(near, () => this.#load().catch(() => {}));
    }
  }

  update() {
    this.element.hidden = !this.app.store.lanes.some(
      (info) => info.fiber === "mrg" && internodesOf(info) > 0,
    );
  }

  #load() {
    this.#part ??= import("./brush.js").catch((error) => {
      // Without a network it may be there later.
      this.#part = undefined;
      throw error;
    });
    return this.#part;
  }

  /** The brush takes the place of its buttons, and the press is its own. @param {"strip" | "restore"} tool */
  async #press(tool) {
    const first = this.#pressed === null;
    this.#pressed = tool;
    if (!first) return;
    try {
      const { Brush } = await wanted(this.#load());
      const brush = new Brush(this.app, this.figure);
      const focused = this.element.contains(document.activeElement);
      this.element.replaceWith(brush.element);
      this.app.remove(this);
      this.app.add(brush);
      brush.update();
      const button = brush[this.#pressed];
      if (focused) button.focus();
      button.click();
    } finally {
      this.#pressed = null;
    }
  }
}
