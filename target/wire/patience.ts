/** For how long a target that throttles is waited for, and what is no longer waited for. */

import { floorMs, type Throttling } from "./throttling.js";

/** Attempts of one call, however short the waits between them. */
const MOST_ATTEMPTS = 12;

/** What came of waiting for a target that throttles. */
export interface GivenUp {
  /** Calls that were still throttled when the patience for them ended. */
  readonly calls: number;
  /** How many of them since the target last answered anything else, whatever was asked. */
  readonly inARow: number;
  /** For how long all its answers have been throttled ones, milliseconds; 0 when the last one was of another kind. */
  readonly throttledForMs: number;
}

/** A call that was put off. */
export interface PutOff {
  /** How often, the last time included. */
  readonly times: number;
  /** When the first time was, milliseconds of the monotonic clock. */
  readonly since: number;
}

/** Counts patience in time and in attempts, for each call and for each action. */
export class Patience {
  readonly #budgetMs: number;
  /** When each action began to answer nothing but throttled answers, milliseconds of the monotonic clock. */
  readonly #throttledSince = new Map<string, number>();
  #allThrottledSince: number | undefined;
  #calls = 0;
  #inARow = 0;

  /** @param budgetMs how long one call waits at most, and an action before it is held to be hopeless, milliseconds */
  constructor(budgetMs: number) {
    this.#budgetMs = budgetMs;
  }

  /** Hears that an action got an answer that is no throttled one. */
  answered(action: string): void {
    if (this.#allThrottledSince === undefined && this.#throttledSince.size === 0) return;
    this.#throttledSince.delete(action);
    this.#allThrottledSince = undefined;
    this.#inARow = 0;
  }

  /** Hears that an action got a throttled answer. */
  throttled(action: string, now: number): void {
    this.#allThrottledSince ??= now;
    if (!this.#throttledSince.has(action)) this.#throttledSince.set(action, now);
  }

  /** Whether an action, or all of them, have answered nothing else for longer than any call waits: nobody waits for it again, each call tries once. */
  isHopeless(action: string, now: number): boolean {
    const since = this.#throttledSince.get(action) ?? now;
    return now - Math.min(since, this.#allThrottledSince ?? now) > this.#budgetMs;
  }

  /**
   * How long a call waits before it is tried again.
   * @returns milliseconds; undefined when the patience for it has ended
   */
  delayMs(
    action: string,
    { times, since }: PutOff,
    { askedMs = 0, isExact }: Throttling,
    now: number,
  ): number | undefined {
    const left = this.#budgetMs - (now - since);
    const floor = floorMs(times - 1);
    const delay = Math.max(floor, askedMs);
    if (times >= MOST_ATTEMPTS || left < floor || this.isHopeless(action, now)) return undefined;
    // What a target asks for in a unit that nobody knows may be too long: there is one more try at the end of the patience.
    if (delay > left) return isExact ? undefined : left;
    return delay;
  }

  /** Counts a call for which the patience has ended. */
  giveUp(): void {
    this.#calls += 1;
    this.#inARow += 1;
  }

  /** @param now milliseconds of the monotonic clock */
  gaveUp(now: number): GivenUp {
    const throttledForMs = this.#allThrottledSince === undefined ? 0 : now - this.#allThrottledSince;
    return { calls: this.#calls, inARow: this.#inARow, throttledForMs };
  }
}
