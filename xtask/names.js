// Gives a module of the engine short names for what it imports and exports, in the module and in the script that binds it: `cargo xtask
// build` starts it with the place of the script and of the module that the bindings' generator wrote. Nobody but these two names them,
// and each visitor would download the names twice.

import { readFileSync, writeFileSync } from "node:fs";

const [, , script = "", module = ""] = process.argv;
/** What scripts ask the instance for, by this name. */
const KEPT = new Set(["memory"]);
/** Sections of a module, by their numbers. */
const IMPORTS = 2;
const EXPORTS = 7;

const bytes = readFileSync(module);
let js = readFileSync(script, "utf8");
let at = 0;
/** Short names by the long ones. @type {Map<string, string>} */
const short = new Map();

/** A whole number in the module: seven bits a byte, the last without the eighth. */
function number() {
  for (let value = 0, shift = 1; ; shift *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 127) * shift;
    if (byte < 128) return value;
  }
}

function name() {
  const length = number();
  at += length;
  return bytes.toString("utf8", at - length, at);
}

/** @param {number} value */
function written(value) {
  const out = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...out, left]);
    out.push((left % 128) | 128);
  }
}

/** @param {string} text */
const text = (text) => Buffer.concat([written(Buffer.byteLength(text)), Buffer.from(text)]);

/** Where the script has a name: an export is a property of `wasm`, an import begins a line among others. @param {string} long */
const places = (long) => new RegExp(`(?<=\\bwasm\\.|^ +)${long}\\b`, "gm");

/** The short name; that which it has, if the script does not know it. @param {string} long */
function renamed(long) {
  if (KEPT.has(long) || js.search(places(long)) < 0) return long;
  const name = short.get(long) ?? `_${short.size.toString(36)}`;
  short.set(long, name);
  return name;
}

/** What follows the name of an import or an export, as it stands. @param {boolean} imported */
function what(imported) {
  const from = at;
  const kind = bytes[at++];
  // Functions, and all that is exported, are named by their numbers.
  if (imported && kind !== 0) throw new Error(`an import of kind ${kind} is not known in ${module}`);
  number();
  return bytes.subarray(from, at);
}

/** A section with other names. @param {boolean} imported */
function section(imported) {
  const count = number();
  const parts = [written(count)];
  for (let k = 0; k < count; k++) {
    if (imported) parts.push(text(name()));
    parts.push(text(renamed(name())), what(imported));
  }
  return Buffer.concat(parts);
}

const parts = [bytes.subarray(0, 8)];
for (at = 8; at < bytes.length; ) {
  const start = at;
  const id = bytes[at++] ?? 0;
  const length = number();
  const end = at + length;
  if (id === IMPORTS || id === EXPORTS) {
    const made = section(id === IMPORTS);
    if (at !== end) throw new Error(`section ${id} of ${module} is not understood`);
    parts.push(Buffer.from([id]), written(made.length), made);
  } else parts.push(bytes.subarray(start, end));
  at = end;
}

// Other names would come with another generator.
if (short.size < 40) throw new Error(`only ${short.size} names are found in ${script}`);
for (const [long, name] of short) js = js.replace(places(long), name);
writeFileSync(module, Buffer.concat(parts));
writeFileSync(script, js);
