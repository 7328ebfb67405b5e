/** Load balancers on which somebody else's listeners stand, in words that can be read again. */

/** Load balancers with the listeners on them that are meant. @param held ids of listeners by load balancer */
export function placesInWords(held: ReadonlyMap<string, string>): string {
  return [...held].map(([loadBalancerId, listenerId]) => `${before(loadBalancerId)}${listenerId})`).join(", ");
}

/** Whether a sentence that was made with `placesInWords` names a load balancer. */
export function namesPlace(sentence: string, loadBalancerId: string): boolean {
  return ` ${sentence}`.includes(` ${before(loadBalancerId)}`);
}

const before = (loadBalancerId: string) => `${loadBalancerId} (listener `;
