// @ts-check
/** Keeping pictures and tables as files: loaded when somebody does. */
import "../first.js";
import { SvgSurface } from "../draw/svg.js";
import { make } from "./dom.js";
import { save } from "./download.js";
import { sheetOf } from "./figuresheet.js";
import { composed } from "./sheet.js";

/** @import { Kept } from "./save.js" */

/** Pixels of a PNG for each CSS pixel. */
const DENSITY = 2;
/** What a picture to be kept is made with. */
export const MEANS = { SvgSurface, composed, sheetOf };

/** @param {"png" | "svg" | "csv"} kind @param {Kept} kept @param {string} address of the page, which stands in the file */
export async function keep(kind, kept, address) {
  const file = `${kept.name}.${kind}`;
  if (kind === "csv") {
    save(file, new Blob([kept.table?.(address) ?? ""], { type: "text/csv" }));
    return;
  }
  const svg = kept.picture(MEANS).document(kept.background(), address);
  save(file, kind === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await rasterize(svg));
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
