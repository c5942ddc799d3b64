// @ts-check
/**
 * The sound of spikes, on request, as a physiologist's loudspeaker gives it: a click wherever a spike arrives at a node, or at
 * one of the places of a bare axon that are listened to. It is heard from where on the figure it is.
 */
import "../first.js";
import "../text/later.js";
import { t } from "../text/text.js";
import { byId } from "./dom.js";

/** @import { App, View } from "../app.js" */
/** @import { SpikeEvent } from "../types.js" */

/** A click: a burst that falls by 1/e within this time, s, and is over after some of them. */
const CLICK = { decayS: 0.0012, lengthS: 0.008 };
/** Pitch of the first lane's click, Hz, and the ratio from lane to lane: a fifth. */
const PITCH = { firstHz: 880, ratio: 2 / 3 };
/** Loudness of one click; many at once add up. */
const GAIN = 0.25;
/** Most clicks of a frame: more are not heard apart. */
const MOST = 12;

/** @implements {View} */
export class Sound {
  #button = byId("sound", HTMLButtonElement);
  /** @type {AudioContext | null} */
  #audio = null;
  /** Clicks by lane. @type {AudioBuffer[]} */
  #clicks = [];

  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.#button.addEventListener("click", () => this.#toggle());
    // It is made when that is pressed for the first time.
    this.#toggle();
  }

  show() {
    if (this.#audio?.state !== "running") return;
    const events = this.app.store.takeEvents();
    for (const event of events.slice(-MOST)) this.#click(this.#audio, event);
  }

  /** Browsers let a page sound only once it has been pressed. */
  async #toggle() {
    if (this.#audio) {
      await this.#audio.close();
      this.#audio = null;
    } else {
      const audio = new AudioContext();
      this.#clicks = Array.from({ length: 6 }, (_, lane) =>
        click(audio, PITCH.firstHz * PITCH.ratio ** lane),
      );
      // What happened before is past.
      this.app.store.takeEvents();
      await audio.resume();
      this.#audio = audio;
    }
    this.#button.setAttribute("aria-pressed", String(this.#audio !== null));
    this.#button.title = t(this.#audio ? "action.sound-off" : "action.sound-on");
  }

  /** @param {AudioContext} audio @param {SpikeEvent} event */
  #click(audio, event) {
    const source = new AudioBufferSourceNode(audio, { buffer: this.#clicks[event.lane] ?? null });
    const place = event.position_um / this.app.store.lengthUm;
    source
      .connect(new StereoPannerNode(audio, { pan: Math.max(-1, Math.min(1, 2 * place - 1)) }))
      .connect(new GainNode(audio, { gain: GAIN }))
      .connect(audio.destination);
    source.start();
  }
}

/** @param {AudioContext} audio @param {number} hz */
function click(audio, hz) {
  const length = Math.ceil(CLICK.lengthS * audio.sampleRate);
  const buffer = new AudioBuffer({ length, sampleRate: audio.sampleRate });
  const samples = buffer.getChannelData(0);
  for (let k = 0; k < length; k++) {
    const s = k / audio.sampleRate;
    samples[k] = Math.exp(-s / CLICK.decayS) * Math.sin(2 * Math.PI * hz * s);
  }
  return buffer;
}
