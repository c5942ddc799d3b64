// Serves dist/, or another directory, as a strict host of static files would: below a path, open to every origin, under a policy.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".xml": "application/atom+xml",
  ".wasm": "application/wasm",
};

/** The strictest policy under which the site works. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

/**
 * @typedef {object} Site
 * @property {string} url where index.html is, with a slash at the end
 * @property {() => Promise<void>} close
 */

/**
 * Serves dist/ on a free port of this machine.
 *
 * @param {object} [options]
 * @param {string} [options.base] path of the site; not the root, so that an absolute URL in the page does not go unnoticed
 * @param {string} [options.root] directory that is served instead of dist/
 * @param {string | null} [options.policy] content security policy; null for none
 * @returns {Promise<Site>}
 */
export async function startSite({ base = "/some/where/", root = DIST, policy = POLICY } = {}) {
  const server = createServer(async (request, response) => {
    const file = fileOf(request.url ?? "", base, root);
    const body = file === null ? null : await readFile(file).catch(() => null);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cache-control", "no-cache");
    if (policy !== null) response.setHeader("content-security-policy", policy);
    if (file === null || body === null) {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("there is no such file\n");
      return;
    }
    const compress = /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    if (compress) response.setHeader("content-encoding", "gzip");
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.end(compress ? gzipSync(body) : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * The file of the site that a request names, or null if it names none there.
 *
 * @param {string} url
 * @param {string} base
 * @param {string} root
 */
function fileOf(url, base, root) {
  const path = new URL(url, "http://localhost").pathname;
  if (!path.startsWith(base)) return null;
  const file = join(
    root,
    path.endsWith("/") ? `${path.slice(base.length)}index.html` : path.slice(base.length),
  );
  return relative(root, file).startsWith("..") ? null : file;
}
