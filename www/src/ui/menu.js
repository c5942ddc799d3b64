// @ts-check
/** A button that opens a short list of actions: a `details` that closes when it is done with. */
import { make } from "./dom.js";

/** An action; without one, a word about the others. @typedef {{ text: string, note?: string, disabled?: boolean, act?: () => void }} Item */

/**
 * @param {string | Node} sign what the button shows
 * @param {string} name what it is called
 * @param {() => Item[]} items asked for when it opens
 */
export function makeMenu(sign, name, items) {
  const summary = make("summary", { "aria-label": name, title: name }, sign);
  const list = make("div", { class: "menu-items" });
  const menu = make("details", { class: "menu" }, summary, list);
  const close = () => {
    menu.open = false;
    summary.focus();
  };
  // The click comes before the menu opens, a toggle event after the next key could.
  summary.addEventListener("click", () => {
    if (menu.open) return;
    const buttons = items().map(({ text, note, disabled, act }) => {
      if (!act) return make("p", { role: "note" }, text);
      const button = make("button", { type: "button", disabled: disabled ?? false }, make("span", {}, text));
      if (note) button.append(make("small", {}, note));
      button.addEventListener("click", () => {
        close();
        act();
      });
      return button;
    });
    list.replaceChildren(...buttons);
    list.classList.toggle("upward", summary.getBoundingClientRect().bottom > innerHeight / 2);
  });
  menu.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button:not(:disabled)")];
    const now = buttons.indexOf(/** @type {Element} */ (document.activeElement));
    if (event.key === "Escape" && menu.open) close();
    else if (menu.open && event.key === "ArrowDown") focus(buttons[Math.min(now + 1, buttons.length - 1)]);
    else if (menu.open && event.key === "ArrowUp") focus(now > 0 ? buttons[now - 1] : summary);
    else return;
    event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

// One for all menus: those of lanes come and go.
document.addEventListener("pointerdown", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu")) {
    if (target instanceof Node && !menu.contains(target))
      /** @type {HTMLDetailsElement} */ (menu).open = false;
  }
});

/** @param {Element | undefined} element */
function focus(element) {
  if (element instanceof HTMLElement) element.focus();
}
