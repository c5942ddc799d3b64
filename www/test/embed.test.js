import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  elementLine,
  frameLine,
  includeFile,
  includeLine,
  pictureLine,
  posterCommand,
} from "../src/text/embed.js";

const base = "https://example.org/axons/index.html";
const scenario = "v=1&a.diameter=16&a.myelin=8-12:0";

test("lines to paste hold the scenario, and nothing that could end an attribute", () => {
  const line = elementLine(scenario, base, "a spike", { width: 720, height: 500 });
  assert.match(line, /scenario="v=1&amp;a.diameter=16&amp;a.myelin=8-12:0"/);
  assert.match(line, /src="https:\/\/example.org\/axons\/axon-figure.js"/);
  assert.match(line, /<img src="spike.png" width="720" height="500" alt="a spike">/);
  assert.match(
    frameLine(scenario, base, "a spike"),
    /src="https:\/\/example.org\/axons\/embed.html#v=1&amp;/,
  );
  assert.match(frameLine(scenario, base, "a spike"), / sandbox="allow-scripts allow-popups" /);
  const hostile = elementLine('x"><svg onload=y>', base, '"><b>');
  assert.doesNotMatch(hostile, /<svg|<b>|""/);
});

test("a figure of which only the picture is wanted has no button", () => {
  assert.match(elementLine("v=1&hide=all", base, "a spike"), /<axon-figure [^>]*controls="none">/);
  assert.match(frameLine("v=1&hide=all", base, "a spike"), /embed\.html\?controls=none#v=1&amp;hide=all"/);
  assert.doesNotMatch(elementLine(scenario, base, "a spike"), /controls=/);
});

test("the file for Jekyll is the one in the README", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  assert.ok(
    readme
      .replaceAll("YOUR.SITE", "your.site")
      .includes(`\`\`\`html\n${includeFile("https://your.site/", "A spike on an axon")}\n\`\`\``),
  );
});

test("what Jekyll, Markdown and the shell are given ends where it should", () => {
  assert.equal(includeLine(scenario), `{% include axon.html scenario="${scenario}" picture="spike.png" %}`);
  assert.equal(
    pictureLine(scenario, base, "a spike"),
    `[![a spike](spike.png)](https://example.org/axons/#${scenario})`,
  );
  assert.match(
    includeFile(base, "a spike"),
    /href="https:\/\/example.org\/axons\/#\{\{ include.scenario \| escape \}\}"/,
  );
  assert.equal(posterCommand("x'; rm y"), "cargo xtask poster 'x%27; rm y' spike.png");
});
