/** What no two conversations of a run may have in common, such as nonces: within bounds, and the first that came again. */

const KEPT = 50_000;

/** Notes texts with the conversation that they were seen in. */
export class OnceOnly {
  readonly #owners = new Map<string, string>();
  #again: string | undefined;

  /** The first text that came in two conversations. */
  get again(): string | undefined {
    return this.#again;
  }

  /**
   * Notes what was seen; texts that come again in the same conversation are left to its own check.
   * @param texts empty ones say nothing
   * @param owner access key of the conversation
   */
  note(texts: readonly string[], owner: string): void {
    for (const text of texts) {
      if (text === "") continue;
      const known = this.#owners.get(text);
      if (known === undefined && this.#owners.size < KEPT) this.#owners.set(text, owner);
      if (known !== undefined && known !== owner) this.#again ??= text;
    }
  }
}
