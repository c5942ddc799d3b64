import assert from "node:assert/strict";
import { test } from "node:test";
import { holding } from "../src/state/holding.js";

const PAGE =
  '<!doctype html>\n<html><head>\n<meta charset="utf-8" />\n<script>const a = "$&";</script></head></html>\n';

test("a page holds one scenario, the last that it was given, and is otherwise as it was", () => {
  const one = holding(PAGE, "v=1&a.diameter=16");
  assert.ok(one.includes('<meta name="saltatory-scenario" content="v=1&#38;a.diameter=16">'), one);
  const two = holding(one, "v=1");
  assert.equal(two, holding(PAGE, "v=1"));
  assert.equal(two.replace('<meta name="saltatory-scenario" content="v=1">', ""), PAGE);
});

test("a scenario cannot end its attribute, nor bring in what stands around it", () => {
  const hostile = holding(PAGE, `"></script><script>$&$1$'`);
  assert.equal(hostile.match(/<script/g)?.length, 1);
  assert.ok(hostile.includes('content="&#34;&#62;&#60;/script&#62;&#60;script&#62;$&#38;$1$\'">'), hostile);
});

test("what is not the page is not written", () => {
  assert.throws(() => holding("<h1>404</h1>", "v=1"), /not the page/);
});
