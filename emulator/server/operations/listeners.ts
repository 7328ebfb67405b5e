/** Reading, listing, updating and deleting listeners. */
import { readTags } from "../listener/request.js";
import { requestRules } from "../listener/request-rules.js";
import { effectiveTimeout, timeoutConflict } from "../listener/state-rules.js";
import type { Call, Operation, Reply } from "../parts.js";
import { illegalParameter, incorrectStatus, notFound, type Refusal } from "../refusal.js";
import type { Listener } from "../world.js";
import { hasTags, paged, readArray, refuseWith, requiring, succeed, unlessDryRun } from "./neighbour.js";

const IDS_PER_FILTER = 20;

/** Calls back with the listener a call names. */
function ofListener(operation: (call: Call, listener: Listener) => Reply): Operation {
  return requiring(["ListenerId"], (call) => {
    const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
    return listener === undefined ? refuseWith(notFound("Listener")) : operation(call, listener);
  });
}

export const getListenerAttribute: Operation = ofListener((call, listener) =>
  succeed({ ...call.parts.presenter.listener(listener, call), RegionId: call.region }),
);

/** Filters of different kinds narrow each other; ids of one kind widen. */
export const listListeners: Operation = (call) => {
  const loadBalancerIds = readArray(call.parameters, "LoadBalancerIds");
  const listenerIds = readArray(call.parameters, "ListenerIds");
  const tags = readTags(call.parameters);
  if (loadBalancerIds.length > IDS_PER_FILTER) return refuseWith(illegalParameter("LoadBalancerIds"));
  if (listenerIds.length > IDS_PER_FILTER) return refuseWith(illegalParameter("ListenerIds"));
  const listeners = candidates(call, loadBalancerIds).filter(
    ({ id, attributes }) => (listenerIds.length === 0 || listenerIds.includes(id)) && hasTags(attributes.tags, tags),
  );
  return paged(call, listeners, (listener) => call.parts.presenter.listedListener(listener, call), "Listeners");
};

function candidates(call: Call, loadBalancerIds: readonly string[]): Listener[] {
  if (loadBalancerIds.length === 0) return call.world.allListeners(call.now);
  return [...new Set(loadBalancerIds)].flatMap((id) => {
    const loadBalancer = call.world.loadBalancers.get(id);
    return loadBalancer === undefined ? [] : call.world.listenersOf(loadBalancer, call.now);
  });
}

export const deleteListener: Operation = ofListener((call, listener) => {
  const refusal = notChangeable(call, listener);
  if (refusal !== undefined) return refuseWith(refusal);
  return unlessDryRun(call, () => {
    listener.deletedAt = call.now;
    return succeed();
  });
});

export const updateListenerAttribute: Operation = ofListener((call, listener) => {
  const refusal = updateRefusal(call, listener);
  if (refusal !== undefined) return refuseWith(refusal);
  return unlessDryRun(call, () => {
    const { parameters } = call;
    const timeout = parameters.get("TcpIdleTimeout");
    listener.attributes = {
      ...listener.attributes,
      serverGroupId: parameters.get("ServerGroupId") ?? listener.attributes.serverGroupId,
      description: parameters.get("ListenerDescription") ?? listener.attributes.description,
      tcpIdleTimeout: timeout === undefined ? listener.attributes.tcpIdleTimeout : effectiveTimeout(timeout),
    };
    listener.updatedAt = call.now;
    return succeed();
  });
});

/** Only a Running listener can be deleted or updated. */
function notChangeable(call: Call, listener: Listener): Refusal | undefined {
  const status = call.parts.lifeCycle.listenerStatus(listener, call.now);
  return status === "Running" ? undefined : incorrectStatus("Listener", listener.id);
}

const RULES_SHARED_WITH_CREATE = requestRules.filter(({ name }) =>
  /^(dry-run|tcp-idle-timeout|description)-/.test(name),
);

function updateRefusal(call: Call, listener: Listener): Refusal | undefined {
  const { parameters } = call;
  const context = { call, request: call.parts.readRequest(parameters) };
  for (const rule of RULES_SHARED_WITH_CREATE) {
    const refusal = rule.check(context);
    if (refusal !== undefined) return refusal;
  }
  const serverGroup = call.world.serverGroups.get(parameters.get("ServerGroupId") ?? listener.attributes.serverGroupId);
  if (serverGroup === undefined) return notFound("ServerGroup");
  const timeout = parameters.get("TcpIdleTimeout");
  const seconds = timeout === undefined ? listener.attributes.tcpIdleTimeout : effectiveTimeout(timeout);
  return timeoutConflict(serverGroup, seconds) ?? notChangeable(call, listener);
}
