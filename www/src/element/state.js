// @ts-check
/** What a figure is asked for, as text: attributes, states, links in the prose. Pure. */

/** Attributes of the element that are no parameters. */
const OWN = new Set(
  "scenario controls theme id class style title lang dir hidden slot part role tabindex is nonce".split(" "),
);

/** The pairs of a scenario's text, without its mark. @param {string} text @returns {Map<string, string>} */
export function pairs(text) {
  return new Map(new URLSearchParams(text.trim().replace(/^[#?]+/, "")));
}

/** @param {Map<string, string>} map @returns {string} */
export function textOf(map) {
  // Commas and colons stay readable; what would end a pair does not.
  const escaped = (/** @type {string} */ text) => text.replace(/[%&=+#]/g, encodeURIComponent);
  return [...map].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
}

/**
 * The scenario of an element: that of its attribute, changed by those that are named after parameters.
 *
 * @param {Iterable<{ name: string, value: string }>} attributes
 * @returns {string}
 */
export function scenarioOf(attributes) {
  const own = [...attributes];
  const scenario = own.find(({ name }) => name === "scenario")?.value ?? "";
  const map = pairs(scenario);
  for (const { name, value } of own) {
    if (!OWN.has(name) && !/^(on|aria-|data-|xmlns)/.test(name)) map.set(name, value);
  }
  return textOf(map);
}

/**
 * A scenario with some of its values changed; an empty value gives the default.
 *
 * @param {string} scenario
 * @param {string | Record<string, string | number>} changes
 * @returns {string}
 */
export function changed(scenario, changes) {
  const map = pairs(scenario);
  const news = typeof changes === "string" ? pairs(changes) : new Map(Object.entries(changes));
  for (const [key, value] of news) {
    if (String(value) === "") map.delete(key);
    else map.set(key, String(value));
  }
  return textOf(map);
}

/**
 * What a link in the prose asks for: `#fig1?diameter=16`, or `#fig1?stimulate`.
 *
 * @param {string} text
 * @returns {{ id: string, changes: string, verb: string } | null}
 */
export function asked(text) {
  const [, id, rest = "stimulate"] = /^#([^?]+)(?:\?(.*))?$/.exec(text.trim()) ?? [];
  if (id === undefined) return null;
  const verb = /^(play|pause|reset|stimulate)$/.test(rest) ? rest : "";
  return { id, changes: verb ? "" : rest, verb };
}

/** As many lanes as a scenario will have, before the engine is there to say so. @param {string} scenario */
export function lanesOf(scenario) {
  const keys = [...pairs(scenario).keys()].filter(
    (key) => !/^(v|strength|stim|slow|show|probe|from|to|moment|panel|hide|lang)$/.test(key),
  );
  const letters = keys.flatMap((key) => /^([a-f])\./.exec(key)?.[1] ?? []);
  if (letters.length === 0) return keys.some((key) => !/^e\d+\./.test(key)) ? 1 : 2;
  return Math.max(2, ...letters.map((letter) => letter.charCodeAt(0) - 96));
}
