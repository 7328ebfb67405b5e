/** The verb for targets whose load balancers take more than one listener. */
import { loadBalancerOf } from "../server/listener/state-rules.js";
import { spare } from "./alterations.js";
import type { Change } from "./fault.js";

/**
 * Load balancers take so many listeners.
 * @param count more than one
 */
export function takes(count: number): Change {
  return spare("listener-count", (_, context) => {
    const loadBalancer = loadBalancerOf(context);
    const { world, now } = context.call;
    return loadBalancer !== undefined && world.listenersOf(loadBalancer, now).length < count;
  });
}
