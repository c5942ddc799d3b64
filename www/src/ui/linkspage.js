// @ts-check
/** The way to the page beside this one that explains links. */
import { t } from "../text/text.js";
import { make } from "./dom.js";

/** A paragraph with the way there; none in a file on somebody's disk, which stands alone. */
export function linksExplained() {
  if (location.protocol === "file:") return [];
  const way = make("a", { href: "links.html", target: "_blank", rel: "noopener" }, t("share.explained"));
  return [make("p", { class: "aside" }, way)];
}
