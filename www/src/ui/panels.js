// @ts-check
/**
 * The panels below the figure, of which one is open: tabs after the pattern of the ARIA authoring practices.
 *
 * A panel is loaded when it is opened for the first time, so that a visitor downloads only what is looked at.
 */
import { t } from "../text/text.js";
import { byId, make } from "./dom.js";

/** @import { App, View } from "../app.js" */
/** @import { Key } from "../text/text.js" */

/**
 * @typedef {object} Panel
 * @property {string} id as in the scenario's `panel`
 * @property {Key} title
 * @property {() => Promise<(app: App, element: HTMLElement) => View>} load gives what makes the panel in an element
 */

/** @implements {View} */
export class Panels {
  /** Views of the panels that have been opened, by id. @type {Map<string, View>} */
  #views = new Map();
  /** @type {Map<string, { tab: HTMLButtonElement, body: HTMLElement }>} */
  #parts = new Map();

  /** @param {App} app @param {Panel[]} panels the first is open to begin with */
  constructor(app, panels) {
    this.app = app;
    this.panels = panels;
    const tabs = panels.map((panel) => {
      const tab = make(
        "button",
        { type: "button", role: "tab", id: `tab-${panel.id}`, "aria-controls": `panel-${panel.id}` },
        t(panel.title),
      );
      const body = make("div", {
        role: "tabpanel",
        id: `panel-${panel.id}`,
        "aria-labelledby": tab.id,
        class: "panel",
      });
      tab.addEventListener("click", () => app.change("panel", panel.id));
      this.#parts.set(panel.id, { tab, body });
      return tab;
    });
    const list = make("div", { role: "tablist", "aria-label": t("panels.title"), class: "tabs" }, ...tabs);
    list.addEventListener("keydown", (event) => this.#key(event));
    addEventListener("online", () => {
      if (!this.#view) this.#load(this.#open);
    });
    byId("panels", HTMLElement).replaceChildren(list, ...[...this.#parts.values()].map(({ body }) => body));
  }

  /** The panel that is open. */
  get #open() {
    const asked = this.app.store.given("panel");
    return this.panels.find((panel) => panel.id === asked) ?? /** @type {Panel} */ (this.panels[0]);
  }

  get #view() {
    return this.#views.get(this.#open.id);
  }

  rebuild() {
    for (const view of this.#views.values()) view.rebuild?.();
  }

  update() {
    const open = this.#open;
    for (const [id, { tab, body }] of this.#parts) {
      const chosen = id === open.id;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      body.hidden = !chosen;
    }
    if (this.#view) this.#view.update?.();
    else this.#load(open);
  }

  arrange() {
    this.#view?.arrange?.();
  }

  show() {
    this.#view?.show?.();
  }

  /** @param {Panel} panel */
  async #load(panel) {
    const part = this.#parts.get(panel.id);
    if (!part) return;
    const begin = await panel.load().catch((error) => {
      this.#missing(panel, part.body);
      throw error;
    });
    if (this.#views.has(panel.id)) return;
    // Whoever has pressed the button there goes on from the tab.
    if (part.body.contains(document.activeElement)) part.tab.focus();
    part.body.replaceChildren();
    const view = begin(this.app, part.body);
    this.#views.set(panel.id, view);
    for (const what of /** @type {const} */ (["rebuild", "update", "arrange", "show"])) view[what]?.();
  }

  /** Says in a panel that it could not be loaded. @param {Panel} panel @param {HTMLElement} body */
  #missing(panel, body) {
    if (body.hasChildNodes()) return;
    const again = make("button", { type: "button" }, t("page.again"));
    again.addEventListener("click", () => this.#load(panel));
    body.replaceChildren(make("p", { role: "status" }, t("page.missing")), again);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const ids = this.panels.map((panel) => panel.id);
    const now = ids.indexOf(this.#open.id);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const id = /** @type {string} */ (ids[(to + ids.length) % ids.length]);
    this.app.change("panel", id);
    this.#parts.get(id)?.tab.focus();
  }
}
