import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answer, unknownPlaces } from "../src/text/answer.js";

/** @import { Measurement } from "../src/types.js" */

/** @param {Partial<Measurement>} values */
function measured(values) {
  return /** @type {Measurement} */ ({
    spikes: 1,
    velocity_m_per_s: null,
    peak_mv: null,
    last_fired_node: null,
    ...values,
  });
}

test("places take what was measured, and ratios", () => {
  const lanes = [
    measured({ velocity_m_per_s: 56.236, peak_mv: 29.12 }),
    measured({ velocity_m_per_s: 1.2993, last_fired_node: 9 }),
  ];
  assert.equal(
    answer(
      "{a.velocity} and {b.velocity} m/s: {a.velocity/b.velocity} times; {a.peak} mV; node {b.node}",
      lanes,
    ),
    "56.2 and 1.30 m/s: 43.3 times; 29.1 mV; node 9",
  );
});

test("what is not known yet leaves no gap in a sentence", () => {
  assert.equal(answer("{a.velocity} m/s", [measured({})]), null);
  assert.equal(answer("{c.spikes}", [measured({})]), null);
});

test("every experiment of every language is complete, and asks for what can be measured", async () => {
  const ids = [];
  for (const language of ["en", "de"]) {
    const { experiments } = JSON.parse(
      await readFile(new URL(`../guide/${language}.json`, import.meta.url), "utf8"),
    );
    for (const experiment of experiments) {
      for (const field of ["id", "title", "question", "scenario", "watch", "answer"]) {
        assert.ok(experiment[field]?.length > 0, `${language}, ${experiment.id}: ${field}`);
      }
      assert.ok(experiment.predictions.length >= 2);
      assert.ok(Number.isInteger(experiment.right) && experiment.right in experiment.predictions);
      assert.deepEqual(unknownPlaces(experiment.answer), [], `${language}, ${experiment.id}`);
    }
    ids.push(
      experiments.map(
        (/** @type {{ id: string, scenario: string, right: number }} */ { id, scenario, right }) => [
          id,
          scenario,
          right,
        ],
      ),
    );
  }
  // The languages differ in words only.
  assert.deepEqual(ids[1], ids[0]);
});

test("a place that means nothing is found", () => {
  assert.deepEqual(unknownPlaces("{a.velocity} {a.speed} {velocity} {a.peak/b.hight}"), [
    "{a.speed}",
    "{velocity}",
    "{a.peak/b.hight}",
  ]);
});
