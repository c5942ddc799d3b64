// @ts-check
/** What a link leaves out of the page (`hide`), and the way back to all of it. */
import { t } from "../text/text.js";
import { make } from "./dom.js";

/** @import { App, View } from "../app.js" */

/** @implements {View} */
export class Hidden {
  #button = make("button", { type: "button", class: "quiet" }, t("hide.show"));
  #way = make("p", { class: "unhide" }, this.#button);

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.#button.addEventListener("click", () => {
      app.change("hide", "");
      // What had the focus is gone.
      document.getElementById("stimulate")?.focus();
    });
  }

  update() {
    const hidden = this.app.store.given("hide");
    const { dataset } = document.documentElement;
    if (hidden === dataset.hide) return;
    if (hidden === undefined) {
      delete dataset.hide;
      this.#way.remove();
    } else {
      dataset.hide = hidden;
      document.querySelector(".figure")?.append(this.#way);
    }
  }
}
