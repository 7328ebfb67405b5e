/** The states of load balancers, server groups and listeners as functions of time. */
import type { LifeSpan, Listener, LoadBalancer, ServerGroup } from "./world.js";

/**
 * What state a resource is in, worked out from when things happened to it: no timer runs for any of them.
 * `now` is monotonic milliseconds.
 */
export interface LifeCycle extends LifeSpan {
  listenerStatus(listener: Listener, now: number): string;
  loadBalancerStatus(loadBalancer: LoadBalancer, listeners: readonly Listener[], now: number): string;
  serverGroupStatus(serverGroup: ServerGroup, now: number): string;
}

/**
 * The documented transitions, each taking the same time.
 * @param transitionMs milliseconds from one state to the next
 */
export function correctLifeCycle(transitionMs: number): LifeCycle {
  const inTransition = (since: number | undefined, now: number) => since !== undefined && now - since < transitionMs;
  return {
    listenerStatus: (listener, now) => {
      if (listener.deletedAt !== undefined) return "Deleting";
      if (inTransition(listener.createdAt, now)) return "Provisioning";
      return inTransition(listener.updatedAt, now) ? "Configuring" : "Running";
    },
    listenerGone: (listener, now) => listener.deletedAt !== undefined && !inTransition(listener.deletedAt, now),
    loadBalancerStatus: (loadBalancer, _listeners, now) =>
      loadBalancer.fixedStatus ?? (inTransition(loadBalancer.createdAt, now) ? "Provisioning" : "Active"),
    serverGroupStatus: (serverGroup, now) =>
      serverGroup.fixedStatus ?? (inTransition(serverGroup.createdAt, now) ? "Creating" : "Available"),
  };
}
