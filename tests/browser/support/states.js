// States of the page that are looked at: for the picture tests and the review page.

/**
 * @typedef {object} State
 * @property {string} name of its files
 * @property {string} shows what to look for, in one sentence
 * @property {string} scenario with the moment at which it stands still
 * @property {(page: import("playwright-core").Page) => Promise<void>} [prepare] what a visitor does before the picture
 */

/** @type {State[]} */
export const STATES = [
  {
    name: "default",
    shows: "With and without myelin, while the first spike is on its way.",
    scenario: "v=1&moment=0.25",
  },
  { name: "squid", shows: "One axon alone.", scenario: "fiber=squid&moment=3" },
  {
    name: "six-lanes",
    shows: "Six fibers at one scale.",
    scenario:
      "a.diameter=16&b.fiber=mrg&b.diameter=10&c.fiber=mrg&c.diameter=5.7&d.fiber=frog&e.fiber=c&e.diameter=1&f.fiber=squid&moment=0.3",
  },
  {
    name: "blocked",
    shows: "Five internodes without myelin: the spike has stopped, and the page says where.",
    scenario: "fiber=mrg&myelin=8-12:0&moment=8",
  },
  {
    name: "node",
    shows: "One node of Ranvier with its channels.",
    scenario: "fiber=mrg&from=9.185&to=9.215&moment=0.24",
  },
  {
    name: "traces",
    shows: "Voltage, gates and currents at the probes.",
    scenario: "fiber=mrg&probe=5,15&panel=traces&moment=0.45",
  },
  { name: "guide", shows: "A guided experiment.", scenario: "v=1&panel=guide&moment=0.25" },
  {
    name: "notices",
    shows: "A link with values that could not be taken as given.",
    scenario: "a.diameter=99&zap=3&moment=0.25",
  },
];

/** Sizes and themes in which each state is looked at. */
export const VIEWS = ["desktop", "phone"].flatMap((size) =>
  /** @type {const} */ (["light", "dark"]).map((colorScheme) => ({
    name: `${size}-${colorScheme}`,
    options: {
      viewport: size === "desktop" ? { width: 1280, height: 800 } : { width: 375, height: 812 },
      colorScheme,
    },
  })),
);
