// Takes out of a module of the engine what its panics would say: `cargo xtask build` starts it with the module and the place of the
// new one. On the page and in a figure nobody hears it: without a hook a panic ends in a trap, whatever its message is. So every function that ends
// in one becomes the trap itself; what wrote the message, and the places in the source that it would name, are then of no use.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const [, , from = "", to = ""] = process.argv;
/** Functions that end in a panic, by the names that the compiler gives them. */
const ENDS = /\bpanicking::|panic|_fail(ed)?\b|_inner_fail|handle_error|capacity_overflow|throw_str/;

// Its types name other functions than it has.
const module = /** @type {any} */ (binaryen.readBinary(readFileSync(from)));
const count = module.getNumFunctions();
const functions = Array.from({ length: count }, (_, k) =>
  binaryen.getFunctionInfo(module.getFunctionByIndex(k)),
);
const ends = functions.filter(({ name, base }) => !base && ENDS.test(name));
// Other names would come with another compiler.
if (ends.length < 8) throw new Error(`only ${ends.length} functions that panic are found in ${from}`);
for (const { name, params, results } of ends) {
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
}
const bytes = Buffer.from(module.emitBinary());
for (let k = 0; k < module.getNumDataSegments(); k++) {
  const { offset, data } = module.getDataSegmentInfo(module.getDataSegmentByIndex(k));
  blank(offset, Buffer.from(data));
}
writeFileSync(to, bytes);

/** Blanks the places in the source among the data: where the name of a file lies, its length, line, column. @param {number} offset @param {Buffer} data */
function blank(offset, data) {
  const at = bytes.indexOf(data);
  if (at < 0) throw new Error("the data are not where they were");
  const own = bytes.subarray(at, at + data.length);
  for (let word = 0; word + 16 <= data.length; word += 4) {
    const [start, length] = [data.readUInt32LE(word) - offset, data.readUInt32LE(word + 4)];
    if (start < 0 || length < 4 || start + length > data.length) continue;
    if (!/^[\w./-]+\.rs$/.test(data.toString("latin1", start, start + length))) continue;
    own.fill(0, word, word + 16);
    own.fill(0, start, start + length);
  }
}
