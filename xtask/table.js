// Writes what is known of the engine's table of parameters as modules: for figures, whose own engine has no words, and what the
// parameters mean, which the page loads when somebody asks. `cargo xtask build` starts it with the directory of the bindings.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , directory = ""] = process.argv;
const { initSync, schema } = await import(String(pathToFileURL(join(directory, "saltatory.js"))));
initSync({ module: readFileSync(join(directory, "saltatory_bg.wasm")) });
/** @typedef {import("../www/src/types.js").Parameter} Parameter */
/** @type {Parameter[]} */
const table = schema();

/** @param {string} name @param {string} type @param {string} constant @param {unknown} value */
function write(name, type, constant, value) {
  const words = `// @ts-check\n/** @type {${type}} */\nexport const ${constant} = ${JSON.stringify(value)};\n`;
  writeFileSync(join(directory, name), words);
}

// For the sliders. A figure has no electrodes to slide.
write(
  "table.js",
  'Pick<import("../src/types.js").Parameter, "id" | "part" | "label" | "unit" | "limits">[]',
  "table",
  table
    .filter(({ part }) => part !== "electrode")
    .map(({ id, part, label, unit, limits }) => ({ id, part, label, unit, limits })),
);

/** As many fibers, the first of the table, are in the small engine. */
const FIBERS = 3;
/** What is not in it: lidocaine; channels in bare internodes; the membrane of patches; close-ups, which show channels and gates that it does not hand out. */
const ABSENT = ["membrane", "lidocaine", "spread", "from", "to"];

/** What a parameter can be: words, or limits and default, for each fiber if they are not the same for all. @param {Parameter} parameter */
function values({ id, kind, limits }) {
  if (ABSENT.includes(id)) return [];
  if (typeof kind === "object" && "choice" in kind) {
    const words = kind.choice.map((choice) => choice.id);
    return words.slice(0, id === "fiber" ? FIBERS : words.length);
  }
  const each = limits
    .slice(0, FIBERS)
    .map(({ min, max, default: given }) => (given === null ? [min, max] : [min, max, given]));
  return new Set(each.map(String)).size === 1 ? each.slice(0, 1) : each;
}

// For the reader of scenarios.
write(
  "plain.js",
  'Record<"lane" | "stimulus" | "view", [id: string, values: (string | number[])[], most?: number][]>',
  "plain",
  Object.fromEntries(
    ["lane", "stimulus", "view"].map((part) => [
      part,
      table
        .filter((row) => row.part === part)
        .map((row) => {
          const most = typeof row.kind === "object" && "list" in row.kind ? [row.kind.list.most] : [];
          return [row.id, values(row), ...(row.kind === "myelin" ? [0] : most)];
        }),
    ]),
  ),
);

// For the page.
const lab = await import(String(pathToFileURL(join(directory, "saltatory_lab.js"))));
lab.initSync({ module: readFileSync(join(directory, "saltatory_lab_bg.wasm")) });
write("docs.js", "Record<string, string>", "docs", Object.fromEntries(lab.docs()));
