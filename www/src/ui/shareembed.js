// @ts-check
/** Lines by which the scenario comes into somebody's own page, one way at a time, and the picture that they name. */
import {
  elementLine,
  frameLine,
  includeFile,
  includeLine,
  PICTURE,
  pictureLine,
  posterCommand,
} from "../text/embed.js";
import { t } from "../text/text.js";
import { copyable } from "./copyable.js";
import { make } from "./dom.js";
import { save } from "./download.js";
import { sheetOf } from "./figuresheet.js";
import { rasterize } from "./keep.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

const WAYS = /** @type {const} */ (["element", "frame", "jekyll", "picture"]);

export class Embedding {
  #scenario = "";
  #lines = make("div");

  /** @param {App} app @param {Figure} figure */
  constructor(app, figure) {
    this.app = app;
    this.figure = figure;
    this.way = make(
      "select",
      {},
      ...WAYS.map((way) => make("option", { value: way }, t(`share.way.${way}`))),
    );
    this.way.addEventListener("change", () => this.#fill());
    // A file on somebody's disk is not where these lines could lead.
    this.element =
      location.protocol === "file:"
        ? make("div", { hidden: true })
        : make(
            "div",
            { class: "embedding" },
            make("h3", {}, t("share.embed")),
            make("label", {}, t("share.way"), " ", this.way),
            this.#lines,
          );
  }

  /** Shows the lines for this scenario. @param {string} scenario */
  show(scenario) {
    this.#scenario = scenario;
    this.#fill();
  }

  #fill() {
    const scenario = this.#scenario;
    const base = document.baseURI;
    const words = t("share.words");
    const sheet = sheetOf(this.app, this.figure);
    const size = { width: Math.round(sheet.width), height: Math.round(sheet.height) };
    const picture = make("button", { type: "button" }, t("share.picture", { name: PICTURE }));
    picture.addEventListener("click", async () => save(PICTURE, await this.#picture()));
    const byPicture = make("p", { class: "files" }, picture, t("share.picture-why"));
    const parts = {
      element: [copyable("share.element", elementLine(scenario, base, words, size)), byPicture],
      frame: [copyable("share.frame", frameLine(scenario, base, words))],
      jekyll: [
        copyable("share.include", includeLine(scenario)),
        copyable("share.include-file", includeFile(base, words)),
        byPicture,
      ],
      picture: [
        copyable("share.picture-line", pictureLine(scenario, base, words)),
        byPicture,
        copyable("share.poster", posterCommand(scenario)),
      ],
    };
    this.#lines.replaceChildren(...parts[/** @type {typeof WAYS[number]} */ (this.way.value)]);
  }

  /** What the figure shows now, as PNG. */
  #picture() {
    const sheet = sheetOf(this.app, this.figure);
    return rasterize(sheet.document(this.figure.palette.page, document.baseURI));
  }
}
