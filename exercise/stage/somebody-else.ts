/** What follows from somebody else's use of a load balancer that was lent to this run: it is no fault of the target, and touched by nobody. */

/** Raised where a case meets a listener that this run cannot have made: the case shows nothing, and its load balancer is used no more. */
export class SomebodyElse extends Error {
  constructor(loadBalancerId: string) {
    super(`somebody else uses ${loadBalancerId}`);
    this.name = "SomebodyElse";
  }
}

/**
 * Tells who uses load balancers of this run besides it.
 * @param strangers ids of the listeners that are not of this run, by load balancer
 * @returns one sentence, or `undefined` when nobody does
 */
export function strangersInWords(strangers: ReadonlyMap<string, string>): string | undefined {
  if (strangers.size === 0) return undefined;
  const places = [...strangers].map(([loadBalancerId, listenerId]) => `${loadBalancerId} (listener ${listenerId})`);
  return `somebody else uses ${places.join(", ")}`;
}
