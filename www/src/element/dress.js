// @ts-check
/** What figures wear: each style sheet is made once, whatever number of figures there is. */

/** @type {Map<string, CSSStyleSheet>} */
const wardrobe = new Map();

/** @param {ShadowRoot | null} root @param {string} css */
export function dress(root, css) {
  const sheet = wardrobe.get(css) ?? new CSSStyleSheet();
  if (!wardrobe.has(css)) sheet.replaceSync(css);
  wardrobe.set(css, sheet);
  if (!root?.adoptedStyleSheets.includes(sheet)) root?.adoptedStyleSheets.push(sheet);
}
