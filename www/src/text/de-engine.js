// @ts-check
/** What the engine says of values that it cannot take, in German: its English words, with `{}` for values, and ours. */

/** @type {Record<`engine.${string}`, string>} */
export const engine = {
  "engine.{} to {}{}": "{} bis {}{}",
  "engine.whole numbers, {} to {}{}": "ganze Zahlen, {} bis {}{}",
  "engine.internodes or ranges of them, from 1, each with {} to {}{}: 3:50,8-12:0":
    "Internodien oder Bereiche davon, ab 1, mit je {} bis {}{}: 3:50,8-12:0",
  "engine.up to {} numbers joined by commas, each {} to {}{}":
    "bis zu {} Zahlen, durch Strichpunkte getrennt, je {} bis {}{}",
  "engine.nothing for {}": "nichts bei {}",
  "engine.the keys {}": "die Schlüssel {}",
  "engine.with a lane's prefix (a.{}) beside keys that have one":
    "mit der Bahn davor (a.{}), wo andere Schlüssel eine haben",
  "engine.up to {} bytes": "bis zu {} Bytes",
  "engine.up to {} bytes in the whole scenario": "bis zu {} Bytes im ganzen Szenario",
  "engine.up to {} compartments in all lanes: shorter or fewer fibers":
    "bis zu {} Kompartimente in allen Bahnen: kürzere oder weniger Fasern",
  "engine.{} compartments times steps: fewer, shorter or earlier stimuli, or shorter fibers":
    "{} Kompartimente mal Schritte: weniger, kürzere oder frühere Reize, oder kürzere Fasern",
  "engine.all, a to {}": "all, a bis {}",
  "engine.0 to {} mm, the end of the fiber": "0 bis {} mm, dem Ende der Faser",
  "engine.less than {} mm, where the picture ends": "weniger als {} mm, wo das Bild endet",
  "engine.internodes 1 to {}": "Internodien 1 bis {}",
  "engine.once": "einmal",
  "engine.{} bytes": "{} Bytes",
  "engine.{} compartments": "{} Kompartimente",
  "engine.{} compartments times steps": "{} Kompartimente mal Schritte",
  "engine.internode {}": "Internodium {}",
  "engine.a current in nA (amplitude): no pulse makes this fiber conduct":
    "ein Strom in nA (amplitude): kein Puls bringt diese Faser zum Leiten",
  "engine.a fiber: nothing travels along a patch": "eine Faser: in einem Stück Membran wandert nichts",
  "engine.mrg: only its myelin can be taken off": "mrg: nur deren Myelin lässt sich abnehmen",

  "engine.{} is used": "verwendet wird {}",
  "engine.the default is used": "verwendet wird der Standardwert",
  "engine.the last value is used": "verwendet wird der letzte Wert",
  "engine.it is ignored": "das wird übergangen",
  "engine.it is read as version {}": "gelesen wird es als Version {}",
  "engine.the default scene is shown": "gezeigt wird das Anfangsbild",
  "engine.the default lengths are used": "verwendet werden die Standardlängen",
  "engine.all is used": "verwendet wird all",
  "engine.the whole length is shown": "gezeigt wird die ganze Länge",
  "engine.the others are ignored": "die anderen werden übergangen",
};
