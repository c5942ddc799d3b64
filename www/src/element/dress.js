// @ts-check
/** What figures wear. */

/** Gives a figure these style sheets, and no others: they belong to the document that it is in now. @param {ShadowRoot} root @param {string[]} styles */
export function dress(root, styles) {
  const Sheet = root.ownerDocument.defaultView?.CSSStyleSheet;
  // A document that nobody sees has none.
  if (!Sheet) return;
  root.adoptedStyleSheets = styles.map((css) => {
    const sheet = new Sheet();
    sheet.replaceSync(css);
    return sheet;
  });
}
