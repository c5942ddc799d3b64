import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { difference, picture, typography } from "./support/pictures.js";
import { stage } from "./support/stage.js";
import { STATES, VIEWS } from "./support/states.js";

/** Where the pictures are that were looked at and found good. */
const GOOD = fileURLToPath(new URL("../../docs/states/", import.meta.url));
/** Where the pictures go that differ. */
const BAD = fileURLToPath(new URL("../../target/pictures/", import.meta.url));
/** Part of the pixels that may differ: the last bit of a number on the way to a pixel. */
const ALLOWED = 0.004;
/** `PICTURES=write` makes them anew. */
const WRITE = process.env.PICTURES === "write";

const { site, browser } = await stage();
const here = await typography(browser);
if (WRITE) await writeFile(`${GOOD}typography.txt`, `${here}\n`);
/** Whether this machine writes text as the one did on which the pictures were made. */
const comparable = (await readFile(`${GOOD}typography.txt`, "utf8")).trim() === here;

if (WRITE) {
  after(async () => {
    const sections = STATES.map(({ name, shows }) => {
      const images = VIEWS.map(
        (view) => `        <img src="${name}-${view.name}.png" alt="${name}, ${view.name}" loading="lazy" />`,
      );
      return [
        "    <section>",
        `      <h2>${name}</h2>`,
        `      <p>${shows}</p>`,
        "      <div>",
        ...images,
        "      </div>",
        "    </section>",
      ].join("\n");
    });
    const page = await readFile(`${GOOD}index.html`, "utf8");
    const [head = "", rest = ""] = page.split("<!-- states -->");
    const tail = rest.slice(rest.lastIndexOf("  </body>"));
    await writeFile(`${GOOD}index.html`, `${head}<!-- states -->\n${sections.join("\n")}\n${tail}`);
  });
}

for (const view of VIEWS) {
  for (const state of STATES) {
    test(`${state.name} looks as it did, ${view.name}`, async (context) => {
      const file = `${state.name}-${view.name}.png`;
      const now = await picture(browser, site.url, state, view);
      if (WRITE) {
        await writeFile(GOOD + file, now);
        return;
      }
      if (!comparable) {
        context.skip("other fonts or another browser than those of docs/states/");
        return;
      }
      const page = await browser.newPage();
      const part = await difference(page, await readFile(GOOD + file), now);
      await page.close();
      if (part > ALLOWED) {
        await mkdir(BAD, { recursive: true });
        await writeFile(BAD + file, now);
      }
      assert.ok(
        part <= ALLOWED,
        `${(100 * part).toFixed(2)} % of the pixels differ: see target/pictures/${file}`,
      );
    });
  }
}
