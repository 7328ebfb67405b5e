/** Calls that wait for an answer, by the check that made them. */
export class CallsUnderWay {
  readonly #counts = new Map<string, number>();

  /** Notes that a call of a check has begun, or has ended. */
  count(by: string, change: 1 | -1): void {
    this.#counts.set(by, (this.#counts.get(by) ?? 0) + change);
  }

  /** Whether nobody waits for an answer but these. */
  areOnlyOf(checks: ReadonlySet<string>): boolean {
    return [...this.#counts].every(([by, count]) => count <= 0 || checks.has(by));
  }
}
