// Writes the engine's table of parameters as a module for the sliders of figures, whose own engine has no words: `cargo xtask build`
// starts it with the directory of the bindings.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , directory = ""] = process.argv;
const { initSync, schema } = await import(String(pathToFileURL(join(directory, "saltatory.js"))));
initSync({ module: readFileSync(join(directory, "saltatory_bg.wasm")) });
/** @type {import("../www/src/types.js").Parameter[]} */
const table = schema();
// A figure has no electrodes to slide.
const rows = table
  .filter(({ part }) => part !== "electrode")
  .map(({ id, part, label, unit, limits }) => ({ id, part, label, unit, limits }));
const type =
  '/** @type {Pick<import("../src/types.js").Parameter, "id" | "part" | "label" | "unit" | "limits">[]} */';
writeFileSync(
  join(directory, "table.js"),
  `// @ts-check\n${type}\nexport const table = ${JSON.stringify(rows)};\n`,
);
