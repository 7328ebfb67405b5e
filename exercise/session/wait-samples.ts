/** Samples of named waits, milliseconds; bounded per name, keeping the longest. */
export class WaitSamples {
  readonly #samples = new Map<string, number[]>();
  static readonly #KEPT = 500;

  /** Adds how long a wait took. */
  add(name: string, ms: number): void {
    const list = this.#samples.get(name) ?? [];
    list.push(Math.round(ms * 10) / 10);
    if (list.length > WaitSamples.#KEPT) list.sort((a, b) => b - a).length = WaitSamples.#KEPT - WaitSamples.#KEPT / 5;
    this.#samples.set(name, list);
  }

  /** All samples by name. */
  all(): Record<string, number[]> {
    return Object.fromEntries(this.#samples);
  }
}
