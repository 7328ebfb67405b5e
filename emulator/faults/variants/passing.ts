/** Differences that pass by themselves: whoever asks again a moment later gets the usual answer. */
import { setTimeout as wait } from "node:timers/promises";
import { loadBalancerOf } from "../../server/listener/state-rules.js";
import { incorrectStatus, type Refusal, refuse } from "../../server/refusal.js";
import { all, insertRule, replaceOperation } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";

const PLACE_TAKEN_MS = 300;

const TOO_MANY = refuse(
  400,
  "OperationDenied.TooManyListeners",
  "The operation is not allowed because of TooManyListener.",
);

/**
 * Refuses creations and dry runs for a while after the deletion of a listener, though reads no longer find it.
 * @param before name of the rule that it is looked at before
 */
function placeFreeLater(before: string, refusal: (loadBalancerId: string) => Refusal): Change {
  return (parts, fire) => {
    const givenUpAt = new Map<string, number>();
    const noting = replaceOperation("DeleteListener", (operation) => async (call) => {
      const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
      const reply = await operation(call);
      if (reply.is === "success" && listener !== undefined) givenUpAt.set(listener.attributes.loadBalancerId, call.now);
      return reply;
    });
    const refusing = insertRule(before, {
      name: "place-given-up",
      check: (context) => {
        const id = loadBalancerOf(context)?.id ?? "";
        const since = givenUpAt.get(id);
        return since !== undefined && context.call.now - since < PLACE_TAKEN_MS ? refusal(id) : undefined;
      },
    });
    return all(noting, refusing)(parts, fire);
  };
}

const OFTEN = 50;

/** One request in fifty gets an error that is gone when it is repeated; reads get it too. */
function passesAtTimes(refusals: readonly Refusal[]): Change {
  return (parts, fire) => {
    let number = 0;
    return {
      ...parts,
      gatekeeper: (head) => {
        number += 1;
        const refusal = refusals[Math.floor(number / OFTEN) % refusals.length];
        if (number % OFTEN !== OFTEN - 1 || refusal === undefined) return parts.gatekeeper(head);
        fire();
        return refusal;
      },
    };
  };
}

const AGAIN = "The operation has failed. Please try again.";

const LOCKED_MS = 3;

/** While a request is under way on a load balancer, the others are refused for the lock that it holds. */
function locksOverlapping(refusal: Refusal): Change {
  return (parts, fire) => {
    const locked = new Set<string>();
    return replaceOperation("CreateListener", (operation) => async (call) => {
      const id = call.parameters.get("LoadBalancerId") ?? "";
      if (locked.has(id)) {
        fire();
        return { is: "refusal", refusal };
      }
      locked.add(id);
      await wait(LOCKED_MS);
      locked.delete(id);
      return operation(call);
    })(parts, fire);
  };
}

/** How such a lock is told, by the name of the variant. */
const LOCKS: Readonly<Record<string, Refusal>> = {
  "locks-overlapping-requests": refuse(409, "Conflict.Lock", "The operation is conflicted with another one."),
  "locks-overlapping-requests-400": refuse(400, "OperationFailed", "Another operation is in progress."),
  "locks-overlapping-requests-423": refuse(423, "ResourceLocked", "The resource is locked."),
  "locks-overlapping-requests-429": refuse(429, "TooManyRequests", "Another request on this resource is in progress."),
  "locks-overlapping-requests-503": refuse(503, "ResourceLocked", "Please wait."),
  "locks-overlapping-requests-429-in-no-words": refuse(429, "TooManyRequests", "Too many requests."),
  "locks-overlapping-requests-503-in-no-words": refuse(503, "ServiceUnavailable", "The service cannot answer now."),
};

const SIBLINGS = "sibling products document such errors, and their clients repeat what gets one";
const NO_DELETION = "the page does not speak of deletions";

/** Differences that are over a moment later. */
export const passingVariants: readonly VariantDescription[] = [
  {
    name: "place-free-later",
    title: "For 300 milliseconds after its deletion a listener counts, though reads no longer find it.",
    because: NO_DELETION,
    vary: placeFreeLater("listener-count", () => TOO_MANY),
  },
  {
    name: "place-busy-later",
    title: "For 300 milliseconds after a deletion the load balancer refuses listeners, though it reads as Active.",
    because: NO_DELETION,
    vary: placeFreeLater("load-balancer-status", (id) => incorrectStatus("LoadBalancer", id)),
  },
  {
    name: "passing-errors-400",
    title: "One request in fifty is answered 400 with a code that clients are meant to repeat.",
    because: SIBLINGS,
    vary: passesAtTimes([
      refuse(400, "LockFailed", AGAIN),
      refuse(400, "OperationFailed.ResourceIsConfiguring", AGAIN),
    ]),
  },
  {
    name: "passing-errors-409",
    title: "One request in fifty is answered 409 with a code that clients are meant to repeat.",
    because: SIBLINGS,
    vary: passesAtTimes([
      refuse(409, "Conflict.Lock", AGAIN),
      refuse(409, "TaskConflict", AGAIN),
      refuse(409, "ResourceInConfiguring.LoadBalancer", AGAIN),
    ]),
  },
  ...Object.entries(LOCKS).map(([name, refusal]) => ({
    name,
    title: `While a request is under way on a load balancer, others that reach it are answered ${refusal.status} ${refusal.code}.`,
    because: SIBLINGS,
    vary: locksOverlapping(refusal),
  })),
];
