// Uses the page for a long time and prints what it holds: `node xtask/soak.js MINUTES`.

import { launch } from "../tests/browser/support/chromium.js";
import { openPage } from "../tests/browser/support/page.js";
import { startSite } from "../tests/browser/support/site.js";
import { FLAT, growth, soak } from "../tests/browser/support/soak.js";

const minutes = Number(process.argv[2]);
const site = await startSite();
const browser = await launch();
const { page, faults } = await openPage(browser, site.url);
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(2).padStart(8);
console.log("minute   heap MB  engine MB    nodes  listeners  process MB");
const samples = await soak(page, minutes, (sample, minute) => {
  const { heapBytes, wasmBytes, nodes, listeners, processBytes } = sample;
  console.log(
    minute.toFixed(1).padStart(6),
    megabytes(heapBytes),
    megabytes(wasmBytes).padStart(10),
    String(nodes).padStart(8),
    String(listeners).padStart(10),
    megabytes(processBytes).padStart(11),
  );
});
await browser.close();
await site.close();
const watched = /** @type {(keyof typeof FLAT)[]} */ (Object.keys(FLAT));
const grown = watched.filter((what) => growth(samples, what) > FLAT[what]);
for (const what of watched)
  console.log(`${what}: ${(100 * growth(samples, what)).toFixed(1)} % more than before`);
for (const fault of faults) console.log(fault);
console.log(grown.length === 0 ? "flat" : `grew: ${grown.join(", ")}`);
process.exitCode = grown.length === 0 && faults.length === 0 ? 0 : 1;
