// @ts-check
/** Giving a file to the reader. */

/** How long the browser has to begin reading the blob, ms. */
const KEPT_MS = 60_000;

/** Offers a blob as a file to keep. @param {string} name @param {Blob} blob */
export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
