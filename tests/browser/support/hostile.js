// Links that nobody should make: random ones, and good ones with something wrong. Seeded, so that what was found is found again.

/** Good links, from which others are made. */
const GOOD = [
  "v=1",
  "v=1&a.diameter=16&strength=3",
  "v=1&fiber=squid&celsius=18.5",
  "v=1&a.fiber=c&a.diameter=1&b.fiber=squid&c.fiber=mrg",
  "v=1&fiber=mrg&myelin=3:50,8-12:0&spread=0.1",
  "v=1&fiber=patch&membrane=c&lidocaine=50&stim=0,100,200,300",
  "v=1&fiber=frog&ttx=2&probe=3,1.5&from=0.5&to=6&moment=0.25",
  "v=1&fiber=squid&e1.at=100&e1.current=3000&e1.wave=sine&e1.hz=100",
  "v=1&strength=0&e1.tip=outside&e1.at=11.5&e1.current=-400000&e1.count=3",
  "v=1&panel=traces&hide=controls&lang=de&slow=1000&show=transmembrane",
];
/** What a value may be instead of what it should be. */
const VALUES =
  "NaN,Infinity,-Infinity,1e308,-1e308,1e-308,-0,0,0x10,1e,--1,undefined,null,true,[],{},%00,%,%zz,%E0%A4%A,\u0000,\u202e,💥,ü,٣,１".split(
    ",",
  );
const SCRIPTS = [
  "<img src=x onerror=alert(1)>",
  "%3Cscript%3Ealert(1)%3C/script%3E",
  "javascript:alert(1)",
  '"><svg onload=alert(1)>',
  "';alert(1)//",
  "{{constructor.constructor('alert(1)')()}}",
  "__proto__",
  "constructor",
];
const ALPHABET = "abcdefgz0123456789.,:-+&=#%?/<>\"'\\ ;eE_\n";

/** A source of numbers from 0 to 1 (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What tells the seeds of two links apart that follow each other: 2^32 divided by the golden ratio. */
const APART = 0x9e3779b9;

/**
 * A link, which depends on nothing but what is given: one that was found is found again without those before it.
 *
 * @param {number} seed
 * @param {number} number of the link
 * @param {string[]} ids of the parameters there are
 */
export function hostileLink(seed, number, ids) {
  const next = random(seed + Math.imul(number, APART));
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  /** @template T @param {ArrayLike<T>} from @returns {T} */
  const one = (from) => /** @type {T} */ (from[below(from.length)]);
  const letters = (/** @type {number} */ length) => Array.from({ length }, () => one(ALPHABET)).join("");
  const decimal = () => String((next() - 0.3) * 10 ** (below(14) - 6));
  const value = () =>
    one([decimal, decimal, () => one(VALUES), () => one(SCRIPTS), () => letters(below(12))])();
  const prefix = () => one(["", "", "a.", "b.", "f.", "g.", "e1.", "e16.", "e17.", "e0."]);
  const pair = () => `${prefix()}${one([...ids, one(SCRIPTS)])}=${value()}`;
  const pairs = () => Array.from({ length: 1 + below(6) }, pair).join("&");
  const ways = [
    pairs,
    () => `${one(GOOD)}&${pairs()}`,
    // A letter more, less, or another.
    () => {
      const link = one(GOOD);
      const at = below(link.length);
      return link.slice(0, at) + letters(below(3)) + link.slice(at + below(3));
    },
    // A value of another kind.
    () => {
      const parts = one(GOOD).split("&");
      const at = below(parts.length);
      parts[at] = `${parts[at]?.split("=")[0]}=${value()}`;
      return parts.join("&");
    },
    // Two halves that do not belong together.
    () => one(GOOD).slice(0, 4 + below(30)) + one(GOOD).slice(below(30)),
    () => letters(below(200)),
    // Far too long.
    () => `v=1&stim=${Array.from({ length: below(400) }, decimal).join(",")}`,
    () => `v=1&${one(ids)}=${one(["9", "a", ",", "1,", "1-2:0,"]).repeat(below(9000))}`,
    () =>
      Array.from(
        { length: below(9) },
        () => `${one("abcdef")}.fiber=${one(["mrg", "c", "squid", "frog", "patch"])}`,
      ).join("&"),
  ];
  return one(ways)();
}

export { GOOD as GOOD_LINKS };
