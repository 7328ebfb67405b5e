/** Who is next: whoever asks for the lowest depth, and among equals whoever asked first. What a turn is for is the stage's business. */

/** Something that waits for its turn. */
export interface Waiting {
  /** Number of the case among those of its clause, counted from 0. */
  readonly depth: number;
}

/** A queue by depth. Entering and leaving take logarithmic time (a binary heap). */
export class TurnQueue<W extends Waiting> {
  readonly #heap: { readonly waiting: W; readonly arrival: number }[] = [];
  #arrivals = 0;

  get length(): number {
    return this.#heap.length;
  }

  /** How many wait that a question is answered with yes for. */
  count(isMeant: (waiting: W) => boolean): number {
    return this.#heap.filter(({ waiting }) => isMeant(waiting)).length;
  }

  /** Whose turn is next; `undefined` when nobody waits. */
  get next(): W | undefined {
    return this.#heap[0]?.waiting;
  }

  enter(waiting: W): void {
    const entry = { waiting, arrival: this.#arrivals };
    this.#arrivals += 1;
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) return;
      this.#swap(place, above);
      place = above;
    }
  }

  /** Takes out whose turn is next. */
  takeNext(): W | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first?.waiting;
    this.#heap[0] = last;
    let place = 0;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let next = place;
      if (left < this.#heap.length && this.#isBefore(left, next)) next = left;
      if (right < this.#heap.length && this.#isBefore(right, next)) next = right;
      if (next === place) return first.waiting;
      this.#swap(place, next);
      place = next;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.waiting.depth < b.waiting.depth || (a.waiting.depth === b.waiting.depth && a.arrival < b.arrival);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
