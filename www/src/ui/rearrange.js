// @ts-check
/** Lanes are rearranged: loaded when somebody does. */
import "../first.js";

export { addLane, duplicateLane, moveLane, removeLane } from "../state/lanes.js";
