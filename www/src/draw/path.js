// @ts-check
/** A path that a canvas can draw and that can also be written as SVG: drawing code makes these in place of `Path2D`. */

/** Letters of SVG path data, by their place here, and how many numbers follow each. */
const LETTERS = "MLCQZhvaA";
const NUMBERS = [2, 2, 6, 4, 0, 1, 1, 7, 7];
const [M, L, C, Q, Z, H, V, ARC_BY, ARC_TO] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** `Path2D`, or nothing like it where there is no canvas (tests in Node). @type {typeof Path2D} */
const Base = globalThis.Path2D ?? /** @type {any} */ (class {});

export class Path extends Base {
  /**
   * What was drawn, as SVG path data without rounding: places of letters, and their numbers. Long paths are made in every frame: a
   * list of nothing but numbers makes no object for each.
   *
   * @type {number[]}
   */
  #log = [];

  /** @param {Path} [other] begins as a copy of it */
  constructor(other) {
    // A canvas needs its own copy; a class without canvas takes no argument.
    super(/** @type {any} */ (other));
    if (other) this.#log = [...other.#log];
  }

  /** @override @param {number} x @param {number} y */
  moveTo(x, y) {
    super.moveTo?.(x, y);
    this.#log.push(M, x, y);
  }

  /** @override @param {number} x @param {number} y */
  lineTo(x, y) {
    super.lineTo?.(x, y);
    // A path that begins with a line begins where that ends, as in a canvas.
    this.#log.push(this.#log.length === 0 ? M : L, x, y);
  }

  /** @override @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {number} x @param {number} y */
  bezierCurveTo(x1, y1, x2, y2, x, y) {
    super.bezierCurveTo?.(x1, y1, x2, y2, x, y);
    this.#log.push(C, x1, y1, x2, y2, x, y);
  }

  /** @override @param {number} x1 @param {number} y1 @param {number} x @param {number} y */
  quadraticCurveTo(x1, y1, x, y) {
    super.quadraticCurveTo?.(x1, y1, x, y);
    this.#log.push(Q, x1, y1, x, y);
  }

  /** @override */
  closePath() {
    super.closePath?.();
    this.#log.push(Z);
  }

  /** @override @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    super.rect?.(x, y, width, height);
    this.#log.push(M, x, y, H, width, V, height, H, -width, Z);
  }

  /** One radius for all corners. @override @param {number} x @param {number} y @param {number} width @param {number} height @param {number} radius */
  roundRect(x, y, width, height, radius) {
    super.roundRect?.(x, y, width, height, radius);
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const corner = (/** @type {number} */ dx, /** @type {number} */ dy) => [ARC_BY, r, r, 0, 0, 1, dx, dy];
    this.#log.push(M, x + r, y, H, width - 2 * r, ...corner(r, r), V, height - 2 * r, ...corner(-r, r));
    this.#log.push(H, 2 * r - width, ...corner(-r, -r), V, 2 * r - height, ...corner(r, -r), Z);
  }

  /** @override @param {number} x @param {number} y @param {number} radius @param {number} start @param {number} end @param {boolean} [back] */
  arc(x, y, radius, start, end, back = false) {
    super.arc?.(x, y, radius, start, end, back);
    const at = (/** @type {number} */ angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    const turn = end - start;
    this.#log.push(this.#log.length === 0 ? M : L, ...at(start));
    // An arc of SVG cannot be a whole circle: two halves can.
    const whole = Math.abs(turn) >= 2 * Math.PI - 1e-9;
    const stops = whole ? [start + (back ? -Math.PI : Math.PI), start] : [end];
    const large = !whole && Math.abs(turn) > Math.PI ? 1 : 0;
    for (const stop of stops) this.#log.push(ARC_TO, radius, radius, 0, large, back ? 0 : 1, ...at(stop));
    if (whole) this.#log.push(Z);
  }

  /** The path as the data of an SVG path, rounded to a hundredth of a pixel. */
  get data() {
    const parts = [];
    for (let k = 0; k < this.#log.length; ) {
      const letter = /** @type {number} */ (this.#log[k++]);
      const end = k + /** @type {number} */ (NUMBERS[letter]);
      parts.push(LETTERS[letter], ...this.#log.slice(k, end).map((number) => Number(number.toFixed(2))));
      k = end;
    }
    return parts.join(" ");
  }
}
