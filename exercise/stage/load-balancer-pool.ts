/** Idle load balancers, each lent to one case at a time: a load balancer holds one listener only. */

/** Raised when a case needs more load balancers than are left. */
export class NoLoadBalancerLeft extends Error {
  /** Whether there were never enough, as opposed to some having been taken out. */
  readonly never: boolean;
  constructor(needed: number, left: number, supplied: number) {
    super(`needs ${needed} idle load balancer${needed === 1 ? "" : "s"}, ${left} of ${supplied} left`);
    this.name = "NoLoadBalancerLeft";
    this.never = supplied < needed;
  }
}

/** Number of load balancers from which on one of them is kept apart for dry runs. */
const KEPT_APART_FROM = 3;

/**
 * A pool that lends by place: case number n gets load balancer n modulo the size, waiting for it if need be, so that which case meets
 * which load balancer does not depend on timing.
 */
export class LoadBalancerPool {
  readonly #ids: readonly string[];
  readonly #retired = new Set<string>();
  /** Ends when the last borrower queued for the load balancer is done. */
  readonly #tails = new Map<string, Promise<void>>();

  /** Clean-ups that go on after their case has ended. */
  readonly #restoring = new Set<Promise<void>>();

  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  /** Load balancers that can still be lent. */
  get left(): readonly string[] {
    return this.#ids.filter((id) => !this.#retired.has(id));
  }

  /** The load balancer that dry runs are put to. It is kept apart where there are enough. */
  get first(): string | undefined {
    return this.left[0];
  }

  /** Waits until everything that was lent is idle again. */
  async restored(): Promise<void> {
    while (this.#restoring.size > 0) await Promise.all(this.#restoring);
  }

  /** Takes a load balancer out: something is left on it that cannot be removed. */
  retire(id: string): void {
    this.#retired.add(id);
  }

  /**
   * Lends load balancers until `use` has ended. They are made idle again after that; where one is kept apart for dry runs, only
   * the next borrower waits for it.
   * @param slot number of the case
   * @param count how many
   * @param use what is done with them
   * @param restore makes them idle again; must not reject
   * @throws NoLoadBalancerLeft when fewer are left
   */
  async lend<T>(
    slot: number,
    count: number,
    use: (ids: readonly string[]) => Promise<T>,
    restore: () => Promise<void> = () => Promise.resolve(),
  ): Promise<T> {
    const chosen = this.#choose(slot, count);
    const waits = chosen.map((id) => this.#tails.get(id) ?? Promise.resolve());
    const turn = openTurn();
    for (const [index, id] of chosen.entries()) {
      const before = waits[index] ?? Promise.resolve();
      const tail = before.then(() => turn.promise);
      this.#tails.set(id, tail);
    }
    await Promise.all(waits);
    // Others may have retired one while this case was waiting.
    if (chosen.some((id) => this.#retired.has(id))) {
      turn.done();
      return this.lend(slot, count, use, restore);
    }
    try {
      return await use(chosen);
    } finally {
      const restoring = restore().finally(() => {
        turn.done();
        this.#restoring.delete(restoring);
      });
      this.#restoring.add(restoring);
      if (this.#ids.length < KEPT_APART_FROM) await restoring;
    }
  }

  #choose(slot: number, count: number): readonly string[] {
    const { left } = this;
    // The last ones left after others had to be taken out still serve for dry runs.
    const keepsFirst = this.#ids.length >= KEPT_APART_FROM && (left.length > count || this.#retired.size > 0);
    const lendable = keepsFirst ? left.slice(1) : left;
    if (lendable.length < count) throw new NoLoadBalancerLeft(count, lendable.length, this.#ids.length);
    return Array.from({ length: count }, (_, i) => lendable[(slot * count + i) % lendable.length] ?? "");
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
