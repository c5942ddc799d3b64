import assert from "node:assert/strict";
import { test } from "node:test";
import { elementLine, file, frameLine, scenarioIn } from "../src/text/embed.js";

const base = "https://example.org/axons/index.html";
const scenario = "v=1&a.diameter=16&a.myelin=8-12:0";

test("lines to paste hold the scenario, and nothing that could end an attribute", () => {
  assert.match(
    elementLine(scenario, base, "a spike"),
    /scenario="v=1&amp;a.diameter=16&amp;a.myelin=8-12:0"/,
  );
  assert.match(elementLine(scenario, base, "a spike"), /src="https:\/\/example.org\/axons\/axon-figure.js"/);
  assert.match(
    frameLine(scenario, base, "a spike"),
    /src="https:\/\/example.org\/axons\/embed.html#v=1&amp;/,
  );
  assert.match(frameLine(scenario, base, "a spike"), / sandbox="allow-scripts allow-popups" /);
  const hostile = elementLine('x"><img src=y>', base, "<b>");
  assert.doesNotMatch(hostile, /<img|<b>/);
});

test("a file holds the scenario, whatever else stands in it", () => {
  assert.equal(scenarioIn(file(scenario, "https://example.org/#v=1")), scenario);
  assert.equal(scenarioIn(`# mine\r\n\r\n  v=1 \r\na.diameter=16`), "v=1&a.diameter=16");
});

test("a link is taken for the scenario in it", () => {
  assert.equal(scenarioIn(`https://example.org/axons/#${scenario}\n`), scenario);
});
