import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { de } from "../src/text/de.js";
import { en as first } from "../src/text/en.js";
import { later, markup } from "../src/text/en-later.js";
import { choose } from "../src/text/languages.js";
import { givenSaid } from "../src/text/said.js";
import { speak } from "../src/text/text.js";

const en = { ...first, ...later, ...markup };

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
    else assert.match(key, /^(parameter|choice|quantity|unit|engine)\./, `${key} is not said in English`);
  }
});

test("all that is said in English is said in German", () => {
  assert.deepEqual(
    Object.keys(en).filter((key) => !(key in de)),
    [],
  );
});

/** What is written alike in both languages, beside texts that are made of values, numbers and names: by key. */
const ALIKE = [
  ...["figure.title", "share.link", "controls.auto", "lane.picture", "lab.law.lapicque", "lab.column.spikes"],
];

test("no English text stands among the German ones", () => {
  /** @type {Record<string, string>} */
  const english = en;
  const letters = (/** @type {string} */ text) => text.replaceAll(/\{\w+\}|\bn?A\b|\bm[mVs]\b|µm/g, "");
  for (const [key, text] of Object.entries(de)) {
    if (ALIKE.includes(key) || !/\p{Letter}{2}/u.test(letters(text ?? ""))) continue;
    assert.notEqual(text, english[key], key);
  }
});

test("every parameter of the table, every choice and every unit that is a word has a German name", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const table = readme.split(/<!-- \/?parameters -->/)[1] ?? "";
  const rows = [...table.matchAll(/^\| `(\w+)`(?: \(\w+\))? \|(.*)$/gm)];
  assert.ok(rows.length > 40);
  /** @type {Record<string, string | undefined>} */
  const german = de;
  for (const [, id = "", rest = ""] of rows) {
    assert.ok(german[`parameter.${id}`], `parameter.${id}`);
    const [, , allowed = ""] = rest.split("|").map((cell) => cell.trim());
    // A list of words is one of choices, which may differ from fiber to fiber.
    const choices = /(?:^|: )([a-z]\w*(?:, [a-z]\w*)+)$/.exec(allowed)?.[1]?.split(", ") ?? [];
    for (const choice of choices) assert.ok(german[`choice.${id}.${choice}`], `choice.${id}.${choice}`);
  }
  assert.ok(german["unit.x threshold"]);
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

test("what the engine counted is said in the reader's language, what the reader gave as it is", () => {
  for (const given of ["internode 99", "12 bytes", "a{}b 3", "1e99"]) assert.equal(givenSaid(given), given);
  speak("de", de);
  assert.equal(givenSaid("internode 99"), "Internodium 99");
  assert.equal(givenSaid("1000001 compartments"), "1000001 Kompartimente");
  assert.equal(givenSaid("a{}b 3"), "a{}b 3");
  speak("en", en);
});
