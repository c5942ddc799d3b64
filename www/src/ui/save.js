// @ts-check
/** The small menu by which a picture is kept: as PNG, as SVG, and as a table where there is one. */
import * as link from "../state/link.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";
import { save } from "./download.js";
import { makeMenu } from "./menu.js";

/** @import { App } from "../app.js" */
/** @import { SvgSurface } from "../draw/svg.js" */
/** @import { Key } from "../text/text.js" */

/** Pixels of a PNG for each CSS pixel. */
const DENSITY = 2;

/**
 * @typedef {object} Kept
 * @property {string} name of the file, without ending
 * @property {Key} what it is
 * @property {() => SvgSurface} picture drawn for this purpose
 * @property {() => string} background
 * @property {{ key: Key, act: () => Promise<void> }[]} [others] other ways to keep it
 * @property {(address: string) => string} [table] the same as CSV, given the page's address for its comment
 */

/** @param {App} app @param {Kept} kept */
export function saveMenu(app, kept) {
  const address = () => link.address(app.store.scenario);
  const svg = () => kept.picture().document(kept.background(), address());
  const { table } = kept;
  const items = [
    { text: t("save.png"), act: async () => save(`${kept.name}.png`, await rasterize(svg())) },
    {
      text: t("save.svg"),
      act: () => save(`${kept.name}.svg`, new Blob([svg()], { type: "image/svg+xml" })),
    },
  ];
  if (table) {
    const act = () => save(`${kept.name}.csv`, new Blob([table(address())], { type: "text/csv" }));
    items.push({ text: t("save.csv"), act });
  }
  for (const { key, act } of kept.others ?? []) items.push({ text: t(key), act });
  return makeMenu(t("save.title"), t("save.of", { what: t(kept.what) }), () => items);
}

/** Paints SVG as PNG. @param {string} svg */
export async function rasterize(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = make("canvas");
    canvas.width = Math.round(DENSITY * image.naturalWidth);
    canvas.height = Math.round(DENSITY * image.naturalHeight);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((/** @type {(blob: Blob) => void} */ resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
