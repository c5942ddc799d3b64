// @ts-check
/** For the page around a frame: gives every `<iframe data-axon-frame>` the height that its figure asks for. */

/** No figure is higher, CSS pixels. */
const HIGHEST = 4000;

addEventListener("message", ({ source, data }) => {
  if (data?.type !== "axon-figure" || !(data.height > 0)) return;
  for (const frame of document.querySelectorAll("iframe[data-axon-frame]")) {
    const own = /** @type {HTMLIFrameElement} */ (frame);
    if (own.contentWindow === source) own.style.height = `${Math.min(HIGHEST, Math.ceil(data.height))}px`;
  }
});
