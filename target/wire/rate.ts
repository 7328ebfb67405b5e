/** One rate: events are spaced evenly, and held up altogether while the target wants nobody. */
import { setTimeout as sleep } from "node:timers/promises";
import { Gate } from "./gate.js";

/** A timer that fires so much late loses no part of the rate; whoever is held up longer does not catch up in a burst, milliseconds. */
const FORGIVEN_LATENESS_MS = 20;
/** How often somebody who waits for the answer of another one looks whether it is there, milliseconds. */
const LOOK_MS = 5;

/** Spaces events evenly so that no more than a rate begin per second; what waits keeps its order. */
export class Rate {
  readonly #queue = new Gate(1);
  readonly #givenIntervalMs: number;
  #intervalMs: number;
  #next = 0;
  #pause: { until: number; hasScout: boolean } | undefined;

  /** @param perSecond events per second; absent: no limit */
  constructor(perSecond: number | undefined) {
    this.#givenIntervalMs = perSecond === undefined ? 0 : 1000 / perSecond;
    this.#intervalMs = this.#givenIntervalMs;
  }

  /** Whether anything is held back at all. */
  get limits(): boolean {
    return this.#intervalMs > 0 || this.#pause !== undefined;
  }

  /** Events per second; undefined: no limit. */
  get perSecond(): number | undefined {
    return this.#intervalMs === 0 ? undefined : 1000 / this.#intervalMs;
  }

  /**
   * Goes on with less.
   * @param perSecond events per second; a rate that is lower already stays
   */
  slowTo(perSecond: number): void {
    this.#intervalMs = Math.max(this.#intervalMs, 1000 / perSecond);
  }

  /**
   * Goes on with more, as far as the rate at the beginning allows.
   * @param perSecond events per second
   */
  quickenTo(perSecond: number): void {
    this.#intervalMs = Math.max(this.#givenIntervalMs, 1000 / perSecond);
  }

  /** Goes on as at the beginning. */
  restore(): void {
    this.#intervalMs = this.#givenIntervalMs;
  }

  /**
   * Lets nobody through until a moment, then one alone; the others follow when that one was answered well.
   * @param until milliseconds of the monotonic clock; an earlier one than that of a pause under way changes nothing but that the one who went
   * ahead was not answered well
   */
  pause(until: number): void {
    this.#pause = { until: Math.max(until, this.#pause?.until ?? 0), hasScout: false };
  }

  /** Hears that an event was answered well, and so ends a pause that it went through. */
  answered(startedAt: number): void {
    if (this.#pause !== undefined && startedAt >= this.#pause.until) this.#pause = undefined;
  }

  /** Hears that nothing is known of an event that began: another one may have to go ahead. */
  lost(): void {
    if (this.#pause !== undefined) this.#pause.hasScout = false;
  }

  /**
   * Goes on at the next moment that the rate allows.
   * @param events how many begin together; they wait until that many are due
   * @param go what begins the events, such as the way through a gate; the next moment is counted from its end
   */
  async pass(events: number, signal: AbortSignal | undefined, go: () => Promise<void> | undefined): Promise<void> {
    if (!this.limits) return go();
    await this.#queue.enter(1, signal);
    try {
      const due = await this.#due(events, signal);
      await this.#endOfPause(signal);
      await go();
      const now = performance.now();
      this.#next = (now - due > FORGIVEN_LATENESS_MS ? now : due) + this.#intervalMs;
    } catch (error) {
      this.lost();
      throw error;
    } finally {
      this.#queue.leave();
    }
  }

  /** @returns the moment at which the events are due, which has come */
  async #due(events: number, signal: AbortSignal | undefined): Promise<number> {
    const now = performance.now();
    const due = Math.max(now, this.#next + (events - 1) * this.#intervalMs);
    if (due > now) await sleep(due - now, undefined, { signal });
    return due;
  }

  async #endOfPause(signal: AbortSignal | undefined): Promise<void> {
    for (let pause = this.#pause; pause !== undefined; pause = this.#pause) {
      const left = pause.until - performance.now();
      if (left <= 0 && !pause.hasScout) {
        pause.hasScout = true;
        return;
      }
      await sleep(Math.max(left, LOOK_MS), undefined, { signal });
    }
  }
}
