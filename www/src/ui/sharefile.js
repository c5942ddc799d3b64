// @ts-check
/** A scenario as a file: saved as text or with the whole program, and opened again. */
import "../first.js";
import "../text/later.js";
import * as files from "#files";
import { open } from "../engine.js";
import { holding } from "../state/holding.js";
import { file, saysSomething, scenarioIn } from "../text/file.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";
import { save } from "./download.js";

/** @import { App } from "../app.js" */

/** A scenario's file is no longer than this, bytes; more is not read. */
const FILE_HOLDS = 100_000;

/** Buttons that save it, of which the first gives a small text. @param {string} scenario @param {string} address */
export function saving(scenario, address) {
  const text = make("button", { type: "button" }, t("share.save"));
  text.addEventListener("click", () =>
    save("scenario.txt", new Blob([file(scenario, address)], { type: "text/plain" })),
  );
  const whole = make("button", { type: "button" }, t("share.save-page"));
  const said = make("span", { role: "status" });
  whole.addEventListener("click", async () => {
    setText(said, (await savePage(scenario)) ?? "");
  });
  return [text, whole, said];
}

/** Saves the whole page with a scenario in it. @param {string} scenario @returns {Promise<string | null>} why not, in words */
export async function savePage(scenario) {
  try {
    const page = holding(await files.whole(), scenario);
    save("saltatory.html", new Blob([page], { type: "text/html" }));
    return null;
  } catch {
    return t("share.no-page");
  }
}

/** @param {App} app @param {() => void} done */
export function opening(app, done) {
  const input = make("input", { type: "file", accept: ".txt,text/plain" });
  const said = make("span", { role: "status" });
  input.addEventListener("change", async () => {
    const chosen = input.files?.[0];
    if (!chosen) return;
    const fault = await openFile(app, chosen);
    if (fault === null) done();
    else setText(said, fault);
    // The same file may be chosen again, after it was changed.
    input.value = "";
  });
  return [make("label", { class: "button" }, t("share.open"), input), said];
}

/**
 * Opens the scenario in a file, or leaves all as it is.
 *
 * @param {App} app
 * @param {File} chosen
 * @returns {Promise<string | null>} why not, in words
 */
export async function openFile(app, chosen) {
  const { name } = chosen;
  if (chosen.size > FILE_HOLDS) return t("share.no-scenario", { name });
  /** @type {string} */
  let text;
  try {
    text = await chosen.text();
  } catch {
    return t("share.unreadable", { name });
  }
  const said = scenarioIn(text);
  if (!saysSomething(said, open(said).scenario)) return t("share.nothing-in", { name });
  app.open(said);
  return null;
}
