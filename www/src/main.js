// @ts-check
/** The page: opens the link, and shows it. */
import { begin } from "./first.js";

await begin();
