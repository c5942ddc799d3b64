// @ts-check
/** The page: puts engine, state, pictures and controls together. */
import { Controls } from "./controls.js";
import { exaggeration, rateInWords, summary, verdict } from "./describe.js";
import { byId, make, setText } from "./dom.js";
import { drawAxis } from "./draw/axis.js";
import { drawLegend } from "./draw/legend.js";
import { paletteOf } from "./draw/palette.js";
import { scaleFor } from "./draw/scale.js";
import { load, open, parameters } from "./engine.js";
import { clock } from "./format.js";
import { Lanes } from "./lanes.js";
import * as link from "./link.js";
import { giveUp, notify } from "./notices.js";
import { Player } from "./player.js";
import { Store } from "./store.js";

/** Watching time that one press of Step passes, s. */
const STEP_S = 0.04;
/** Part of the fastest spike's way at which a page without motion stands still. */
const STILL = 0.6;

try {
  await load();
} catch (error) {
  giveUp(error);
  throw error;
}
const opened = open(link.read());
const store = new Store(opened.scenario, parameters());
const figure = byId("lanes", HTMLElement);
const lanes = new Lanes(figure);
const controls = new Controls(byId("controls", HTMLFormElement), store, change, slide, (number) => {
  store.removeElectrode(number);
  rebuild();
});
const player = new Player(store, show);
const legend = make("canvas", { "aria-hidden": "true" });
const stillness = matchMedia("(prefers-reduced-motion: reduce)");

let palette = paletteOf(document.documentElement);
/** What the last announcement was about. */
let announced = "";
/** Where sliders have gone since the last frame, by key. @type {Map<string, string>} */
const slid = new Map();

byId("legend", HTMLElement).append(
  make("span", {}, make("b", { "aria-hidden": "true" }, "↓"), " current flowing in"),
  "rest",
  legend,
  "+100 mV",
);
rebuild();
notify(opened.notices);
if (stillness.matches) standStill();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", rearrange);
new ResizeObserver(rearrange).observe(figure);
addEventListener("hashchange", () => {
  const changed = open(link.read());
  notify(changed.notices);
  if (changed.scenario !== store.scenario) {
    store.load(changed.scenario);
    rebuild();
    if (stillness.matches) standStill();
  }
  link.write(store.scenario);
});
addEventListener("pagehide", link.flush);

byId("stimulate", HTMLButtonElement).addEventListener("click", () => {
  const notice = store.stimulate();
  notify(notice ? [notice] : []);
  after();
});
byId("play", HTMLButtonElement).addEventListener("click", () => {
  if (store.settled) store.restart();
  store.playing = store.settled || !store.playing;
  show();
});
byId("step", HTMLButtonElement).addEventListener("click", () => {
  player.moveBy(Math.max(store.rate * STEP_S, store.engine.simulation.tick_ms()));
});
byId("reset", HTMLButtonElement).addEventListener("click", () => {
  store.restart();
  store.playing = false;
  after();
});
byId("copy-link", HTMLButtonElement).addEventListener("click", copyLink);

player.start();
document.documentElement.dataset.ready = "true";

/** Draws the present state and writes its numbers. */
function show() {
  lanes.draw(store, palette);
  lanes.report(store);
  setText(byId("clock-time", HTMLElement), clock(store.timeMs, store.rate));
  setText(byId("clock-rate", HTMLElement), rateInWords(store.rate, store.speedUp, player.behind));
  const result = verdict(store.lanes, store.measured);
  const shown = byId("verdict", HTMLElement);
  if (shown.textContent !== (result?.text ?? "")) {
    shown.replaceChildren(...(result ? [make("data", { value: result.ratio }, result.text)] : []));
  }
  const playing = store.playing && !store.settled;
  setText(byId("play", HTMLButtonElement), playing ? "Pause" : store.settled ? "Replay" : "Play");
  announce();
}

/** Tells screen readers when something has come to an end, never while it moves. */
function announce() {
  const home = store.runners.filter((runner) => runner.home).length;
  const state = `${home}/${store.settled}/${store.playing}`;
  if (state === announced || (home === 0 && store.playing && !store.settled)) return;
  announced = state;
  setText(byId("summary", HTMLElement), summary(store.lanes, store.measured, store.quiet));
}

/** A slider moves: many times in a frame, of which the last counts. @param {string} key @param {string} value */
function slide(key, value) {
  if (slid.size === 0) {
    requestAnimationFrame(() => {
      const moves = [...slid];
      slid.clear();
      for (const [moved, to] of moves) change(moved, to);
    });
  }
  slid.set(key, value);
}

/** A person asks for a value. @param {string} key @param {string} value */
function change(key, value) {
  const before = controls.shape();
  const notice = store.set(key, value);
  notify(notice ? [notice] : []);
  if (controls.shape() === before) after();
  else rebuild();
}

/** After any change of state: everything that shows it. */
function after() {
  player.reset();
  arrange();
  controls.update();
  show();
  link.write(store.scenario);
}

/** After a change of lanes or fibers. */
function rebuild() {
  controls.build();
  after();
}

/** After a change of size or theme. */
function rearrange() {
  palette = paletteOf(document.documentElement);
  arrange();
  show();
}

function arrange() {
  lanes.build(store);
  const scale = scaleFor(figure.clientWidth, store.lengthUm, store.lanes);
  lanes.arrange(store, scale);
  drawAxis(byId("axis", HTMLCanvasElement), store.lengthUm, scale, palette);
  drawLegend(legend, palette.dark);
  setText(byId("scale-note", HTMLElement), exaggeration(store.lanes, scale));
}

/** For readers who prefer no motion: a still picture in the middle of the run. */
function standStill() {
  player.moveBy(STILL * Math.min(...store.runners.map((runner) => runner.expectedMs)));
}

async function copyLink() {
  link.flush();
  const said = byId("copied", HTMLElement);
  try {
    await navigator.clipboard.writeText(link.address(store.scenario));
    setText(said, "Copied");
  } catch {
    setText(said, "It is in the address bar");
  }
  setTimeout(() => setText(said, ""), 3000);
}
