// @ts-check
/**
 * The page of a frame: `embed.html?controls=diameter#v=1&…`. With `resize` among what stands before the hash, it tells the page
 * around it how high it would like to be. From that page, and from nobody else, it takes wishes.
 */
import "./axon-figure.js";

/** @import { AxonFigure } from "./figure.js" */

/** What messages of figures are called, in both directions. */
const KIND = "axon-figure";
/** Longest scenario that is taken from a message, characters: the engine reads no longer one. */
const LONGEST = 20_000;
const VERBS = new Set(["play", "pause", "reset", "stimulate"]);

const figure = /** @type {AxonFigure} */ (document.getElementById("figure"));
const home = /** @type {HTMLAnchorElement} */ (document.getElementById("home"));
const options = new URLSearchParams(location.search);

for (const name of ["controls", "theme"]) {
  const value = options.get(name);
  if (value !== null) figure.setAttribute(name, value);
}
open();
addEventListener("hashchange", open);
figure.addEventListener("change", point);

function open() {
  figure.setAttribute("scenario", location.hash.replace(/^#/, ""));
  point();
}

/** The link leads to the page with what is shown here. */
function point() {
  home.hash = figure.scenario;
}

addEventListener("message", (event) => {
  const { source, data } = event;
  if (parent === window || source !== parent || data?.type !== KIND) return;
  if (typeof data.scenario === "string" && data.scenario.length <= LONGEST) figure.scenario = data.scenario;
  if (VERBS.has(data.verb)) figure[/** @type {"play" | "pause" | "reset" | "stimulate"} */ (data.verb)]();
});

if (options.has("resize") && parent !== window) {
  // A number for whoever put the frame there: who that is makes no difference.
  const tell = () =>
    parent.postMessage({ type: KIND, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
}

await figure.ready;
document.documentElement.dataset.ready = "true";
