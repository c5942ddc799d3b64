// @ts-check
/** The panel of the experiments: a list, the chart that grows while one runs, and what it comes down to. */
import "../first.js";
import "../text/later.js";
import { paletteOf } from "../draw/palette.js";
import { writeDecimals } from "../draw/ticks.js";
import { columnName, quantity } from "../lab/charts.js";
import { Client, meansOfBrowser } from "../lab/client.js";
import { toCsv } from "../lab/csv.js";
import { known, knownFact } from "../lab/literature.js";
import { PROTOCOLS } from "../lab/messages.js";
import { title } from "../text/describe.js";
import { decimalMark, plain, unit } from "../text/format.js";
import { givenSaid, said } from "../text/said.js";
import { t } from "../text/text.js";
import { make, setText } from "./dom.js";
import { ExperimentChart } from "./experimentchart.js";
import { saveMenu } from "./save.js";

/** @import { App, View } from "../app.js" */
/** @import { Result } from "./experimentchart.js" */
/** @import { Failure, Protocol } from "../lab/messages.js" */
/** @import { LabReport, LaneInfo } from "../types.js" */
/** @import { Key } from "../text/text.js" */

/** Time of a frame that an experiment may take where it cannot have a worker, ms: while the spikes run, and else. */
const SLICE_MS = { busy: 1.5, free: 6 };
/** Keys of a scenario that stay when a point is opened: how the page is, not what it shows. */
const KEPT = ["panel", "lang"];
/** Makes the panel in an element. @param {App} app @param {HTMLElement} element @returns {View} */
export function experiments(app, element) {
  return new Experiments(app, element);
}

/** @implements {View} */
class Experiments {
  #client;
  /** @type {Map<Protocol, HTMLButtonElement>} */
  #buttons = new Map();
  /** @type {Protocol | null} */
  #chosen = null;
  /** @type {Result | null} */
  #result = null;
  #list = make("ol", { class: "experiments lab-list" });
  #lane = make("select", { "aria-label": t("lab.lane") });
  #laneField = make("label", { class: "lab-lane" }, t("lab.lane"), this.#lane);
  #heading = make("h3");
  #bench = make("p", { class: "lab-bench" });
  #bar = make("progress", { max: 1, value: 0 });
  #state = make("output", { class: "lab-state" });
  #cancel = make("button", { type: "button" }, t("lab.cancel"));
  #again = make("button", { type: "button" }, t("lab.again"));
  #chart = new ExperimentChart((row) => this.#open(row));
  #facts = make("dl", { class: "lab-facts" });
  #sources = make("details", { class: "lab-sources" });
  #rows = make("table");
  #table = make(
    "details",
    { class: "lab-table" },
    make("summary", {}, t("lab.table")),
    make(
      "div",
      { class: "lab-scroll", tabindex: "0", role: "region", "aria-label": t("lab.table") },
      this.#rows,
    ),
  );
  #saves = make("div", { class: "lab-saves" });
  #card = make(
    "div",
    { class: "card lab-card" },
    this.#heading,
    this.#bench,
    make("div", { class: "lab-run" }, this.#bar, this.#state, this.#cancel, this.#again),
    this.#chart.canvas,
    this.#chart.reading,
    this.#facts,
    this.#saves,
    this.#sources,
    this.#table,
  );

  /** @param {App} app @param {HTMLElement} element */
  constructor(app, element) {
    this.app = app;
    writeDecimals(decimalMark());
    const { store } = app;
    const budget = () => (store.playing && !store.settled ? SLICE_MS.busy : SLICE_MS.free);
    this.#client = new Client(meansOfBrowser(budget));
    this.#element = element;
    element.classList.add("guide", "lab", "lab-idle");
    for (const protocol of PROTOCOLS) {
      const button = make("button", { type: "button", class: "quiet", "data-protocol": protocol });
      button.append(
        make("span", { class: "lab-name" }, t(/** @type {Key} */ (`lab.${protocol}`))),
        make("span", { class: "lab-note" }, t(/** @type {Key} */ (`lab.${protocol}.about`))),
      );
      button.addEventListener("click", () => this.#run(protocol));
      this.#buttons.set(protocol, button);
      this.#list.append(make("li", {}, button));
    }
    this.#cancel.addEventListener("click", () => this.#stop());
    this.#again.addEventListener("click", () => this.#chosen && this.#run(this.#chosen));
    this.#table.addEventListener("toggle", () => this.#fillTable());
    const self = this;
    this.#saves.append(
      saveMenu(app, {
        get name() {
          return `saltatory-${self.#result?.report.protocol ?? "experiment"}`;
        },
        what: "panel.experiments",
        picture: ({ SvgSurface }) => this.#chart.picture(SvgSurface),
        background: () => paletteOf(document.documentElement).page,
        table: (address) => (this.#result ? toCsv(this.#result.report, address) : ""),
      }),
    );
    this.#card.hidden = true;
    const intro = make("p", { class: "lab-intro" }, t("lab.intro"));
    element.append(make("div", {}, this.#laneField, this.#list), make("div", {}, intro, this.#card));
    this.#intro = intro;
  }

  #intro;
  #element;

  /** Which lanes there are, and what can be done with the chosen one. */
  update() {
    const { lanes } = this.app.store;
    const before = this.#lane.value;
    this.#lane.replaceChildren(
      ...lanes.map((_, index) => make("option", { value: index }, title(lanes, index))),
    );
    this.#lane.value = Number(before) < lanes.length && before !== "" ? before : "0";
    this.#laneField.hidden = lanes.length < 2;
    this.#allow();
    this.#lane.onchange = () => this.#allow();
  }

  arrange() {
    this.#chart.draw();
  }

  /** The lane that an experiment would be done on. @returns {LaneInfo | undefined} */
  get #chosenLane() {
    return this.app.store.lanes[Number(this.#lane.value)];
  }

  #allow() {
    const lane = this.#chosenLane;
    for (const [protocol, button] of this.#buttons) {
      const possible = lane !== undefined && isPossible(protocol, lane);
      button.disabled = !possible;
      button.title = possible ? "" : t(protocol === "demyelination" ? "lab.needs.mrg" : "lab.needs.fiber");
    }
  }

  /** @param {Protocol} protocol */
  #run(protocol) {
    const lane = this.#chosenLane;
    if (!lane || !isPossible(protocol, lane)) return;
    const { store } = this.app;
    const index = Number(this.#lane.value);
    this.#chosen = protocol;
    this.#result = null;
    this.#chart.forget();
    const patch = protocol === "f-i" || lane.fiber === "patch";
    const name = patch ? `${t("fiber.patch")}: ${t(`membrane.${lane.membrane}`)}` : title(store.lanes, index);
    const about = { fiber: patch ? lane.membrane : lane.fiber, name };
    for (const [own, button] of this.#buttons) {
      if (own === protocol) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
    this.#intro.hidden = true;
    this.#element.classList.remove("lab-idle");
    this.#card.hidden = false;
    // On a phone the list is a strip that scrolls.
    const chosen = this.#buttons.get(protocol)?.parentElement;
    if (chosen) this.#list.scrollLeft = chosen.offsetLeft - this.#list.offsetLeft;
    setText(this.#heading, t(/** @type {Key} */ (`lab.${protocol}`)));
    setText(this.#bench, "");
    this.#working(0);
    this.#fill();
    this.#client.start(
      { protocol, scenario: store.scenario, lane: index },
      {
        report: (report) => {
          this.#result = { report, ...about };
          setText(this.#bench, t("lab.bench", { name: about.name }));
          if (report.error) this.#ended(inWords({ message: "", ...report.error }));
          else if (report.done) {
            const key = found(report) ? "lab.done" : "lab.nothing";
            this.#ended(t(key, { points: report.rows.length }));
          } else this.#working(report.progress);
          this.#fill();
        },
        fail: (failure) => this.#ended(inWords(failure)),
      },
    );
  }

  #stop() {
    this.#client.cancel();
    this.#ended(t("lab.cancelled", { points: this.#result?.report.rows.length ?? 0 }));
  }

  /** @param {number} progress */
  #working(progress) {
    this.#bar.hidden = false;
    // Percents are for the eye: the bar has them too. What is said is how it ended.
    this.#state.setAttribute("aria-live", "off");
    this.#bar.value = progress;
    this.#bar.setAttribute("aria-label", t("lab.progress"));
    this.#cancel.hidden = false;
    if (document.activeElement === this.#again) this.#cancel.focus();
    this.#again.hidden = true;
    const where = this.#client.here ? t("lab.here") : "";
    setText(this.#state, [`${Math.round(100 * progress)} %`, where].filter(Boolean).join(" "));
  }

  /** @param {string} how */
  #ended(how) {
    this.#bar.hidden = true;
    const held = document.activeElement === this.#cancel;
    this.#cancel.hidden = true;
    this.#again.hidden = false;
    if (held) this.#again.focus();
    this.#state.setAttribute("aria-live", "polite");
    setText(this.#state, how);
  }

  /** Everything that shows the report. */
  #fill() {
    this.#chart.show(this.#result);
    const result = this.#result;
    const some = result !== null && result.report.rows.length > 0;
    const empty = result?.report.done && !found(result.report);
    for (const part of [this.#saves, this.#table]) part.hidden = !some;
    this.#facts.replaceChildren(...(result && !empty ? factsOf(result) : []));
    const sources = result ? known(result.report.protocol, result.fiber) : [];
    this.#sources.hidden = sources.length === 0;
    this.#sources.replaceChildren(
      make("summary", {}, t("lab.sources")),
      make("ul", {}, ...sources.map((one) => make("li", {}, `${one.source} (${one.reference})`))),
    );
    this.#fillTable();
  }

  #fillTable() {
    const report = this.#result?.report;
    // A table that nobody sees is not made.
    if (!report || !this.#table.open) return;
    const head = report.columns.map((column) =>
      make(
        "th",
        { scope: "col" },
        [columnName(column.id), column.unit && `(${unit(column.unit)})`].filter(Boolean).join(" "),
      ),
    );
    const rows = report.rows.map((row, index) => {
      const cells = row.cells.map((cell) => make("td", {}, cell === null ? "–" : plain(cell, 5)));
      const button = make("button", { type: "button" }, t("lab.open"));
      button.disabled = row.scenario === null;
      button.addEventListener("click", () => this.#open(index));
      return make("tr", {}, ...cells, make("td", {}, button));
    });
    this.#rows.replaceChildren(
      make("thead", {}, make("tr", {}, ...head, make("td"))),
      make("tbody", {}, ...rows),
    );
  }

  /** Shows a row's scenario in the figure. @param {number} row */
  #open(row) {
    const scenario = this.#result?.report.rows[row]?.scenario;
    if (!scenario) return;
    const given = new URLSearchParams(this.app.store.scenario);
    const kept = KEPT.flatMap((key) => (given.has(key) ? [`${key}=${given.get(key)}`] : []));
    this.app.open([scenario, ...kept].join("&"));
  }
}

/** Whether something was measured. @param {LabReport} report */
function found({ rows }) {
  return rows.some((row) => row.cells[1] !== null);
}

/** Whether an experiment can be done on a fiber: the engine says the same. @param {Protocol} protocol @param {LaneInfo} lane */
function isPossible(protocol, lane) {
  if (protocol === "demyelination") return lane.fiber === "mrg";
  if (protocol === "f-i" || protocol === "strength-duration") return true;
  return lane.fiber !== "patch";
}

/** The numbers that a report comes down to, beside what others found. @param {Result} result */
function factsOf({ report, fiber }) {
  return report.facts.flatMap((fact) => {
    const name = t(/** @type {Key} */ (`lab.fact.${fact.id}`));
    const [from, to] = fact.between ?? [];
    const label = from === undefined || to === undefined ? name : t("lab.between", { name, from, to });
    const value = fact.value === null ? t("lab.none") : quantity(fact.value, fact.unit);
    const other = knownFact(fact.id, fiber);
    const beside = other ? make("small", {}, ` ${t("lab.beside", other)}`) : "";
    return [make("div", {}, make("dt", {}, label), make("dd", {}, value, beside))];
  });
}

/** @param {Failure} failure */
function inWords({ message, key, given, allowed }) {
  if (key === undefined) return message;
  return t("lab.refused", { given: givenSaid(given ?? ""), allowed: said(allowed ?? "") });
}
