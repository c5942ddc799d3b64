// What the command line says, to which the page is compared.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * What the program prints, as JSON. The tests of the library have built it.
 *
 * @param {...string} given its arguments
 */
export function printed(...given) {
  const output = execFileSync("cargo", ["run", "--profile", "test", "--quiet", "--", ...given], {
    cwd: fileURLToPath(new URL("../../../", import.meta.url)),
    encoding: "utf8",
  });
  return JSON.parse(output);
}

/**
 * Measures a scenario on the command line.
 *
 * @param {string} scenario
 * @returns {{ velocity_m_per_s: number, arrival_ms: number, peak_mv: number, spikes: number }[]} a row for each lane
 */
export function measured(scenario) {
  return printed("measure", scenario).lanes;
}
