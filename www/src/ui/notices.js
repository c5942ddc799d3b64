// @ts-check
/** What could not be taken as given, listed on the page. */
import { givenSaid, said } from "../text/said.js";
import { t } from "../text/text.js";
import { byId, make } from "./dom.js";

/** @import { Notice } from "../types.js" */

/** Shows these notices in place of the last ones. @param {Notice[]} notices */
export function notify(notices) {
  list(
    notices.map((notice) => [
      notice.key,
      t("notice.given", {
        given: notice.given ? givenSaid(notice.given) : t("notice.nothing"),
        allowed: said(notice.allowed),
        instead: said(notice.instead),
      }),
    ]),
  );
}

/** Says that the page cannot work here. @param {unknown} error */
export function giveUp(error) {
  list([
    [
      t("page.cannot-start"),
      t("page.reload", { reason: error instanceof Error ? error.message : String(error) }),
    ],
  ]);
}

/** @param {string[][]} lines */
function list(lines) {
  const element = byId("notices", HTMLElement);
  element.hidden = lines.length === 0;
  element.replaceChildren(
    ...lines.map(([key = "", text = ""]) => make("li", {}, make("b", {}, key), `: ${text}`)),
  );
}
