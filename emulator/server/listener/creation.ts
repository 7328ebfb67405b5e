/** CreateListener itself: token, rules, dry run, and the listener that is made. */
import { randomBytes } from "node:crypto";
import type { CreateContext, Creation, Operation, Rule } from "../parts.js";
import { DRY_RUN_OPERATION, type Refusal } from "../refusal.js";
import type { Listener } from "../world.js";
import { recall, remember } from "./idempotency.js";
import { isDryRun } from "./request.js";
import { effectiveTimeout } from "./state-rules.js";

export const correctCreation: Creation = {
  refused: (refusal) => ({ is: "refusal", refusal }),
  dryRunPassed: () => ({ is: "refusal", refusal: DRY_RUN_OPERATION }),
  create: (context) => ({ is: "success", body: { ListenerId: commit(context).id } }),
  attributesOf: (request) => ({
    loadBalancerId: request.loadBalancerId ?? "",
    serverGroupId: request.serverGroupId ?? "",
    description: request.description,
    tcpIdleTimeout: effectiveTimeout(request.tcpIdleTimeout),
    tags: request.tags.map(({ key = "", value = "" }) => ({ key, value })),
  }),
  newListenerId: () => newId("lsn"),
};

/**
 * An id like the product's own.
 * @param prefix kind of resource, for example `lsn`
 */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(9).toString("hex")}`;
}

/** Makes the listener of a request and remembers its token. */
export function commit(context: CreateContext): Listener {
  const { call, request } = context;
  const { creation } = call.parts;
  const listener: Listener = {
    id: creation.newListenerId(),
    attributes: creation.attributesOf(request),
    createdAt: call.now,
  };
  call.world.addListener(listener);
  remember(context, listener.id);
  return listener;
}

/** The first refusal of a sequence of rules. */
export function firstRefusal(rules: readonly Rule[], context: CreateContext): Refusal | undefined {
  for (const rule of rules) {
    const refusal = rule.check(context);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Checks the request, then its client token, then the world; creates last. */
export const createListener: Operation = (call) => {
  const { parts } = call;
  const context: CreateContext = { call, request: parts.readRequest(call.parameters) };
  const ofRequest = firstRefusal(parts.requestRules, context);
  if (ofRequest !== undefined) return parts.creation.refused(ofRequest, context);
  const dryRun = isDryRun(context.request);
  const earlier = dryRun ? undefined : recall(context);
  if (earlier !== undefined) return earlier;
  const ofWorld = firstRefusal(parts.stateRules, context);
  if (ofWorld !== undefined) return parts.creation.refused(ofWorld, context);
  return dryRun ? parts.creation.dryRunPassed(context) : parts.creation.create(context);
};
