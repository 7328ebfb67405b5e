/** A map that forgets its oldest entries, so that a server that runs for months keeps a bounded memory. */
export class CappedMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #capacity: number;

  /** @param capacity entries kept at most */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** @returns the value, or undefined when it was never stored or is forgotten */
  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  /** Stores a value as the newest one; the oldest is dropped when the map is full. */
  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  /** Entries kept now. */
  get size(): number {
    return this.#entries.size;
  }
}
