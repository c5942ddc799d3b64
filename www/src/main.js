// @ts-check
/** The page: puts engine, state, pictures and controls together. */
import { Controls } from "./controls.js";
import { exaggeration, summary, verdict } from "./describe.js";
import { byId, make, setText } from "./dom.js";
import { drawAxis } from "./draw/axis.js";
import { drawLegend } from "./draw/legend.js";
import { paletteOf } from "./draw/palette.js";
import { scaleFor } from "./draw/scale.js";
import { load, open, parameters } from "./engine.js";
import { clock, significant } from "./format.js";
import { Lanes } from "./lanes.js";
import * as link from "./link.js";
import { Pace } from "./pace.js";
import { slowMotionOfRate } from "./race.js";
import { Store } from "./store.js";

/** @import { Notice } from "./types.js" */

/** Wall time that a frame may cost, ms, and the least of it that is left for simulation, however long drawing takes. */
const FRAME_MS = 7.5;
const LEAST_MS = 1.5;
/** Longest frame that is made up for; after a longer one (a hidden tab) the clock has simply stood still, s. */
const LONGEST_FRAME_S = 0.05;
/** Watching time that one press of Step passes, s. */
const STEP_S = 0.04;
/** Frames behind the wanted rate before the page says so. */
const BEHIND_FRAMES = 20;

await load();
const table = parameters();
const opened = open(link.read());
const store = new Store(opened.scenario, table);
const lanes = new Lanes(byId("lanes", HTMLElement));
const controls = new Controls(byId("controls", HTMLFormElement), store, change);
const figure = byId("lanes", HTMLElement);
const axis = byId("axis", HTMLCanvasElement);
const legend = make("canvas", { "aria-hidden": "true" });

let pace = new Pace();
let palette = paletteOf(document.documentElement);
let behind = 0;
/** What drawing cost lately, ms. */
let drawingMs = 2;
let lastFrame = 0;
/** What the last announcement said. */
let announced = "";

byId("legend", HTMLElement).append(
  make("span", {}, make("b", { "aria-hidden": "true" }, "↓"), " current flowing in"),
  "rest",
  legend,
  "+100 mV",
);
rebuild();
notify(opened.notices);
if (matchMedia("(prefers-reduced-motion: reduce)").matches) startStill();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", rearrange);
new ResizeObserver(rearrange).observe(figure);
addEventListener("hashchange", () => {
  const changed = open(link.read());
  if (changed.scenario === store.scenario) return;
  store.load(changed.scenario);
  notify(changed.notices);
  rebuild();
});
addEventListener("pagehide", link.flush);

byId("stimulate", HTMLButtonElement).addEventListener("click", () => {
  attempt("stim", () => store.stimulate());
  after();
});
byId("play", HTMLButtonElement).addEventListener("click", () => {
  if (store.settled) store.restart();
  store.playing = store.settled || !store.playing;
  after();
});
byId("step", HTMLButtonElement).addEventListener("click", () => {
  store.playing = false;
  store.engine.simulation.advance(Math.max(store.rate * STEP_S, store.engine.simulation.tick_ms()));
  store.watchedS += STEP_S;
  store.look();
  after();
});
byId("reset", HTMLButtonElement).addEventListener("click", () => {
  store.restart();
  store.playing = false;
  after();
});
byId("copy-link", HTMLButtonElement).addEventListener("click", copyLink);

requestAnimationFrame(frame);
document.documentElement.dataset.ready = "true";

/** One frame: simulate what is due, draw, report. @param {number} now wall time, ms */
function frame(now) {
  const passed = Math.min((now - lastFrame) / 1000, LONGEST_FRAME_S);
  lastFrame = now;
  if (store.playing && !store.settled) {
    const wanted = store.rate * passed;
    const simulation = store.engine.simulation;
    const budget = Math.max(LEAST_MS, FRAME_MS - drawingMs);
    const done = pace.advance(
      (ms) => simulation.advance(ms),
      wanted,
      budget,
      () => performance.now(),
    );
    const simulated = performance.now();
    behind = done < 0.9 * wanted ? Math.min(behind + 1, 2 * BEHIND_FRAMES) : Math.max(behind - 1, 0);
    store.watchedS += passed;
    store.look();
    show(done / Math.max(passed, 1e-3));
    drawingMs += 0.1 * (performance.now() - simulated - drawingMs);
  }
  requestAnimationFrame(frame);
}

/** Draws the present state and writes its numbers. @param {number} [reached] rate that was reached, ms of nerve per second */
function show(reached) {
  lanes.draw(store, palette);
  lanes.report(store);
  const rate = behind > BEHIND_FRAMES && reached !== undefined ? reached : store.rate;
  setText(byId("clock-time", HTMLElement), clock(store.timeMs, store.rate));
  setText(byId("clock-rate", HTMLElement), rateInWords(rate));
  const result = verdict(store.lanes, store.measured);
  const shown = byId("verdict", HTMLElement);
  if (shown.textContent !== (result?.text ?? "")) {
    shown.replaceChildren(...(result ? [make("data", { value: result.ratio }, result.text)] : []));
  }
  const playing = store.playing && !store.settled;
  const play = byId("play", HTMLButtonElement);
  setText(play, playing ? "Pause" : store.settled ? "Replay" : "Play");
  play.setAttribute("aria-pressed", String(playing));
  announce();
}

/** @param {number} rate ms of nerve per second */
function rateInWords(rate) {
  const slow = slowMotionOfRate(rate);
  const ratio = slow >= 1.05 ? `1:${significant(slow, 2)}` : "real time";
  const words = [`1 s here = ${significant(rate, 2)} ms there (${ratio})`];
  if (store.speedUp > 1.05)
    words.push(`${significant(store.speedUp, 2)} times faster since the first is home`);
  if (behind > BEHIND_FRAMES) words.push("slowed to what this machine can compute");
  return words.join(", ");
}

/** Tells screen readers when something has come to an end, never while it moves. */
function announce() {
  const home = store.runners.filter((runner) => runner.home).length;
  const state = `${home}/${store.settled}/${store.playing}`;
  if (state === announced || (home === 0 && store.playing && !store.settled)) return;
  announced = state;
  setText(byId("summary", HTMLElement), summary(store.lanes, store.measured, store.settled));
}

/** A person asks for a value. @param {string} key @param {string} value */
function change(key, value) {
  const fibers = store.lanes.map((lane) => lane.fiber).join();
  attempt(key, () => store.set(key, value));
  if (store.lanes.map((lane) => lane.fiber).join() === fibers) after();
  else rebuild();
}

/** Does what may be refused; a refusal becomes a notice, and the nearest allowed value is taken. @param {string} key @param {() => void} action */
function attempt(key, action) {
  try {
    action();
    notify([]);
  } catch (error) {
    const { given } = /** @type {Notice} */ (/** @type {unknown} */ (error));
    if (given === undefined) throw error;
    const nearest = open(`${store.scenario}&${key}=${encodeURIComponent(given)}`);
    store.load(nearest.scenario);
    notify(nearest.notices.filter((notice) => notice.allowed !== "once"));
  }
}

/** After any change of state: everything that shows it. */
function after() {
  pace = new Pace();
  arrange();
  controls.update();
  show();
  link.write(store.scenario);
}

/** After a change of lanes or fibers. */
function rebuild() {
  lanes.build(store);
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
  const thickest = Math.max(...store.lanes.map((lane) => lane.diameter_um));
  const scale = scaleFor(figure.clientWidth, store.lengthUm, thickest);
  lanes.arrange(store, scale);
  drawAxis(axis, store.lengthUm, scale, palette);
  drawLegend(legend, palette.dark);
  setText(byId("scale-note", HTMLElement), exaggeration(store.lanes, scale.acrossPerUm / scale.perUm));
}

/** @param {Notice[]} notices */
function notify(notices) {
  const list = byId("notices", HTMLElement);
  list.hidden = notices.length === 0;
  list.replaceChildren(
    ...notices.map(({ key, given, allowed, instead }) =>
      make("li", {}, make("b", {}, key), `: ${given || "nothing"} given, allowed: ${allowed}; ${instead}.`),
    ),
  );
}

/** For readers who prefer no motion: a still picture in the middle of the run. */
function startStill() {
  store.playing = false;
  store.engine.simulation.advance(0.6 * Math.min(...store.runners.map((runner) => runner.expectedMs)));
  store.look();
  show();
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
