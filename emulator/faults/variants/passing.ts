/** Differences that pass by themselves: whoever asks again a moment later gets the usual answer. */
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
 * @param refusal how
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
];
