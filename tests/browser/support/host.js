// Somebody's page: another origin than the site's, with whatever it holds.

import { createServer } from "node:http";

/**
 * Serves these pages on a free port of this machine.
 *
 * @param {Record<string, string>} pages HTML by path
 * @param {Record<string, string>} [headers] that every answer has, for example a content security policy
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} the URL has no slash at its end
 */
export async function startHost(pages, headers = {}) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? "/", "http://localhost").pathname];
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.writeHead(page === undefined ? 404 : 200).end(page ?? "there is no such page\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
