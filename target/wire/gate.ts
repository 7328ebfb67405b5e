/** How many calls may be under way at once, and who is next. */

interface Waiting {
  readonly places: number;
  readonly proceed: () => void;
}

/** Lets at most a fixed number of holders through at once; the rest wait in the order they came, whatever they want. */
export class Gate {
  readonly #width: number;
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(width: number) {
    this.#width = width;
    this.#free = width;
  }

  /**
   * How many places somebody gets who asks for a number of them.
   * @param wanted places; the whole gate where it is narrower
   */
  placesFor(wanted: number): number {
    return Math.min(wanted, this.#width);
  }

  /**
   * Waits for places, all of them or none. Each needs one `leave`.
   * @param places how many, at most the width of the gate
   * @param signal gives up waiting; the promise then rejects with the signal's reason and no place is held
   * @returns undefined when they are held already
   */
  enter(places = 1, signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    // Who came earlier goes first, or one that wants many places would wait for ever.
    if (this.#waiting.length === 0 && this.#free >= places) {
      this.#free -= places;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const waiting = { places, proceed };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason);
        this.#admit();
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Gives a place back. */
  leave(): void {
    this.#free += 1;
    this.#admit();
  }

  #admit(): void {
    for (let [next] = this.#waiting; next !== undefined && next.places <= this.#free; [next] = this.#waiting) {
      this.#waiting.shift();
      this.#free -= next.places;
      next.proceed();
    }
  }
}
