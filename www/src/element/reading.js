// @ts-check
/**
 * Reads the text of a scenario for the small engine, which takes numbers only (`src/scenario/numbers.rs`), and writes it in its
 * shortest form. Pure. What is not plainly as the table has it is not taken: the whole engine takes it then, or says what is wrong.
 */
import { plain } from "../../pkg/plain.js";

/** @typedef {typeof plain["lane"]} Rows */
/**
 * A scenario that was read.
 *
 * @typedef {object} Reading
 * @property {string} text in its shortest form
 * @property {number[]} numbers for the engine
 * @property {number[]} onsetsMs starts of the pulses
 */
/** What is written, and the numbers for the engine. @typedef {[text: string, ...numbers: number[]]} Taken */

/** Longest text that is read, characters. */
const LONGEST = 20_000;
/** Numbers nearer to 0 than this are 0. */
const SMALLEST = 1e-9;
const MOST_INTERNODES = 100_000;
/** What has its default. @type {Taken} */
const NOTHING = ["", Number.NaN];

/** @param {string} text @returns {Reading | undefined} */
export function read(text) {
  /** @type {Map<string, string>} */
  const given = new Map();
  const pairs = text
    .trim()
    .replace(/^[#?]+/, "")
    .split("&");
  for (const pair of pairs.filter(Boolean)) {
    const [, key, value = ""] = /^([\w.]+)=([\w.,:-]+)$/.exec(pair) ?? [];
    if (!key || given.has(key)) return;
    given.set(key, value);
  }
  if ((given.get("v") ?? "1") !== "1" || text.length > LONGEST) return;
  given.delete("v");
  const letters = [...given.keys()].flatMap((key) => (/^[a-f]\./.test(key) ? key.charCodeAt(0) - 96 : []));
  const alone = letters.length === 0 && plain.lane.some(([id]) => given.has(id));
  const count = alone ? 1 : Math.max(2, ...letters);
  const numbers = [count];
  const words = ["v=1"];
  for (let lane = 0; lane < count; lane++) {
    const prefix = alone ? "" : `${String.fromCharCode(97 + lane)}.`;
    const [key, usual] = [`${prefix}fiber`, lane === 1 ? "c" : "mrg"];
    const fiber = given.get(key) ?? usual;
    if (fiber === usual) given.delete(key);
    const own = take(plain.lane, given, prefix, fiber, numbers);
    if (!own) return;
    // The last lane says that it is there, and so does one that stands alone.
    if (own.length === 0 && (alone || (lane >= 2 && lane + 1 === count))) own.push(`${key}=${fiber}`);
    words.push(...own);
  }
  const shared = numbers.length;
  const stimulus = take(plain.stimulus, given, "", "", numbers);
  // How it is shown is no matter of the engine.
  const view = take(plain.view, given, "", "", []);
  if (!stimulus || !view || given.size > 0) return;
  // Behind the strength and the count of the pulses.
  const [first = 0, ...others] = numbers.slice(shared + 2);
  return { text: [...words, ...stimulus, ...view].join("&"), numbers, onsetsMs: [first, ...others] };
}

/**
 * Takes the values of some rows.
 *
 * @param {Rows} rows
 * @param {Map<string, string>} given loses what is taken
 * @param {string} prefix
 * @param {string} fiber
 * @param {number[]} numbers gets what the engine takes
 * @returns {string[] | undefined} the pairs that say the same
 */
function take(rows, given, prefix, fiber, numbers) {
  const words = [];
  const kind = plain.lane[0]?.[1].indexOf(fiber) ?? 0;
  for (const [id, values, most] of rows) {
    const key = prefix + id;
    const text = given.get(key);
    given.delete(key);
    const limits = values[kind] ?? values[0] ?? [];
    /** @type {Taken | undefined} */
    let taken;
    if (text === undefined) taken = NOTHING;
    else if (typeof limits === "string") taken = word(text, values, id);
    else if (most === 0) taken = myelin(text, limits);
    else taken = list(most ? text.split(",").filter(Boolean) : [text], limits, most);
    if (!taken) return;
    const [written, ...own] = taken;
    numbers.push(...own);
    if (written) words.push(`${key}=${written}`);
  }
  return words;
}

/** @param {string} text @param {unknown[]} choices of which the first is the default @param {string} id @returns {Taken | undefined} */
function word(text, choices, id) {
  const place = choices.indexOf(text);
  if (place < 0) return;
  return place === 0 && id !== "fiber" ? NOTHING : [text, place];
}

/** A number within its limits; NaN if it is none, or not written as it would be here. @param {string} text @param {number[]} limits */
function number(text, [min = 0, max = -1]) {
  const read = /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  const value = Math.abs(read) < SMALLEST ? 0 : read;
  return value >= min && value <= max && !/e/.test(String(value)) ? value : Number.NaN;
}

/** A number, or a list of at most so many. @param {string[]} pieces @param {number[]} limits @param {number} [most] @returns {Taken | undefined} */
function list(pieces, limits, most) {
  const read = pieces.map((piece) => number(piece, limits));
  const values = [...new Set(read)].sort((one, other) => one - other);
  const [first] = values;
  if (first === undefined || values.some(Number.isNaN) || values.length > (most ?? 1)) return;
  if (values.length === 1 && first === limits[2]) return NOTHING;
  return [values.join(","), ...(most ? [values.length] : []), ...values];
}

/** @param {string} text @param {number[]} limits of the percentage @returns {Taken | undefined} */
function myelin(text, limits) {
  const stretches = text
    .split(",")
    .filter(Boolean)
    .map((piece) => {
      const [, first = "", last = first, percent = ""] = /^(\d+)(?:-(\d+))?:(.+)$/.exec(piece) ?? [];
      return [Number(first), Number(last), number(percent, limits)];
    });
  stretches.sort(([one = 0], [other = 0]) => one - other);
  let end = 0;
  const words = stretches.map(([first = 0, last = 0, percent = 0]) => {
    // In order, and apart.
    const fits = first > end && last >= first && last <= MOST_INTERNODES && !Number.isNaN(percent);
    end = fits ? last : Number.POSITIVE_INFINITY;
    return `${first}${last > first ? `-${last}` : ""}:${percent}`;
  });
  if (words.length === 0 || end > MOST_INTERNODES) return;
  return [words.join(","), words.length, ...stretches.flat()];
}
