// Takes out of a module of the engine what its panics would say: `cargo xtask build` starts it with the module and the place of the
// new one. On the page and in a figure nobody hears it: without a hook a panic ends in a trap, whatever its message is. So every function that ends
// in one becomes the trap itself; what wrote the message, pieces of it, and the places in the source that it would name, are then of no use.
// With a third argument more goes. `formats`: what is left of `core::fmt` becomes a trap, too, for nobody calls it then, but a module keeps
// whatever its table of functions holds. `texts`: what the engine would say of a scenario, where nobody hears that either.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const [, , from = "", to = "", also = ""] = process.argv;
/** Functions that end in a panic, by the names that the compiler gives them. */
const ENDS = /\bpanicking::|panic|_fail(ed)?\b|_inner_fail|handle_error|capacity_overflow|throw_str/;
/** What writes texts by formats. The engine puts its own together piece by piece. */
const FORMATS = /\bcore(\[\w+\])?::fmt::|\bfmt::format::/;

/** Pieces of what panics would say. */
const SAID = [
  "slice index starts at ",
  " but ends at ",
  "index out of bounds: the len is ",
  " but the index is ",
  "range start index ",
  "range end index ",
  " out of range for slice of length ",
  "assertion `left ",
  " right` failed",
  "cannot access a Thread Local Storage value during or after destruction: ",
  "copy_from_slice: source slice length (",
  ") does not match destination slice length (",
  "removal index (is ",
  ") should be < len (is ",
  "attempted to take ownership of Rust value while it was borrowed",
  "recursive use of an object detected which would lead to unsafe aliasing in rust",
  "Attempted to initialize thread-local while it is being dropped",
  "attempt to divide by zero",
  "`async fn` resumed after completion",
  "capacity overflow",
  "a fiber has at least one internode",
  "one value for each excitable compartment",
  "one value for each node",
  "one pair for each block",
  "RefCell already mutably borrowed",
  "RefCell already borrowed",
];
/** Pieces of what the engine would say, with the digits that it would count by. */
const SAID_OF_SCENARIOS = [
  "a current in nA (amplitude): no pulse makes this fiber conduct",
  "AccessError",
  "null pointer passed to rust",
  "compartment ",
  "\n  left: ",
  "\n right: ",
  "0x0123456789ABCDEF",
  "0123456789abcdef",
  Array.from({ length: 100 }, (_, k) => String(k).padStart(2, "0")).join(""),
];

// Its types name other functions than it has.
const module = /** @type {any} */ (binaryen.readBinary(readFileSync(from)));
const count = module.getNumFunctions();
const functions = Array.from({ length: count }, (_, k) =>
  binaryen.getFunctionInfo(module.getFunctionByIndex(k)),
);
const ends = functions.filter(({ name, base }) => !base && ENDS.test(name));
// Other names would come with another compiler.
if (ends.length < 8) throw new Error(`only ${ends.length} functions that panic are found in ${from}`);
trap(ends);
if (also === "formats") {
  const formats = functions.filter(({ name, base }) => !base && FORMATS.test(name));
  const formatting = callers(formats);
  if (formatting.length > 0) throw new Error(`${from} writes by formats: ${formatting.join(", ")}`);
  trap(formats);
}
const bytes = Buffer.from(module.emitBinary());
for (let k = 0; k < module.getNumDataSegments(); k++) {
  const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(k));
  blank(offset, Buffer.from(data));
}
writeFileSync(to, bytes);

/** Lets functions end in a trap at once. @param {typeof functions} all */
function trap(all) {
  for (const { name, params, results } of all) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
}

/** Who calls one of these, beside themselves. @param {typeof functions} called */
function callers(called) {
  const names = new Set(called.map(({ name }) => name));
  const [, ...bodies] = module.emitText().split(/^ \(func /m);
  return bodies.flatMap((/** @type {string} */ body) => {
    const named = body.matchAll(/(?:^|\(call )\$("[^"]*"|[^\s()]+)/g);
    const [caller = "", ...calls] = [...named].map(([, name = ""]) => name.replaceAll('"', ""));
    return !names.has(caller) && calls.some((name) => names.has(name)) ? [caller] : [];
  });
}

/** Blanks pieces of messages among the data, and the places in the source: where the name of a file lies, its length, line, column. @param {number} offset @param {Buffer} data */
function blank(offset, data) {
  const at = bytes.indexOf(data);
  if (at < 0) throw new Error("the data are not where they were");
  const own = bytes.subarray(at, at + data.length);
  for (const piece of also === "texts" ? [...SAID, ...SAID_OF_SCENARIOS] : SAID) {
    for (let k = data.indexOf(piece); k >= 0; k = data.indexOf(piece, k + 1))
      own.fill(0, k, k + piece.length);
  }
  for (let word = 0; word + 16 <= data.length; word += 4) {
    const [start, length] = [data.readUInt32LE(word) - offset, data.readUInt32LE(word + 4)];
    if (start < 0 || length < 4 || start + length > data.length) continue;
    if (!/^[\w./-]+\.rs$/.test(data.toString("latin1", start, start + length))) continue;
    own.fill(0, word, word + 16);
    own.fill(0, start, start + length);
  }
}
