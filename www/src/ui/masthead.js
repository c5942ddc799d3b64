// @ts-check
/** What can be done with the whole page: undo, redo, language, help, share, copy the link. */
import * as link from "../state/link.js";
import { leave } from "../state/stay.js";
import { LANGUAGES } from "../text/languages.js";
import { spoken, t } from "../text/text.js";
import { byId, disable, make, setText } from "./dom.js";
import { styled, wanted } from "./ondemand.js";

/** @import { App, View } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** How long it is said that the link was copied, ms. */
const SAID_MS = 3000;

/** @implements {View} */
export class Masthead {
  #undo = byId("undo", HTMLButtonElement);
  #redo = byId("redo", HTMLButtonElement);
  #said = byId("copied", HTMLElement);

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.#undo.addEventListener("click", () => app.undo());
    this.#redo.addEventListener("click", () => app.redo());
    // What is passed on holds the changes that wait, too.
    byId("copy-link", HTMLButtonElement).addEventListener("click", () => app.afterwards(() => this.#copy()));
    byId("help", HTMLButtonElement).addEventListener("click", async () => {
      const { help } = await wanted(styled(import("./help.js")));
      help();
    });
    byId("share", HTMLButtonElement).addEventListener("click", async () => {
      const { share } = await wanted(styled(import("./share.js")));
      app.afterwards(() => share(app, figure));
    });
    this.#languages();
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** A page in another language is made anew: the link carries all that it shows, and the rest is left for it. */
  #languages() {
    const select = byId("language", HTMLSelectElement);
    for (const [tag, name] of Object.entries(LANGUAGES)) {
      select.append(make("option", { value: tag, lang: tag, selected: tag === spoken() }, name));
    }
    select.addEventListener("change", () => {
      this.app.change("lang", select.value);
      this.app.afterwards(() => {
        link.flush();
        leave(this.app.left);
        location.reload();
      });
    });
  }

  show() {
    const { canUndo, canRedo } = this.app;
    if (this.#undo.disabled === !canUndo && this.#redo.disabled === !canRedo) return;
    const help = byId("help", HTMLButtonElement);
    // What may take the focus is enabled first.
    if (canRedo) this.#redo.disabled = false;
    disable(this.#undo, !canUndo, canRedo ? this.#redo : help);
    disable(this.#redo, !canRedo, canUndo ? this.#undo : help);
  }

  /** Ctrl+Z and its kin, except where text is being typed: there they belong to the text. @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLInputElement && event.target.type !== "range") return;
    if (event.target instanceof HTMLTextAreaElement) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.app.undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) this.app.redo();
    else return;
    event.preventDefault();
  }

  async #copy() {
    link.flush();
    try {
      await navigator.clipboard.writeText(link.address(this.app.link));
      setText(this.#said, t("action.copied"));
    } catch {
      setText(this.#said, t("action.copy-failed"));
    }
    setTimeout(() => setText(this.#said, ""), SAID_MS);
  }
}
