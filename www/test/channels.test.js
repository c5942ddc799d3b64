import assert from "node:assert/strict";
import { test } from "node:test";
import { channelsOf } from "../src/state/channels.js";

/** @param {string} ids */
const named = (ids) => ids.split(" ").map((id) => ({ id }));

test("a squid's sodium channel has three m gates and one h, its potassium channel four n", () => {
  const channels = channelsOf(
    "squid",
    named("v v_in m h n i_na i_k i_leak"),
    [0, 0, 0.5, 0.4, 0.5, -1.5, 0.7, 0],
  );
  assert.deepEqual(channels, { naOpen: 0.05, kOpen: 0.0625, naMaPerCm2: -1.5, kMaPerCm2: 0.7 });
});

test("the persistent sodium current of a mammalian node counts as sodium; blocked channels are shut", () => {
  const channels = channelsOf(
    "mrg",
    named("v mp m h s b i_na i_nap i_k"),
    [0, 0.1, 1, 0.5, 0.3, 0.5, -2, -0.25, 1],
  );
  assert.deepEqual(channels, { naOpen: 0.25, kOpen: 0.3, naMaPerCm2: -2.25, kMaPerCm2: 1 });
});
