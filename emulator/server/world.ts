/** What exists in the emulator: load balancers, server groups and listeners. In what state they are is in life-cycle.ts. */

/** Key and value as they were stored. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Times are milliseconds of one monotonic clock. */
export interface LoadBalancer {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
  readonly zoneMappings: readonly { readonly zoneId: string; readonly vSwitchId: string }[];
  readonly createdAt: number;
  /** A state it stays in for ever, for seeded situations. */
  readonly fixedStatus?: string;
  readonly businessStatus: "Normal" | "FinancialLocked";
  readonly listenerIds: Set<string>;
  tags: readonly Tag[];
}

export interface ServerGroup {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
  readonly type: string;
  readonly scheduler: string;
  readonly createdAt: number;
  readonly fixedStatus?: string;
  /** Its backend addresses clash with others: no listener can be given to it. */
  readonly ipInUse: boolean;
  tags: readonly Tag[];
}

/** What a caller chose of a listener. */
export interface ListenerAttributes {
  readonly loadBalancerId: string;
  readonly serverGroupId: string;
  readonly description?: string;
  /** Seconds. */
  readonly tcpIdleTimeout: number;
  readonly tags: readonly Tag[];
}

export interface Listener {
  readonly id: string;
  attributes: ListenerAttributes;
  readonly createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
}

/** Tells when a listener has come to its end. */
export interface LifeSpan {
  /** Whether the deletion of a listener is over; `now` is monotonic milliseconds. */
  listenerGone(listener: Listener, now: number): boolean;
}

/** Resources of each kind held at most. */
const QUOTA = 10_000;

/** Everything that exists, and nothing that no longer does. */
export class World {
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly serverGroups = new Map<string, ServerGroup>();
  readonly #listeners = new Map<string, Listener>();
  readonly #lifeSpan: LifeSpan;

  constructor(lifeSpan: LifeSpan) {
    this.#lifeSpan = lifeSpan;
  }

  /** Whether another load balancer or server group fits in. */
  hasRoomFor(kind: "loadBalancers" | "serverGroups"): boolean {
    return this[kind].size < QUOTA;
  }

  /** Puts a listener on its load balancer. */
  addListener(listener: Listener): void {
    this.#listeners.set(listener.id, listener);
    this.loadBalancers.get(listener.attributes.loadBalancerId)?.listenerIds.add(listener.id);
  }

  /** Takes a listener out of the world at once. */
  forgetListener(listener: Listener): void {
    this.#listeners.delete(listener.id);
    this.loadBalancers.get(listener.attributes.loadBalancerId)?.listenerIds.delete(listener.id);
  }

  /**
   * Looks a listener up; one whose deletion is over is forgotten here.
   * @param now monotonic milliseconds
   */
  listener(id: string, now: number): Listener | undefined {
    const listener = this.#listeners.get(id);
    if (listener === undefined || !this.#lifeSpan.listenerGone(listener, now)) return listener;
    this.forgetListener(listener);
    return undefined;
  }

  /**
   * Listeners of one load balancer.
   * @param now monotonic milliseconds
   */
  listenersOf(loadBalancer: LoadBalancer, now: number): Listener[] {
    return this.#existing(loadBalancer.listenerIds, now);
  }

  /**
   * All listeners.
   * @param now monotonic milliseconds
   */
  allListeners(now: number): Listener[] {
    return this.#existing(this.#listeners.keys(), now);
  }

  #existing(ids: Iterable<string>, now: number): Listener[] {
    return [...ids].map((id) => this.listener(id, now)).filter((listener) => listener !== undefined);
  }
}
