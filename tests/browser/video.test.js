import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();

test("a run can be kept as a video, which a browser can play", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#fiber=squid&length=20&slow=10`);
  const downloading = page.waitForEvent("download", { timeout: 60_000 });
  await page.locator("summary", { hasText: "Save" }).first().click();
  await page.getByText("A video of a run").click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^saltatory\.(webm|mp4)$/);
  const bytes = await readFile(await download.path());
  assert.ok(bytes.length > 5000, `${bytes.length} bytes`);
  assert.deepEqual(faults, []);
  await page.close();

  // A page of its own, under no policy, plays it: pictures change on the way.
  const player = await browser.newPage();
  const size = await player.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const video = document.createElement("video");
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([data], { type: "video/webm" }));
    await new Promise((resolve, reject) => {
      video.onloadeddata = resolve;
      video.onerror = () => reject(new Error(video.error?.message));
    });
    return { width: video.videoWidth, height: video.videoHeight };
  }, bytes.toString("base64"));
  assert.ok(size.width > 600 && size.height > 150, JSON.stringify(size));
  await player.close();
});
