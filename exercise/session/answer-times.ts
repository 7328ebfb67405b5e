/** How long a target takes for its answers. */

/** Answers that have to have come before anything is concluded. */
const KNOWN_AFTER = 50;
/** Milliseconds from which on, on average, a target is slow. */
const SLOW_MS = 1_000;

/** Counts them. */
export class AnswerTimes {
  #count = 0;
  #sumMs = 0;

  /** @param ms from the request to the end of its answer */
  note(ms: number): void {
    this.#count += 1;
    this.#sumMs += ms;
  }

  get meanMs(): number {
    return this.#sumMs / Math.max(1, this.#count);
  }

  /** Whether the target is so slow that a profile which is meant to be quick cannot be gone through. */
  get areSlow(): boolean {
    return this.#count >= KNOWN_AFTER && this.meanMs >= SLOW_MS;
  }
}
