/** What follows from somebody else's use of a load balancer that was lent to this run: it is no fault of the target, and touched by nobody. */

import type { ListenerView } from "../../contract/listener.js";
import { placesInWords } from "../../contract/places.js";
import type { Attempts } from "../../target/ledger/attempts.js";

/** Raised where a case meets a listener that this run cannot have made: the case shows nothing, and its load balancer is used no more. */
export class SomebodyElse extends Error {
  constructor(loadBalancerId: string) {
    super(`somebody else uses ${loadBalancerId}`);
    this.name = "SomebodyElse";
  }
}

/** Places at which a case is tried, one after another, where somebody else uses them. */
const PLACES_TRIED = 3;

/**
 * Puts a case to another place where somebody else turned out to use the one that it had.
 * @param put puts it to the next place
 * @param isThereOne whether there is another one
 */
export async function onAnotherPlace<T>(put: () => Promise<T>, isThereOne: () => boolean): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await put();
    } catch (error) {
      if (!(error instanceof SomebodyElse) || tried >= PLACES_TRIED || !isThereOne()) throw error;
    }
  }
}

/** What is known of the listeners of a run. */
export interface OwnListeners {
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
    !own.attempts.mayHaveMade(loadBalancerId, view, own.strangers.has(loadBalancerId));
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
