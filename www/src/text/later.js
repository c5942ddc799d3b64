// @ts-check
/** Teaches the page what its later parts say. Whatever says it imports this. */
import { later } from "./en-later.js";
import { learn } from "./text.js";

learn(later);
