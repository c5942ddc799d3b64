// The package for npm (`cargo xtask package`): packed, unpacked in somebody's project, type-checked, bundled and opened.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { createServer as serveWithVite, build as viteBuild } from "vite";
import { launch } from "./support/chromium.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What somebody writes: the element, one that needs the whole engine, and the engine by itself. */
const MAIN = `
import "saltatory/define";
import { AxonFigure } from "saltatory";
import { Engine, groundwork, load, open } from "saltatory/engine";

for (const scenario of ["fiber=mrg&diameter=16", "fiber=frog"]) {
  const figure = document.createElement("axon-figure");
  figure.setAttribute("scenario", scenario);
  document.body.append(figure);
  const shown: AxonFigure = await figure.ready;
  if (!(shown instanceof AxonFigure)) throw new Error("two classes");
  document.body.dataset.shown = (document.body.dataset.shown ?? "") + shown.getState().scenario + ";";
}
await load();
const engine = new Engine(open("fiber=squid").scenario, groundwork());
engine.simulation.advance(12);
document.body.dataset.velocity = String(engine.measure(0).velocity_m_per_s?.toFixed(1));
`;

/** @type {string} */
let project;
/** @type {string[]} */
let packed;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "saltatory-package-"));
  const answer = execFileSync("npm", ["pack", "--json", "--offline", "--pack-destination", project], {
    cwd: join(ROOT, "dist/npm"),
    encoding: "utf8",
  });
  const [{ filename, files }] = JSON.parse(answer);
  packed = files.map((/** @type {{ path: string }} */ file) => file.path);
  await mkdir(join(project, "node_modules/saltatory"), { recursive: true });
  execFileSync("tar", [
    "-xzf",
    join(project, filename),
    "-C",
    join(project, "node_modules/saltatory"),
    "--strip-components=1",
  ]);
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await writeFile(join(project, "main.ts"), MAIN);
});

after(async () => {
  if (project) await rm(project, { recursive: true });
});

test("the package holds what its exports name, its licenses, and the crate's version", async () => {
  const about = JSON.parse(await readFile(join(ROOT, "dist/npm/package.json"), "utf8"));
  const named = Object.values(about.exports).flatMap((one) =>
    typeof one === "string" ? [one] : Object.values(one),
  );
  for (const name of [...named, "./LICENSE-MIT", "./LICENSE-APACHE", "./README.md"]) {
    assert.ok(packed.includes(name.slice(2)), name);
  }
  const crate = /^version = "(.+)"$/m.exec(await readFile(join(ROOT, "Cargo.toml"), "utf8"));
  assert.equal(about.version, crate?.[1]);
});

test("its types hold for those who use them", () => {
  const options =
    "--noEmit --strict --target es2022 --module esnext --moduleResolution bundler --lib es2023,dom --types";
  execFileSync(
    process.execPath,
    [join(ROOT, "node_modules/typescript/bin/tsc"), ...options.split(" "), "", "main.ts"],
    {
      cwd: project,
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
});

test("its types are those of the sources that it is made from, and leave nothing out", async () => {
  const source = (/** @type {string} */ name) => JSON.stringify(join(ROOT, "www/src", name));
  const check = `
import type { AxonFigure } from "saltatory";
import type * as engine from "saltatory/engine";
import { AxonFigure as Figure } from ${source("element/axon-figure-class.js")};
import * as whole from ${source("engine.js")};

export const figure: typeof AxonFigure = Figure;
export const all: typeof engine = whole;
type Untold<There, Told> = Record<Exclude<keyof There, keyof Told>, true>;
export const untold: Untold<Figure, AxonFigure> =
  { heed: true, connectedCallback: true, adoptedCallback: true, disconnectedCallback: true };
export const inside: Untold<typeof whole, typeof engine> = { color: true };
`;
  await writeFile(join(project, "check.ts"), check);
  const options =
    "--noEmit --strict --skipLibCheck --allowJs --target es2022 --module esnext --moduleResolution bundler --customConditions figure,package --lib es2023,dom,dom.iterable --types";
  const files = ["check.ts", join(ROOT, "www/src/element/css.d.ts")];
  execFileSync(
    process.execPath,
    [join(ROOT, "node_modules/typescript/bin/tsc"), ...options.split(" "), "", ...files],
    { cwd: project, stdio: ["ignore", "inherit", "inherit"] },
  );
});

test("bundled with esbuild, figures live, the whole engine is split off, and the engine computes", async () => {
  const out = join(project, "out");
  await build({
    absWorkingDir: project,
    entryPoints: ["main.ts"],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    outdir: out,
    logLevel: "error",
  });
  for (const name of ["figure_bg.wasm", "saltatory_bg.wasm"]) {
    await copyFile(join(project, "node_modules/saltatory", name), join(out, name));
  }
  await writeFile(join(out, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  await opens(out, "/");
});

test("bundled with Vite, the same below a path, with both modules of wasm found by it and nothing copied", async () => {
  await writeFile(
    join(project, "index.html"),
    '<!doctype html><body><script type="module" src="/main.ts"></script></body>',
  );
  // The path that a project's pages have, known when it is built, or not.
  for (const base of ["/some/where/", "./"]) {
    const outDir = join(project, base === "./" ? "anywhere" : "there");
    await viteBuild({ root: project, configFile: false, logLevel: "error", base, build: { outDir } });
    const made = (await readdir(join(outDir, "assets"))).map((name) => name.replace(/-[^.]+\./, "."));
    for (const name of ["figure_bg.wasm", "saltatory_bg.wasm"]) assert.ok(made.includes(name), `${made}`);
    await opens(outDir, "/some/where/");
  }
});

test("served by Vite as somebody works on it, with the line that the package's README gives", async () => {
  await writeFile(
    join(project, "index.html"),
    '<!doctype html><body><script type="module" src="/main.ts"></script></body>',
  );
  const readme = await readFile(join(ROOT, "dist/npm/README.md"), "utf8");
  assert.ok(readme.includes('optimizeDeps: { exclude: ["saltatory"] }'));
  const server = await serveWithVite({
    root: project,
    configFile: false,
    logLevel: "error",
    optimizeDeps: { exclude: ["saltatory"] },
    server: { host: "127.0.0.1", port: 0, hmr: false, ws: false, watch: null },
  });
  try {
    await server.listen();
    const address = /** @type {import("node:net").AddressInfo} */ (server.httpServer?.address());
    await lives(`http://127.0.0.1:${address.port}/`);
  } finally {
    await server.close();
  }
});

/** Serves a directory below a path, and looks at what `MAIN` did in it. @param {string} directory @param {string} base */
async function opens(directory, base) {
  const server = createServer(async (request, response) => {
    const url = request.url ?? "";
    const name = url === base ? "index.html" : url.startsWith(base) ? url.slice(base.length) : "nothing";
    const body = await readFile(join(directory, name)).catch(() => null);
    const type = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };
    const ending = /** @type {keyof typeof type} */ (name.split(".").at(-1));
    response.writeHead(body ? 200 : 404, { "content-type": type[ending] ?? "text/plain" }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  try {
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    await lives(`http://127.0.0.1:${port}${base}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Looks at what `MAIN` did in a page. @param {string} url */
async function lives(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(url);
    await page
      .waitForFunction(() => document.body.dataset.velocity !== undefined)
      .catch((error) => assert.fail(`${error.message} ${faults.join("; ")}`));
    const { shown, velocity } = await page.evaluate(() => ({ ...document.body.dataset }));
    assert.equal(shown, "v=1&diameter=16;v=1&fiber=frog;");
    // 12.3 m/s: the squid axon at 6.3 °C, as in `tests/reference/`.
    assert.equal(velocity, "12.3");
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
}
