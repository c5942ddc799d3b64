// @ts-check
/** The one small note beside what is pointed at or has the focus, and the voice that reads it to those who cannot see it. */
import { make, setText } from "./dom.js";

/** Distance from the place that it is about, CSS pixels. */
const AWAY = 14;

const note = make("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
const voice = make("p", { class: "visually-hidden", role: "status", id: "reading" });

/** Who shows the note now: only the one who shows it may take it away. @type {unknown} */
let owner = null;

/**
 * Shows a note.
 *
 * @param {unknown} by
 * @param {number} x place in the window, CSS pixels
 * @param {number} y
 * @param {string[]} lines the first is the heading
 * @param {boolean} [aloud] whether it is read out as well: for those who move by keys
 */
export function showTip(by, x, y, lines, aloud = false) {
  if (!note.isConnected) document.body.append(note, voice);
  owner = by;
  while (note.children.length > lines.length) note.lastChild?.remove();
  while (note.children.length < lines.length) note.append(make("p"));
  for (const [index, line] of lines.entries()) setText(/** @type {Element} */ (note.children[index]), line);
  note.hidden = false;
  const { offsetWidth: wide, offsetHeight: high } = note;
  const left = x + AWAY + wide > innerWidth - 4 ? x - AWAY - wide : x + AWAY;
  const top = y + AWAY + high > innerHeight - 4 ? y - AWAY - high : y + AWAY;
  note.style.left = `${Math.max(4, left)}px`;
  note.style.top = `${Math.max(4, top)}px`;
  if (aloud) setText(voice, lines.join(". "));
}

/** Takes the note away, if it is that one's. @param {unknown} by */
export function hideTip(by) {
  if (owner !== by) return;
  owner = null;
  note.hidden = true;
}
