import { setTimeout as sleep } from "node:timers/promises";

/** Lets at most a fixed number of holders through at once; the rest wait in the order they came. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param width holders at once */
  constructor(width: number) {
    this.#free = width;
  }

  /**
   * Waits for a place. Every entry needs one `leave`.
   * @param signal gives up waiting; the promise then rejects with the signal's reason and no place is held
   */
  enter(signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", giveUp, { once: true });
      this.#waiting.push(proceed);
    });
  }

  /** Gives a place back. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Spaces events evenly so that no more than a rate begin per second. */
export class Rate {
  readonly #intervalMs: number;
  #next = 0;

  /** @param perSecond events per second; absent: no limit */
  constructor(perSecond: number | undefined) {
    this.#intervalMs = perSecond === undefined ? 0 : 1000 / perSecond;
  }

  /**
   * Waits for the next free moment.
   * @param signal gives up waiting; the promise then rejects
   */
  turn(signal?: AbortSignal): Promise<void> | undefined {
    if (this.#intervalMs === 0) return undefined;
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    return at === now ? undefined : sleep(at - now, undefined, { signal });
  }
}
