// @ts-check
/**
 * What a first visit downloads: loads the engine, opens the link, and puts the views together.
 *
 * The bundler makes one file of all that this module imports, because every module that is loaded later imports this one in turn: else
 * it would give each set of modules that share something a file of its own.
 */
import { App } from "./app.js";
import { groundwork, load, open, parameters } from "./engine.js";
import * as link from "./state/link.js";
import { found } from "./state/stay.js";
import { Store } from "./state/store.js";
import { choose, use } from "./text/languages.js";
import { writeTexts } from "./text/text.js";
import { Brushes } from "./ui/brushes.js";
import { Controls } from "./ui/controls.js";
import { byId } from "./ui/dom.js";
import { openDropped } from "./ui/drop.js";
import { Figure } from "./ui/figure.js";
import { Fire } from "./ui/fire.js";
import { Handles } from "./ui/handles.js";
import { Hidden } from "./ui/hidden.js";
import { Instruments } from "./ui/instruments.js";
import { figureMenu, printAddress } from "./ui/keepfigure.js";
import { Masthead } from "./ui/masthead.js";
import { giveUp, notify } from "./ui/notices.js";
import { heard, onDemand, styled, wanted } from "./ui/ondemand.js";
import { Panels } from "./ui/panels.js";
import { spacetime } from "./ui/spacetime.js";
import { Timeline } from "./ui/timeline.js";
import { Transport } from "./ui/transport.js";

/** Longest time for which the page stands still while it finds out what the scenario needs, ms. */
const GO_MS = 12;

/** Lets the browser have its turn: what follows is a task of its own. */
function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Shows the page. */
export async function begin() {
  // Nothing is seen of the bench until all of it is there: parts would be pushed about as others come.
  document.documentElement.dataset.ready = "opening";
  try {
    await load();
  } catch (error) {
    delete document.documentElement.dataset.ready;
    giveUp(error);
    throw error;
  }
  const opened = open(link.read());
  await use(choose(new URLSearchParams(opened.scenario).get("lang") ?? undefined, navigator.languages));
  const known = groundwork();
  await known.finish(opened.scenario, GO_MS);
  await breath();
  const store = new Store(opened.scenario, parameters(), known);
  await breath();
  const app = new App(store);
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");

  writeTexts(document);
  const figure = new Figure(app);
  const brush = new Brushes(app, figure);
  new Fire(app, figure);
  const handles = new Handles(app, figure);
  app.add(
    figure,
    brush,
    handles,
    new Instruments(app, handles, brush),
    new Timeline(app, figure),
    new Transport(app),
    new Masthead(app, figure),
    new Hidden(app),
    new Controls(app, byId("controls", HTMLFormElement)),
    new Panels(app, [
      {
        id: "spacetime",
        title: "panel.spacetime",
        // It is open to begin with.
        load: async () => spacetime,
      },
      {
        id: "traces",
        title: "panel.traces",
        load: async () => (await styled(import("./ui/traces.js"))).traces,
      },
      { id: "phase", title: "panel.phase", load: async () => (await styled(import("./ui/phase.js"))).phase },
      {
        id: "experiments",
        title: "panel.experiments",
        load: async () => (await styled(import("./ui/experiments.js"))).experiments,
      },
      {
        id: "guide",
        title: "panel.guide",
        load: async () => (await styled(import("./ui/guide.js"))).guide(),
      },
    ]),
  );
  byId("copy-link", HTMLElement).before(figureMenu(app, figure));
  printAddress(app);
  openDropped(app);
  const explain = heard(async () => {
    const { Explain } = await styled(import("./ui/explain.js"));
    const view = new Explain(app, figure);
    app.add(view);
    return (event) => view.hear(/** @type {PointerEvent} */ (event));
  });
  for (const event of ["pointermove", "pointerleave"])
    figure.element.addEventListener(event, (move) => explain(move, undefined));
  onDemand(app, byId("readings", HTMLElement), "toggle", async () => {
    const { Readings } = await wanted(styled(import("./ui/readings.js")));
    return new Readings(app);
  });
  onDemand(app, byId("speeds", HTMLElement), "toggle", async () => {
    const { Speeds } = await wanted(import("./ui/speeds.js"));
    return new Speeds(app, figure);
  });
  onDemand(app, byId("sound", HTMLElement), "click", async () => {
    const { Sound } = await wanted(import("./ui/sound.js"));
    return new Sound(app);
  });
  notify(opened.notices);
  await app.start(stillness.matches, breath);
  const left = found();
  if (left) app.goOn(left);

  addEventListener("hashchange", ({ newURL }) => {
    const before = store.scenario;
    app.open(link.follow(newURL));
    if (stillness.matches && store.scenario !== before) app.standStill();
  });
  addEventListener("pagehide", link.flush);
  document.documentElement.dataset.ready = "true";
  // Only the choice of a language makes the page anew.
  if (left) byId("language", HTMLSelectElement).focus();
}
