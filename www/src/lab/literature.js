// @ts-check
/**
 * What others measured or computed, to be shown beside our results. Each entry names its source and the conditions; numbers
 * are those of the source, for its animal, and not those of the fiber that is on the bench.
 *
 * What was read, and where:
 * - In the papers' abstracts: Boyd & Kalu 1979 (5.7 and 4.6); Tackmann & Lehmann 1974 ("about 0.7 msec"); Pumphrey & Young 1938
 *   (0.614 and its error); Lowitzsch, Hopf & Galland 1977 (1.36 from 25 to 35 °C, 1.44 from 20 to 30 °C).
 * - As others quote it: Hursh's 6 and Gasser's 1.7 m/s per µm (textbooks of physiology); Hodgkin & Huxley's 18.8 m/s for 476 µm at
 *   18.5 °C (J. W. Moore's manual of NEURON).
 * - Volumes and pages, as several others cite them: Hursh, Boyd & Kalu, Rushton, Hodgkin & Huxley; Gasser's on its own first page.
 * - Nowhere so far: Koles & Rasminsky's 2.7 %, of which the page says so; Hodgkin & Huxley's measured 21.2 m/s, common knowledge of the
 *   field; volumes and pages of Koles & Rasminsky, Tackmann & Lehmann, Lowitzsch and others, Pumphrey & Young.
 * - NEURON, the independent solvers and the traveling waves are the project's own runs: `tests/reference/`.
 */

/** @import { FiberKind, MembraneKind } from "../types.js" */
/** @import { Protocol } from "./messages.js" */

/**
 * @typedef {object} Known
 * @property {string} source author and year, with what it is: not translated
 * @property {string} reference journal, volume, page
 * @property {[number, number][]} [points] of the chart
 * @property {[number, number][]} [line] of the chart: from point to point
 * @property {number} [upright] a value of the first axis
 */

/** A straight law, drawn between two values. @param {number} factor @param {number} from @param {number} to @returns {[number, number][]} */
const times = (factor, from, to) => [
  [from, factor * from],
  [to, factor * to],
];

/** A law of the root, drawn between two values. @param {number} factor @param {number} from @param {number} to @returns {[number, number][]} */
const roots = (factor, from, to) =>
  Array.from({ length: 25 }, (_, k) => {
    const x = from * (to / from) ** (k / 24);
    return [x, factor * Math.sqrt(x)];
  });

const HODGKIN_HUXLEY = "J. Physiol. 117:500, 1952";
const NEURON = "NEURON 9.0.2, the same equations, time step to 0";

/** @type {Partial<Record<`${Protocol} ${FiberKind | MembraneKind}`, Known[]>>} */
const KNOWN = {
  "diameter mrg": [
    {
      source: "Hursh 1939, cat: 6 m/s per µm",
      reference: "Am. J. Physiol. 127:131, 1939",
      line: times(6, 2, 20),
    },
    {
      source: "Boyd & Kalu 1979, cat, group I: 5.7 m/s per µm",
      reference: "J. Physiol. 289:277, 1979",
      line: times(5.7, 12, 20),
    },
    {
      source: "Boyd & Kalu 1979, cat, groups II and III: 4.6 m/s per µm",
      reference: "J. Physiol. 289:277, 1979",
      line: times(4.6, 2, 12),
    },
    {
      source: "Independent solver, 37 °C",
      reference: "the same equations, Crank-Nicolson, time step to 0",
      points: [
        [5.7, 25.80385],
        [10, 56.2567],
        [16, 94.02474],
      ],
    },
  ],
  "diameter c": [
    {
      source: "Gasser 1950, cat: 1.7 m/s per µm",
      reference: "J. Gen. Physiol. 33:651, 1950",
      line: times(1.7, 0.3, 1.3),
    },
    {
      source: "Traveling wave at 37 °C: 0.4955 √d",
      reference: "the same equations, solved by shooting",
      line: roots(0.49553, 0.2, 2),
    },
  ],
  "diameter squid": [
    {
      source: "Hodgkin & Huxley 1952, measured at 18.5 °C",
      reference: HODGKIN_HUXLEY,
      points: [[476, 21.2]],
    },
    {
      source: "Hodgkin & Huxley 1952, computed at 18.5 °C",
      reference: HODGKIN_HUXLEY,
      points: [[476, 18.8]],
    },
    {
      source: "NEURON, 6.3 °C: 12.313 m/s at 476 µm, √d",
      reference: NEURON,
      line: roots(12.312594 / Math.sqrt(476), 30, 1000),
    },
  ],
  "diameter frog": [
    {
      source: "NEURON, 20 °C: 2.141 m/s per µm",
      reference: "the same fiber, variable time step",
      line: times(2.1409, 2, 20),
    },
  ],
  "temperature squid": [
    {
      source: "Hodgkin & Huxley 1952, measured",
      reference: HODGKIN_HUXLEY,
      points: [[18.5, 21.2]],
    },
    {
      source: "NEURON, 476 µm",
      reference: NEURON,
      points: [
        [6.3, 12.312594],
        [18.5, 18.730197],
      ],
    },
  ],
  "temperature c": [
    {
      source: "Traveling wave, 1 µm",
      reference: "the same equations, solved by shooting",
      points: [
        [35, 0.4822],
        [37, 0.49553],
      ],
    },
  ],
  "demyelination mrg": [
    {
      source: "Koles & Rasminsky 1972, computed: block below 2.7 % of the myelin",
      reference: "J. Physiol. 227:351, 1972; as often quoted, not checked in the paper",
      upright: 2.7,
    },
  ],
  "recovery mrg": [
    {
      source: "Tackmann & Lehmann 1974, human sensory nerve: absolute refractory period 0.7 ms",
      reference: "Eur. Neurol. 12:277, 1974",
      upright: 0.7,
    },
  ],
  "recovery squid": [
    {
      source: "NEURON, 6.3 °C: absolute refractory period 6.02 ms",
      reference: "the same equations and definition, Crank-Nicolson",
      upright: 6.02,
    },
  ],
  "f-i squid": [
    {
      source: "NEURON, 6.3 °C: 68.4 Hz at 10 µA/cm²",
      reference: NEURON,
      points: [[10, 68.389643]],
    },
    {
      source: "NEURON, 6.3 °C: fires on above 6.23 µA/cm²",
      reference: NEURON,
      upright: 6.234177,
    },
  ],
};

/** What is known beside a protocol on a fiber; of f-i, on its membrane. @param {Protocol} protocol @param {FiberKind | MembraneKind} fiber @returns {Known[]} */
export function known(protocol, fiber) {
  return KNOWN[`${protocol} ${fiber}`] ?? [];
}

/** Words beside a fact: what others found for it. @type {Partial<Record<string, { value: string, source: string }>>} */
const FACTS = {
  "exponent c": { value: "0.5", source: "Rushton 1951, J. Physiol. 115:101" },
  "exponent squid": { value: "0.614 ± 0.027", source: "Pumphrey & Young 1938, J. Exp. Biol. 15:453" },
  "velocity_per_um mrg": { value: "6", source: "Hursh 1939" },
  "q10 mrg": {
    value: "1.36",
    source: "human, 25 to 35 °C: Lowitzsch, Hopf & Galland 1977, J. Neurol. 216:181",
  },
  "needed_percent mrg": { value: "2.7 %", source: "Koles & Rasminsky 1972" },
  "absolute_ms mrg": { value: "0.7 ms", source: "Tackmann & Lehmann 1974" },
  "absolute_ms squid": { value: "6.02 ms", source: "NEURON, 6.3 °C" },
  "rheobase_na squid": { value: "410.5 nA", source: "NEURON, 476 µm, 6.3 °C" },
  "rheobase_ua_per_cm2 squid": { value: "2.236 µA/cm²", source: "NEURON, 6.3 °C" },
  "onset_ua_per_cm2 squid": { value: "6.234 µA/cm²", source: "NEURON, 6.3 °C" },
};

/** @param {string} fact @param {FiberKind | MembraneKind} fiber */
export function knownFact(fact, fiber) {
  return FACTS[`${fact} ${fiber}`];
}
