/** What is on its way to a target at this moment: for whoever shows that a run is going on. Nothing is decided by it. */

/** What a request waits for, as words before its operation; what is told first comes first. */
const WAITS = {
  answer: "an answer to",
  throttled: "the end of a pause after throttling, to repeat",
  rate: "the rate to allow",
} as const;

type RequestWait = keyof typeof WAITS;

/** Counts what is sent and what is waited for, of one client or of several. */
export class Activity {
  #requests = 0;
  readonly #waits = new Map<string, { readonly is: RequestWait; readonly operation: string; count: number }>();

  /** Requests sent so far, each counted when it leaves. */
  get requests(): number {
    return this.#requests;
  }

  /** Notes a request that leaves. */
  sent(): void {
    this.#requests += 1;
  }

  /**
   * Notes a wait of a request.
   * @param is what it waits for
   * @param operation which is called
   * @param wait ends with the wait
   * @returns what the wait gives
   */
  async during<T>(is: RequestWait, operation: string, wait: Promise<T>): Promise<T> {
    const key = `${is} ${operation}`;
    const one = this.#waits.get(key) ?? { is, operation, count: 0 };
    this.#waits.set(key, one);
    one.count += 1;
    try {
      return await wait;
    } finally {
      one.count -= 1;
    }
  }

  /** What is waited for, answers first; `undefined`: nothing. */
  get inWords(): string | undefined {
    const waits = [...this.#waits.values()].filter(({ count }) => count > 0);
    const order = Object.keys(WAITS);
    const [first] = waits.sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || b.count - a.count);
    if (first === undefined) return undefined;
    const { is, operation, count } = first;
    return `${WAITS[is]} ${operation}${count === 1 ? "" : ` (${count} requests)`}`;
  }
}
