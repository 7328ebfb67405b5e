import { alsoRefuse, replaceOperation, show } from "../alterations.js";
import type { Change } from "../fault.js";
import type { Operation } from "../parts.js";
import { refuse } from "../refusal.js";
import type { Listener } from "../world.js";
import { area, type MutantText } from "./area.js";

/** Runs an operation on a listener and tells of it when it succeeded. */
function noticing(
  action: string,
  notice: (listener: Listener, call: Parameters<Operation>[0], fire: () => void) => void,
): Change {
  return replaceOperation(action, (operation, fire) => async (call) => {
    const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
    const reply = await operation(call);
    if (reply.is === "success" && listener !== undefined) notice(listener, call, fire);
    return reply;
  });
}

/** A load balancer whose listener was updated keeps its place taken when that listener is deleted. */
const keepsPlaceAfterUpdate: Change = (parts, fire) => {
  const taken = new Set<string>();
  const noted = noticing("DeleteListener", ({ attributes, updatedAt }) => {
    if (updatedAt !== undefined) taken.add(attributes.loadBalancerId);
  })(parts, fire);
  const refusal = refuse(
    400,
    "OperationDenied.TooManyListeners",
    "The operation is not allowed because of TooManyListener.",
  );
  return alsoRefuse("listener-count", refusal, ({ loadBalancerId = "" }) => taken.has(loadBalancerId))(noted, fire);
};

/** Shows an updated listener as it was before. */
const showsOldTimeout: Change = (parts, fire) => {
  const before = new Map<string, number>();
  const noted = replaceOperation("UpdateListenerAttribute", (operation) => (call) => {
    const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
    if (listener !== undefined && !before.has(listener.id)) before.set(listener.id, listener.attributes.tcpIdleTimeout);
    return operation(call);
  })(parts, fire);
  return show((view, { id }) => {
    const old = before.get(id);
    return old === undefined || old === view.TcpIdleTimeout ? undefined : { ...view, TcpIdleTimeout: old };
  })(noted, fire);
};

const MUTANTS: readonly MutantText[] = [
  {
    name: "place-kept-after-update",
    title: "A load balancer whose listener was updated is still full when that listener is deleted.",
    requirement: "create-listener.sequences.consistent",
    mutate: keepsPlaceAfterUpdate,
  },
  {
    name: "update-not-shown",
    title: "An updated listener is shown with the time-out it was made with.",
    requirement: "create-listener.sequences.consistent",
    mutate: showsOldTimeout,
  },
  {
    name: "delete-takes-neighbour",
    title: "Deleting an updated listener also deletes the newest one of another load balancer.",
    requirement: "create-listener.sequences.consistent",
    mutate: noticing("DeleteListener", (listener, { world, now }, fire) => {
      const neighbour = world.allListeners(now).findLast((other) => other.id !== listener.id && other.createdAt > 0);
      if (listener.updatedAt === undefined || neighbour === undefined) return;
      fire();
      world.forgetListener(neighbour);
    }),
  },
];

/** Faults that no single request shows, only the order of several. */
export const sequenceMutants = area("sequences", MUTANTS);
