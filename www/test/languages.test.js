import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { de } from "../src/text/de.js";
import { en } from "../src/text/en.js";
import { choose } from "../src/text/languages.js";

test("the link's language comes before the reader's own, and English where there is none", () => {
  assert.equal(choose("de", ["en-US"]), "de");
  assert.equal(choose("auto", ["fr-FR", "de-AT", "en"]), "de");
  assert.equal(choose(undefined, ["fr"]), "en");
  assert.equal(choose("xx", ["de"]), "en");
});

test("translations ask for the same values as the original", () => {
  const places = (/** @type {string} */ text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(de)) {
    const original = /** @type {Record<string, string>} */ (en)[key];
    if (original !== undefined) assert.deepEqual(places(text ?? ""), places(original), key);
    else assert.match(key, /^(parameter|choice|unit)\./, `${key} is not said in English`);
  }
});

test("the markup says what the English texts say, for readers who come before the program", async () => {
  const html = await readFile(new URL("../index.html", import.meta.url), "utf8");
  const squeezed = html.replace(/\s+/g, " ");
  const written = [...squeezed.matchAll(/data-text="([\w.-]+)"[^>]*>([^<]*)</g)];
  assert.ok(written.length > 5);
  for (const [, key = "", text = ""] of written) {
    const plain = text.replaceAll("&amp;", "&").trim();
    assert.equal(plain, /** @type {Record<string, string>} */ (en)[key], key);
  }
});
