// @ts-check
/** The dialog to pass a scenario on: its link, also as a picture to photograph, lines to paste into a blog, files. */
import "../first.js";
import "../text/later.js";
import { parameters } from "../engine.js";
import * as link from "../state/link.js";
import { milliseconds, plain } from "../text/format.js";
import { LINK_HOLDS, room } from "../text/room.js";
import { t, tOr } from "../text/text.js";
import { copyable } from "./copyable.js";
import { make } from "./dom.js";
import { linksExplained } from "./linkspage.js";
import { code } from "./qrcode.js";
import { Embedding } from "./shareembed.js";
import { opening, saving } from "./sharefile.js";

/** @import { App } from "../app.js" */
/** @import { Figure } from "./figure.js" */

/** Shows the dialog. @param {App} app @param {Figure} figure */
export function share(app, figure) {
  link.flush();
  const close = make("button", { type: "button" }, t("action.close"));
  const embedding = new Embedding(app, figure);
  const passed = make("div");
  const files = make("p", { class: "files" });
  const chosen = choices(app);
  const fill = () => {
    const scenario = app.linkAt(chosen.moment, chosen.hide);
    const address = link.address(scenario);
    passed.replaceChildren(
      copyable("share.link", address),
      ...tooLong(scenario, address),
      make("div", { class: "code" }, ...code(address)),
    );
    embedding.show(scenario);
    files.replaceChildren(...saving(scenario, address), ...opening(app, () => dialog.close()));
  };
  const dialog = make(
    "dialog",
    { class: "share", "aria-labelledby": "share-title" },
    make("h2", { id: "share-title" }, t("share.title")),
    ...chosen.fields(fill),
    passed,
    embedding.element,
    make("h3", {}, t("share.file")),
    files,
    make("p", { class: "aside" }, t("share.drop")),
    ...linksExplained(),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** What else than the scenario a link says: whether it opens at this moment, and how much of the page is left out. @param {App} app */
function choices(app) {
  const moment = app.moment;
  /** @type {{ moment: number | null, hide: string }} */
  const chosen = { moment: app.standsStill ? moment : null, hide: app.store.given("hide") ?? "nothing" };
  /** @param {() => void} fill */
  const fields = (fill) => {
    const box = make("input", { type: "checkbox", checked: chosen.moment !== null, disabled: moment === 0 });
    box.addEventListener("change", () => {
      chosen.moment = box.checked ? moment : null;
      fill();
    });
    const select = make(
      "select",
      {},
      ...words("hide").map(({ id, label }) =>
        make("option", { value: id, selected: id === chosen.hide }, tOr(`share.hide.${id}`, label)),
      ),
    );
    select.addEventListener("change", () => {
      chosen.hide = select.value;
      fill();
    });
    fill();
    return [
      make("label", { class: "moment" }, box, t("share.moment", { ms: milliseconds(moment) })),
      make("label", { class: "moment" }, t("share.hide"), select),
    ];
  };
  return Object.assign(chosen, { fields });
}

/** The words that a parameter can be. @param {string} key */
function words(key) {
  const kind = parameters().find(({ id }) => id === key)?.kind;
  return typeof kind === "object" && "choice" in kind ? kind.choice : [];
}

/** Says that a link is longer than some programs take, what takes the room, and what else there is. @param {string} scenario @param {string} address */
function tooLong(scenario, address) {
  if (address.length <= LINK_HOLDS) return [];
  const count = (/** @type {number} */ characters) => plain(characters, 9);
  const parts = room(scenario, parameters()).map(([part, characters]) =>
    t("share.part", { part: t(`share.part.${part}`), characters: count(characters) }),
  );
  const said = t("share.long", {
    characters: count(address.length),
    limit: count(LINK_HOLDS),
    parts: parts.join(", "),
  });
  return [make("p", { class: "too-long" }, said, " ", ...saving(scenario, address).slice(0, 1))];
}
