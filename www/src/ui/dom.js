// @ts-check
/** The few things that every part of the page does with the document. */

/**
 * The element with this id, which the page's own markup is known to have.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return element;
}

/**
 * Makes an element. Strings among the children become text, never markup.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean>} attributes `true` sets one without value, `false` leaves it out
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** Sets text only where it changed: screen readers and layout are spared the rest. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Enables or disables a button. A disabled one loses the focus: whoever pressed it then goes on at `next`.
 *
 * @param {HTMLButtonElement} button
 * @param {boolean} disabled
 * @param {HTMLElement} next
 */
export function disable(button, disabled, next) {
  const held = disabled && document.activeElement === button;
  button.disabled = disabled;
  if (held) next.focus();
}
