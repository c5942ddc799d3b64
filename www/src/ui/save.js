// @ts-check
/** The small menu by which a picture is kept: as PNG, as SVG, and as a table where there is one. */
import * as link from "../state/link.js";
import { t } from "../text/text.js";
import { makeMenu } from "./menu.js";
import { wanted } from "./ondemand.js";

/** @import { App } from "../app.js" */
/** @import { SvgSurface } from "../draw/svg.js" */
/** @typedef {typeof import("./keep.js").MEANS} Means what a picture to be kept is made with: loaded when it is */
/** @import { Key } from "../text/text.js" */

/**
 * @typedef {object} Kept
 * @property {string} name of the file, without ending
 * @property {Key} what it is
 * @property {(means: Means) => SvgSurface} picture drawn for this purpose
 * @property {() => string} background
 * @property {{ key: Key, act: () => Promise<void> }[]} [others] other ways to keep it
 * @property {(address: string) => string} [table] the same as CSV, given the page's address for its comment
 */

/** @param {App} app @param {Kept} kept */
export function saveMenu(app, kept) {
  const { table } = kept;
  const act = (/** @type {"png" | "svg" | "csv"} */ kind) => async () => {
    const keep = await wanted(import("./keep.js"));
    await keep.keep(kind, kept, link.address(app.store.scenario));
  };
  const items = [
    { text: t("save.png"), act: act("png") },
    { text: t("save.svg"), act: act("svg") },
    ...(table ? [{ text: t("save.csv"), act: act("csv") }] : []),
  ];
  for (const { key, act: other } of kept.others ?? []) items.push({ text: t(key), act: other });
  return makeMenu(t("save.title"), t("save.of", { what: t(kept.what) }), () => items);
}
