/** What follows from somebody else's use of a load balancer that was lent to this run: it is no fault of the target, and touched by nobody. */

import type { ListenerView } from "../../contract/listener.js";
import type { Attempts } from "../../target/ledger/attempts.js";

/** Raised where a case meets a listener that this run cannot have made: the case shows nothing, and its load balancer is used no more. */
export class SomebodyElse extends Error {
  constructor(loadBalancerId: string) {
    super(`somebody else uses ${loadBalancerId}`);
    this.name = "SomebodyElse";
  }
}

/** What is known of the listeners of a run. */
interface OwnListeners {
  /** Whether the target announced a listener of this id to the run. */
  wasAnnounced(id: string): boolean;
  readonly attempts: Attempts;
  /** Listeners of others, by load balancer. */
  readonly strangers: ReadonlyMap<string, string>;
}

/**
 * A listener that somebody else has made, among those on a load balancer that was lent to this run.
 * @param own what the run has made and asked for
 * @param loadBalancerId where they stand
 * @param views listeners as read
 * @returns its id
 */
export function strangerAmong(
  own: OwnListeners,
  loadBalancerId: string,
  views: readonly ListenerView[],
): string | undefined {
  const isForeign = (view: ListenerView) =>
    view.listenerId !== undefined &&
    !own.wasAnnounced(view.listenerId) &&
    !own.attempts.mayHaveMade(loadBalancerId, view, own.strangers.size > 0);
  return views.find(isForeign)?.listenerId;
}

/**
 * Tells who uses load balancers of this run besides it.
 * @param strangers ids of the listeners that are not of this run, by load balancer
 * @returns one sentence, or `undefined` when nobody does
 */
export function strangersInWords(strangers: ReadonlyMap<string, string>): string | undefined {
  return strangers.size === 0 ? undefined : `somebody else uses ${placesInWords(strangers)}`;
}

/** Load balancers with the listeners on them that are meant. @param held ids of listeners by load balancer */
export function placesInWords(held: ReadonlyMap<string, string>): string {
  return [...held].map(([loadBalancerId, listenerId]) => `${loadBalancerId} (listener ${listenerId})`).join(", ");
}
