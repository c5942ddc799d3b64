// @ts-check
/** The small menu by which a picture is kept: as PNG, as SVG, and as a table where there is one. */
import * as link from "../state/link.js";
import { t } from "../text/text.js";
import { make } from "./dom.js";

/** @import { App } from "../app.js" */
/** @import { SvgSurface } from "../draw/svg.js" */

/** Pixels of a PNG for each CSS pixel. */
const DENSITY = 2;

/**
 * @typedef {object} Kept
 * @property {string} name of the file, without ending
 * @property {() => SvgSurface} picture drawn for this purpose
 * @property {() => string} background
 * @property {(address: string) => string} [table] the same as CSV, given the page's address for its comment
 */

/** @param {App} app @param {Kept} kept */
export function saveMenu(app, kept) {
  const address = () => link.address(app.store.scenario);
  const svg = () => kept.picture().document(kept.background(), address());
  const items = [
    item("save.png", async () => download(`${kept.name}.png`, await rasterize(svg()))),
    item("save.svg", () => download(`${kept.name}.svg`, new Blob([svg()], { type: "image/svg+xml" }))),
  ];
  const { table } = kept;
  if (table) {
    const blob = () => new Blob([table(address())], { type: "text/csv" });
    items.push(item("save.csv", () => download(`${kept.name}.csv`, blob())));
  }
  const menu = make(
    "details",
    { class: "menu" },
    make("summary", {}, t("save.title")),
    make("div", { class: "items" }, ...items),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.open = false;
  });
  menu.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) menu.open = false;
  });
  return menu;
}

/** @param {"save.png" | "save.svg" | "save.csv"} key @param {() => void} act */
function item(key, act) {
  const button = make("button", { type: "button" }, t(key));
  button.addEventListener("click", act);
  return button;
}

/** Gives a file to the reader. @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: name }).click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
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
