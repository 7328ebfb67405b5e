/** Idle load balancers, each lent to one case at a time: a load balancer holds one listener only. */

/** Raised when a case needs more load balancers than are left. */
export class NoLoadBalancerLeft extends Error {
  constructor(needed: number, left: number) {
    super(`needs ${needed} idle load balancer${needed === 1 ? "" : "s"}, ${left} left`);
    this.name = "NoLoadBalancerLeft";
  }
}

/**
 * A pool that lends by place: case number n gets load balancer n modulo the size, waiting for it if need be, so that which case meets
 * which load balancer does not depend on timing.
 */
export class LoadBalancerPool {
  readonly #ids: readonly string[];
  readonly #retired = new Set<string>();
  /** Ends when the last borrower queued for the load balancer is done. */
  readonly #tails = new Map<string, Promise<void>>();

  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  /** Load balancers that can still be lent. */
  get left(): readonly string[] {
    return this.#ids.filter((id) => !this.#retired.has(id));
  }

  /** The load balancer that dry runs are put to; nothing is created while they run. */
  get first(): string | undefined {
    return this.left[0];
  }

  /** Takes a load balancer out: something is left on it that cannot be removed. */
  retire(id: string): void {
    this.#retired.add(id);
  }

  /**
   * Lends load balancers until `use` has ended.
   * @param slot number of the case
   * @param count how many
   * @param use what is done with them
   * @throws NoLoadBalancerLeft when fewer are left
   */
  async lend<T>(slot: number, count: number, use: (ids: readonly string[]) => Promise<T>): Promise<T> {
    const chosen = this.#choose(slot, count);
    const waits = chosen.map((id) => this.#tails.get(id) ?? Promise.resolve());
    const turn = openTurn();
    for (const [index, id] of chosen.entries()) {
      const before = waits[index] ?? Promise.resolve();
      this.#tails.set(
        id,
        before.then(() => turn.promise),
      );
    }
    try {
      await Promise.all(waits);
      // Others may have retired one while this case was waiting.
      if (chosen.some((id) => this.#retired.has(id))) return await this.#retry(slot, count, use, turn.done);
      return await use(chosen);
    } finally {
      turn.done();
    }
  }

  #choose(slot: number, count: number): readonly string[] {
    const left = this.left;
    if (left.length < count) throw new NoLoadBalancerLeft(count, left.length);
    return Array.from({ length: count }, (_, i) => left[(slot * count + i) % left.length] ?? "");
  }

  #retry<T>(slot: number, count: number, use: (ids: readonly string[]) => Promise<T>, release: () => void): Promise<T> {
    release();
    return this.lend(slot, count, use);
  }
}

interface Turn {
  readonly promise: Promise<void>;
  readonly done: () => void;
}

function openTurn(): Turn {
  let done = () => {};
  const promise = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { promise, done };
}
