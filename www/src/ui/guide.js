// @ts-check
/**
 * The guide: short experiments, each a question, the visitor's own prediction, the run, and the answer with the numbers
 * that the run gave. They come from `guide/<language>.json`, which anybody can edit.
 */
import "../first.js";
import "../text/later.js";
import * as files from "#files";
import { open } from "../engine.js";
import { answer } from "../text/answer.js";
import { spoken, t } from "../text/text.js";
import { make, setText } from "./dom.js";

/** @import { App, View } from "../app.js" */

/**
 * @typedef {object} Experiment
 * @property {string} id
 * @property {string} title
 * @property {string} question
 * @property {string[]} predictions
 * @property {number} right which prediction comes true, from 0
 * @property {string} scenario
 * @property {string} watch what to look at
 * @property {string} answer
 */

/** Reads the experiments, and gives what makes the guide in an element. */
export async function guide() {
  const { experiments } = await fetchGuide(spoken());
  return (/** @type {App} */ app, /** @type {HTMLElement} */ element) => new Guide(app, element, experiments);
}

/** @implements {View} */
class Guide {
  /** What has been predicted, by experiment. @type {Map<string, number>} */
  #predicted = new Map();
  /** What the runs answered, by experiment. @type {Map<string, string>} */
  #answers = new Map();
  /** @type {Experiment | undefined} */
  #chosen;
  /** @type {{ tab: HTMLButtonElement, experiment: Experiment }[]} */
  #entries;
  /** The lines that a run writes. */
  #outcome = make("p", { class: "outcome", role: "status" });
  #card = make("div", { class: "card" });
  #list = make("ol", { class: "experiments" });

  /** @param {App} app @param {HTMLElement} element @param {Experiment[]} experiments */
  constructor(app, element, experiments) {
    this.app = app;
    this.experiments = experiments;
    element.classList.add("guide");
    element.append(this.#list, this.#card);
    this.#entries = experiments.map((experiment) => {
      const tab = make("button", { type: "button", class: "quiet" }, experiment.title);
      tab.addEventListener("click", () => this.#choose(experiment));
      return { tab, experiment };
    });
    this.#list.replaceChildren(...this.#entries.map(({ tab }) => make("li", {}, tab)));
    const here = experiments.find((experiment) => this.#isOpen(experiment));
    const first = here ?? experiments[0];
    if (first) this.#choose(first);
  }

  update() {
    const here = this.experiments.find((experiment) => this.#isOpen(experiment));
    if (here && here !== this.#chosen) this.#choose(here);
  }

  show() {
    if (!this.#chosen) return;
    const predicted = this.#predicted.get(this.#chosen.id);
    const { store } = this.app;
    const running = predicted !== undefined && this.#isOpen(this.#chosen);
    const text = running && store.settled ? answer(this.#chosen.answer, store.measured) : null;
    if (text !== null) this.#answers.set(this.#chosen.id, text);
    else if (running && store.playing) this.#answers.delete(this.#chosen.id);
    // Whoever then changes something keeps the answer beside it.
    const known = this.#answers.get(this.#chosen.id);
    if (known === undefined) {
      setText(this.#outcome, running ? this.#chosen.watch : "");
      return;
    }
    const right = predicted === this.#chosen.right;
    setText(this.#outcome, `${t(right ? "guide.right" : "guide.wrong")} ${known}`);
  }

  /** Shows an experiment's card; its run starts when a prediction is made. @param {Experiment} experiment */
  #choose(experiment) {
    this.#chosen = experiment;
    for (const { tab, experiment: own } of this.#entries) {
      if (own === experiment) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    const run = make("button", { type: "button", class: "primary" }, t("guide.run"));
    run.disabled = !this.#predicted.has(experiment.id);
    const options = experiment.predictions.map((prediction, index) => {
      const radio = make("input", { type: "radio", name: "prediction", value: index });
      radio.checked = this.#predicted.get(experiment.id) === index;
      radio.addEventListener("change", () => {
        this.#predicted.set(experiment.id, index);
        run.disabled = false;
        this.show();
      });
      return make("label", {}, radio, ` ${prediction}`);
    });
    run.addEventListener("click", () => {
      this.app.open(`${experiment.scenario}&panel=guide`);
      this.app.replay();
      document.querySelector(".figure")?.scrollIntoView({ block: "nearest" });
    });
    this.#card.replaceChildren(
      make("h3", {}, experiment.title),
      make("p", { class: "question" }, experiment.question),
      make("fieldset", {}, make("legend", {}, t("guide.prediction")), ...options),
      run,
      this.#outcome,
    );
    this.show();
  }

  /** Whether the page shows what an experiment is about. @param {Experiment} experiment */
  #isOpen(experiment) {
    return this.app.store.physics === physicsOf(experiment.scenario, this.app);
  }
}

/** What is computed in a scenario, without how it is shown. @param {string} scenario @param {App} app */
function physicsOf(scenario, app) {
  return app.store.withoutView(open(scenario).scenario);
}

/**
 * The experiments in a language, or in English where that has none.
 *
 * @param {string} language
 * @returns {Promise<{ experiments: Experiment[] }>}
 */
async function fetchGuide(language) {
  const guide = (await files.guide(language)) ?? (await files.guide("en"));
  if (!guide) throw new Error("guide/en.json is missing");
  return guide;
}
