/** Beats for a part of a run while it goes on, from its preparation to the end of its clean-up. */
import { type Pulse, writePulse } from "../evidence/pulse.js";

/** Milliseconds between beats. */
const BEAT_MS = 250;

export class Heart {
  readonly #file: string;
  readonly #look: () => Omit<Pulse, "over">;
  readonly #timer: NodeJS.Timeout;

  /**
   * Begins to beat.
   * @param file where to; absolute path
   * @param look gives what there is to tell
   */
  constructor(file: string, look: () => Omit<Pulse, "over">) {
    this.#file = file;
    this.#look = look;
    this.#timer = setInterval(() => this.#beat(false), BEAT_MS);
    this.#timer.unref();
  }

  /** The part has cleaned up. */
  stop(): void {
    clearInterval(this.#timer);
    this.#beat(true);
  }

  #beat(over: boolean): void {
    writePulse(this.#file, { ...this.#look(), over });
  }
}
