// @ts-check
/**
 * A drawing surface that writes SVG: it takes the calls that the drawing code makes to a canvas, so that one code paints
 * both. It knows what that code uses, no more, and throws where a picture would silently lack something.
 *
 * Lines and text become vectors; an image (a strip of color, a raster) becomes an embedded PNG.
 */
import { Path } from "./path.js";

/** Where text stands relative to its line, in font sizes, by `textBaseline`: attributes for it are not known everywhere. */
const DROP = /** @type {Record<string, number>} */ ({ alphabetic: 0, top: 0.8, middle: 0.35, bottom: -0.2 });
const ANCHOR = /** @type {Record<string, string>} */ ({
  left: "start",
  start: "start",
  center: "middle",
  right: "end",
  end: "end",
});

/** The part of a canvas's state that matters, as it begins. */
const PLAIN = {
  fillStyle: "#000000",
  strokeStyle: "#000000",
  lineWidth: 1,
  lineJoin: "miter",
  lineCap: "butt",
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  imageSmoothingEnabled: true,
  /** @type {number[]} */
  dash: [],
  /** Groups that were opened since the last `save`. */
  groups: 0,
};

let clips = 0;

export class SvgSurface {
  /** @type {string[]} */
  #out = [];
  #path = new Path();
  #state = { ...PLAIN };
  /** @type {(typeof PLAIN)[]} */
  #saved = [];
  /** Its pixels are CSS pixels. */
  density = 1;
  /** As a canvas has one: nothing comes of it. @type {Record<string, string>} */
  style = {};

  // The settings of a canvas: each is kept in the state that `save` and `restore` know.
  static {
    for (const name of /** @type {Exclude<keyof typeof PLAIN, "dash" | "groups">[]} */ (Object.keys(PLAIN))) {
      if (Object.hasOwn({ dash: 0, groups: 0 }, name)) continue;
      Object.defineProperty(SvgSurface.prototype, name, {
        get() {
          return /** @type {SvgSurface} */ (this).#state[name];
        },
        set(value) {
          Object.assign(/** @type {SvgSurface} */ (this).#state, { [name]: value });
        },
      });
    }
  }

  /** @param {number} width @param {number} height */
  constructor(width = 0, height = 0) {
    this.width = width;
    this.height = height;
  }

  /** A surface is canvas and context in one. @returns {CanvasRenderingContext2D} */
  getContext() {
    return /** @type {any} */ (this);
  }

  /** Writes what another surface holds at a place of this one. @param {SvgSurface} part @param {number} x @param {number} y */
  place(part, x, y) {
    this.#out.push(`<g transform="translate(${n(x)} ${n(y)})">`, part.#closed(), "</g>");
  }

  /** The document. @param {string} background @param {string} description */
  document(background, description = "") {
    const size = `width="${n(this.width)}" height="${n(this.height)}" viewBox="0 0 ${n(this.width)} ${n(this.height)}"`;
    const about = description ? `<desc>${quoted(description)}</desc>` : "";
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${about}<rect width="100%" height="100%" fill="${quoted(background)}"/>${this.#closed()}</svg>\n`;
  }

  #closed() {
    const open = this.#state.groups + this.#saved.reduce((sum, state) => sum + state.groups, 0);
    return this.#out.join("\n") + "</g>".repeat(open);
  }

  // What a canvas has and paper has not: `prepare` asks for it, and gives the size.
  setTransform() {}
  clearRect() {}

  save() {
    this.#saved.push(this.#state);
    this.#state = { ...this.#state, groups: 0 };
  }

  restore() {
    const saved = this.#saved.pop();
    if (!saved) return;
    this.#out.push("</g>".repeat(this.#state.groups));
    this.#state = saved;
  }

  beginPath() {
    this.#path = new Path();
  }
  closePath() {
    this.#path.closePath();
  }
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path.moveTo(x, y);
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path.lineTo(x, y);
  }
  /** @param {[number, number, number, number, number, number]} numbers */
  bezierCurveTo(...numbers) {
    this.#path.bezierCurveTo(...numbers);
  }
  /** @param {[number, number, number, number]} numbers */
  quadraticCurveTo(...numbers) {
    this.#path.quadraticCurveTo(...numbers);
  }
  /** @param {[number, number, number, number, number, boolean?]} numbers */
  arc(...numbers) {
    this.#path.arc(...numbers);
  }
  /** @param {[number, number, number, number]} numbers */
  rect(...numbers) {
    this.#path.rect(...numbers);
  }
  /** @param {[number, number, number, number, number]} numbers */
  roundRect(...numbers) {
    this.#path.roundRect(...numbers);
  }

  /** @param {Path2D} [path] */
  fill(path) {
    this.#shape(path, `fill="${quoted(this.#state.fillStyle)}"`);
  }

  /** @param {Path2D} [path] */
  stroke(path) {
    const { strokeStyle, lineWidth, lineJoin, lineCap, dash } = this.#state;
    const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(n).join(" ")}"` : "";
    const style = `stroke-linejoin="${lineJoin}" stroke-linecap="${lineCap}"${dashes}`;
    this.#shape(path, `fill="none" stroke="${quoted(strokeStyle)}" stroke-width="${n(lineWidth)}" ${style}`);
  }

  /** @param {Path2D} [path] */
  clip(path) {
    const id = `clip-${++clips}`;
    this.#out.push(
      `<clipPath id="${id}"><path d="${this.#data(path)}"/></clipPath><g clip-path="url(#${id})">`,
    );
    this.#state.groups++;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    const { fillStyle } = this.#state;
    const place = `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
    this.#out.push(`<rect ${place} fill="${quoted(fillStyle)}"${this.#opacity()}/>`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    const path = new Path();
    path.rect(x, y, width, height);
    this.stroke(path);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const { fillStyle, font, textAlign, textBaseline } = this.#state;
    const [, style = "", weight = "", size = "10", family = "sans-serif"] =
      /^(?:(italic) )?(?:(bold|\d00) )?([\d.]+)px(?:\/\S+)? (.*)$/.exec(font) ?? [];
    const face = `font-family="${quoted(family)}" font-size="${size}"${weight && ` font-weight="${weight}"`}${style && ` font-style="${style}"`}`;
    const drop = (DROP[textBaseline] ?? 0) * Number(size);
    this.#out.push(
      `<text x="${n(x)}" y="${n(y + drop)}" text-anchor="${ANCHOR[textAlign] ?? "start"}" ${face} fill="${quoted(fillStyle)}"${this.#opacity()}>${quoted(text)}</text>`,
    );
  }

  /** About as wide as it will be: there is no page to ask. @param {string} text */
  measureText(text) {
    const size = Number(/([\d.]+)px/.exec(this.#state.font)?.[1] ?? 10);
    const part = /\b(600|700|bold)\b/.test(this.#state.font) ? 0.64 : 0.55;
    return { width: part * size * text.length };
  }

  /**
   * A canvas, whole or a part of it, stretched over a place.
   *
   * @param {HTMLCanvasElement} image
   * @param {number[]} places as a canvas takes them: where to, or where from and where to
   */
  drawImage(image, ...places) {
    let source = image;
    if (places.length === 8) {
      const [sx = 0, sy = 0, sw = 0, sh = 0] = places.splice(0, 4);
      source = cut(image, sx, sy, sw, sh);
    }
    const [x = 0, y = 0, width = source.width, height = source.height] = places;
    if (!(width > 0 && height > 0)) return;
    const crisp = this.#state.imageSmoothingEnabled ? "" : ' image-rendering="optimizeSpeed"';
    this.#out.push(
      `<image x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" preserveAspectRatio="none"${crisp}${this.#opacity()} href="${source.toDataURL("image/png")}"/>`,
    );
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.#state.dash = dash;
  }

  /** Lasts until the next `restore`, as all that moves the surface. @param {number} x @param {number} y */
  translate(x, y) {
    this.#out.push(`<g transform="translate(${n(x)} ${n(y)})">`);
    this.#state.groups++;
  }

  /** @param {number} angle rad */
  rotate(angle) {
    this.#out.push(`<g transform="rotate(${n((angle * 180) / Math.PI)})">`);
    this.#state.groups++;
  }

  /** @param {Path2D | undefined} path @param {string} paint */
  #shape(path, paint) {
    const data = this.#data(path);
    if (data) this.#out.push(`<path d="${data}" ${paint}${this.#opacity()}/>`);
  }

  /** @param {Path2D | undefined} path */
  #data(path) {
    if (path === undefined) return this.#path.data;
    if (path instanceof Path) return path.data;
    throw new Error("a Path2D cannot be written as SVG: make a Path of draw/path.js");
  }

  #opacity() {
    const { globalAlpha } = this.#state;
    return globalAlpha < 1 ? ` opacity="${n(globalAlpha)}"` : "";
  }
}

/** A part of a canvas as a canvas. @param {HTMLCanvasElement} image @param {number} x @param {number} y @param {number} width @param {number} height */
function cut(image, x, y, width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext("2d");
  context?.drawImage(image, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @param {number} value */
function n(value) {
  return String(Number(value.toFixed(2)));
}

/** @param {string} text */
function quoted(text) {
  const marks = /** @type {Record<string, string>} */ ({
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  });
  // What XML cannot hold is left out.
  return text
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, "");
}
