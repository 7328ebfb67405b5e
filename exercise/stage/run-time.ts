/** The time of a run, as the stage counts it. */

/** Counts from when it is made. */
export class RunTime {
  readonly #openedAt = performance.now();
  readonly #deepeningMs: number;
  readonly #limitMs: number;
  #stopped = false;
  #stoppedBecause: string | undefined;

  /**
   * @param deepeningMs milliseconds after which no case beyond the essential ones is begun that needs a load balancer for itself
   * @param limitMs milliseconds after which nothing is begun; absent: no bound
   */
  constructor(deepeningMs: number, limitMs = Number.POSITIVE_INFINITY) {
    this.#deepeningMs = deepeningMs;
    this.#limitMs = limitMs;
  }

  get elapsedMs(): number {
    return performance.now() - this.#openedAt;
  }

  /** Milliseconds that are left of the run; infinite without a bound. */
  get leftMs(): number {
    return this.#stopped ? 0 : Math.max(0, this.#limitMs - this.elapsedMs);
  }

  /** Milliseconds that are left for deeper cases. */
  get deepeningLeftMs(): number {
    return Math.max(0, this.#deepeningMs - this.elapsedMs);
  }

  get isOver(): boolean {
    return this.leftMs <= 0;
  }

  /**
   * Whether the time for deeper cases is over.
   * @param besides milliseconds in which they were held up
   */
  isTooLateToDeepen(besides: number): boolean {
    return this.elapsedMs > this.#deepeningMs + besides;
  }

  /** Why it was ended before its time, where that is not for whoever started the run. */
  get stoppedBecause(): string | undefined {
    return this.#stoppedBecause;
  }

  /** Ends it. */
  stop(because: string | undefined): void {
    if (!this.#stopped) this.#stoppedBecause = because;
    this.#stopped = true;
  }
}
