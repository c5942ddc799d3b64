// @ts-check
/**
 * The cursor that reads a picture: it follows mouse and finger, and the arrow keys while the picture has the focus.
 *
 * It knows places as parts of the picture's frame, so that it stays where it is when the window changes.
 */

/** Steps of the arrow keys, parts of the frame; with Shift the large one. */
const STEP = { small: 0.01, large: 0.1 };

export class Cursor {
  /** Where it is, as parts of the frame from the upper left; null where it is not shown. @type {{ x: number, y: number } | null} */
  at = null;
  /** Whether keys put it there. */
  byKeys = false;
  /** Where it was last, for the next focus. */
  #last = { x: 0.5, y: 0.5 };

  /**
   * @param {HTMLElement} element the frame of a picture, whose events it is to hear
   * @param {object} how
   * @param {() => { left: number, top: number, right: number, bottom: number }} how.frame within the element, CSS pixels
   * @param {() => void} how.moved
   * @param {(key: string, large: boolean) => { x: number, y: number } | null} [how.step] where a key leads, if not by even steps
   */
  constructor(element, how) {
    this.element = element;
    this.how = how;
  }

  /** Goes where an event says. @param {Event} event */
  hear(event) {
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (event.type === "focus") {
      if (this.element.matches(":focus-visible")) this.#move(this.#last, true);
    } else if (event.type === "blur") this.#move(null, false);
    else if (!(event instanceof PointerEvent)) return;
    else if (event.type !== "pointerleave") this.#point(event);
    else if (event.pointerType === "mouse") this.#move(null, false);
  }

  /** Its place in the window, CSS pixels. */
  get client() {
    const { left, top } = this.element.getBoundingClientRect();
    const frame = this.how.frame();
    const at = this.at ?? this.#last;
    return {
      x: left + frame.left + at.x * (frame.right - frame.left),
      y: top + frame.top + at.y * (frame.bottom - frame.top),
    };
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { left, top } = this.element.getBoundingClientRect();
    const frame = this.how.frame();
    const x = (event.clientX - left - frame.left) / (frame.right - frame.left);
    const y = (event.clientY - top - frame.top) / (frame.bottom - frame.top);
    const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1;
    this.#move(inside ? { x, y } : null, false);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && this.at) {
      event.stopPropagation();
      this.#move(null, false);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const size = event.shiftKey ? STEP.large : STEP.small;
    const ways = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-size, 0],
      ArrowRight: [size, 0],
      ArrowUp: [0, -size],
      ArrowDown: [0, size],
      Home: [-1, 0],
      End: [1, 0],
      PageUp: [0, -STEP.large],
      PageDown: [0, STEP.large],
    });
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    const from = this.at ?? this.#last;
    const to = this.how.step
      ? this.how.step(event.key, event.shiftKey)
      : { x: clamp(from.x + way[0]), y: clamp(from.y + way[1]) };
    if (to) this.#move(to, true);
  }

  /** @param {{ x: number, y: number } | null} to @param {boolean} byKeys */
  #move(to, byKeys) {
    if (to === null && this.at === null) return;
    this.at = to;
    this.byKeys = byKeys;
    if (to) this.#last = to;
    this.how.moved();
  }
}

/** @param {number} part */
function clamp(part) {
  return Math.min(1, Math.max(0, part));
}
