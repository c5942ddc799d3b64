import assert from "node:assert/strict";
import { test } from "node:test";
import { file, saysSomething, scenarioIn } from "../src/text/file.js";

const scenario = "v=1&a.diameter=16&a.myelin=8-12:0";

test("a file holds the scenario, whatever else stands in it, however its lines end and begin", () => {
  assert.equal(scenarioIn(file(scenario, "https://example.org/#v=1")), scenario);
  assert.equal(scenarioIn("# mine\r\n\r\n  v=1 \r\na.diameter=16"), "v=1&a.diameter=16");
  assert.equal(scenarioIn("\uFEFFv=1\ra.diameter=16\r"), "v=1&a.diameter=16");
});

test("a link is taken for the scenario in it", () => {
  assert.equal(scenarioIn(`https://example.org/axons/#${scenario}\n`), scenario);
});

test("a text of which nothing is left says nothing, but the default scene may be meant", () => {
  assert.ok(saysSomething("v=1", "v=1"));
  assert.ok(saysSomething("fiber=squid", "v=1&fiber=squid"));
  assert.ok(!saysSomething("Dear all,&best wishes", "v=1"));
  assert.ok(!saysSomething("", "v=1"));
});
