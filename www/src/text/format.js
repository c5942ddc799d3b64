// @ts-check
/** Numbers as a reader wants them, in the language of the page. */
import { spoken, t, tOr } from "./text.js";

/** @param {number} value @param {number} digits significant digits @returns {string} */
export function significant(value, digits) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const before = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return fixed(rounded, Math.max(0, digits - before));
}

/** A number without zeros at its end. @param {number} value @param {number} digits most significant digits @returns {string} */
export function plain(value, digits) {
  const written = Number(value.toPrecision(digits));
  return fixed(written, Math.min(10, String(written).split(".")[1]?.length ?? 0));
}

/** The mark between whole and part of a number. */
export function decimalMark() {
  return fixed(0.5, 1).charAt(1);
}

/** @param {number} value @param {number} decimals @returns {string} */
function fixed(value, decimals) {
  const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: false };
  return formatter(spoken(), decimals, format).format(value);
}

/** Making a formatter is slow, using one is not. @type {Map<string, Intl.NumberFormat>} */
const formatters = new Map();

/** @param {string} language @param {number} decimals @param {Intl.NumberFormatOptions} options */
function formatter(language, decimals, options) {
  const key = `${language}/${decimals}`;
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.NumberFormat(language, options);
    formatters.set(key, known);
  }
  return known;
}

/** A number as it stands in a field: with the decimal mark of the language. @param {string} number as a link writes it */
export function inField(number) {
  return number.replace(".", decimalMark());
}

/**
 * A number that somebody typed, as a link writes it: with a comma or a point, whatever the language is.
 *
 * @param {string} typed
 * @returns {string | null} null if it is no number; empty if nothing was typed
 */
export function typedNumber(typed) {
  const text = typed.trim().replace(",", ".").replace(/^[−–]/, "-");
  return text === "" || /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? text : null;
}

/**
 * Numbers that somebody typed one after the other, as a link joins them. A semicolon stands between any; a comma does where it is
 * no decimal mark, or a space follows it.
 *
 * @param {string} typed
 */
export function typedList(typed) {
  const between = typed.includes(";") ? /;/ : decimalMark() === "," ? /,\s+|\s+/ : /[,\s]+/;
  const pieces = typed
    .trim()
    .split(between)
    .map((piece) => piece.trim())
    .filter(Boolean);
  return pieces.map((piece) => typedNumber(piece) ?? piece).join(",");
}

/** Such a list as it stands in a field. @param {string} list as a link writes it */
export function listInField(list) {
  return list
    .split(",")
    .map(inField)
    .join(decimalMark() === "," ? "; " : ", ");
}

/** @param {number} metresPerSecond */
export function velocity(metresPerSecond) {
  return `${significant(metresPerSecond, 3)} m/s`;
}

/** @param {number} ms */
export function milliseconds(ms) {
  return `${significant(ms, 3)} ms`;
}

/** A place along a fiber. @param {number} um */
export function millimetres(um) {
  return `${fixed(um / 1000, um < 1e4 ? 3 : um < 1e5 ? 2 : 1)} mm`;
}

/** A potential, with its sign. @param {number} mv */
export function millivolts(mv) {
  const size = fixed(Math.abs(mv), 1);
  return `${Number(size) === 0 ? "" : mv < 0 ? "−" : "+"}${size} mV`;
}

/** Time on the clock: as many decimals as the rate makes readable. @param {number} ms @param {number} rate ms per second */
export function clock(ms, rate) {
  const decimals = Math.min(4, Math.max(0, Math.ceil(1 - Math.log10(rate))));
  return t("clock.time", { ms: fixed(ms, decimals) });
}

/** A unit as it is printed. @param {string} unit */
export function unit(unit) {
  const printed =
    {
      um: "µm",
      uM: "µM",
      "uF/cm2": "µF/cm²",
      "ohm cm": "Ω cm",
      C: "°C",
      "uA/cm2": "µA/cm²",
      "m/s per um": "m/s per µm",
      "x threshold": "× threshold",
      x: "×",
    }[unit] ?? unit;
  return tOr(`unit.${unit}`, printed);
}
