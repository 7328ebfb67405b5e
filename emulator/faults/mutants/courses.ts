/** Mutants that only sequences of requests, or overlapping ones, bring to light. */
import { setTimeout as wait } from "node:timers/promises";
import { recall } from "../../server/listener/idempotency.js";
import { isDryRun } from "../../server/listener/request.js";
import { loadBalancerOf } from "../../server/listener/state-rules.js";
import type { Call, CreateContext, TokenUse } from "../../server/parts.js";
import { notFound, refuse } from "../../server/refusal.js";
import { all, onRefusal, replaceOperation } from "../alterations.js";
import type { Change, Fire } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Milliseconds for which a fault is open to requests that overlap. */
const GAP_MS = 10;

const FULL = refuse(
  400,
  "OperationDenied.TooManyListeners",
  "The operation is not allowed because of TooManyListener.",
);

/** A replay goes on as a new request once something has happened to its listener. */
function forgetsTokenAfter(happened: (use: TokenUse, context: CreateContext) => boolean): Change {
  return (parts, fire) => ({
    ...parts,
    tokens: {
      ...parts.tokens,
      replay: (use, context) => {
        if (!happened(use, context)) return parts.tokens.replay(use, context);
        fire();
        return undefined;
      },
    },
  });
}

function forgetsTokenAfterRefusedSecond(): Change {
  return (parts, fire) => {
    const disturbed = new Set<string>();
    const noting = onRefusal(({ call, request, ...rest }, { code }) => {
      const loadBalancer =
        code === FULL.code && !isDryRun(request) ? loadBalancerOf({ call, request, ...rest }) : undefined;
      for (const { id } of loadBalancer === undefined ? [] : call.world.listenersOf(loadBalancer, call.now)) {
        disturbed.add(id);
      }
      return false;
    });
    return all(
      noting,
      forgetsTokenAfter(({ listenerId }) => disturbed.has(listenerId)),
    )(parts, fire);
  };
}

/** A creation takes its time, and turns others away meanwhile; replays that wait for it are then turned away with them. */
const replaysShareTheRefusal: Change = (parts, fire: Fire) => {
  const underWay = new Map<string, { readonly token: string | undefined; disputed: boolean }>();
  return {
    ...parts,
    creation: {
      ...parts.creation,
      create: async (context) => {
        const id = context.request.loadBalancerId ?? "";
        const token = context.request.clientToken;
        const first = underWay.get(id);
        if (first === undefined) {
          underWay.set(id, { token, disputed: false });
          await wait(GAP_MS);
          const reply = await parts.creation.create(context);
          setImmediate(() => underWay.delete(id));
          return reply;
        }
        if (first.token !== token) {
          first.disputed = true;
          return { is: "refusal", refusal: FULL };
        }
        await wait(GAP_MS);
        const replayed = recall(context);
        if (replayed === undefined || !first.disputed) return replayed ?? parts.creation.create(context);
        fire();
        return { is: "refusal", refusal: FULL };
      },
    },
  };
};

/** Requests that are being turned away lock the load balancer: what stands on it is not found meanwhile. */
const hidesListenerDuringRefusals: Change = (parts, fire) => {
  const locked = new Map<string, number>();
  const count = (id: string, difference: number) => locked.set(id, (locked.get(id) ?? 0) + difference);
  const locking = replaceOperation("CreateListener", (operation) => async (call: Call) => {
    const reply = await operation(call);
    if (reply.is !== "refusal" || reply.refusal.code !== FULL.code) return reply;
    const id = call.parameters.get("LoadBalancerId") ?? "";
    count(id, 1);
    await wait(GAP_MS * 6);
    count(id, -1);
    return reply;
  });
  const hiding = replaceOperation("GetListenerAttribute", (operation) => (call: Call) => {
    const listener = call.world.listener(call.parameters.get("ListenerId") ?? "", call.now);
    if (listener === undefined || (locked.get(listener.attributes.loadBalancerId) ?? 0) === 0) return operation(call);
    fire();
    return { is: "refusal", refusal: notFound("Listener") };
  });
  return all(locking, hiding)(parts, fire);
};

/** Takes the newest listener of another load balancer along when a listener that was updated is deleted. */
const deletesNeighbour: Change = replaceOperation("DeleteListener", (operation, fire) => async (call) => {
  const { world, now } = call;
  const listener = world.listener(call.parameters.get("ListenerId") ?? "", now);
  const reply = await operation(call);
  if (reply.is === "refusal" || listener?.updatedAt === undefined) return reply;
  const neighbour = world.allListeners(now).findLast(({ id, createdAt }) => id !== listener.id && createdAt > 0);
  if (neighbour === undefined) return reply;
  fire();
  world.forgetListener(neighbour);
  return reply;
});

const MUTANTS: readonly MutantText[] = [
  {
    name: "delete-takes-neighbour",
    title: "Deleting a listener that was updated also deletes the newest one of another load balancer.",
    requirement: "create-listener.sequences.consistent",
    besides: ["create-listener.asynchronous.readable", "create-listener.asynchronous.stays-running"],
    mutate: deletesNeighbour,
  },
  {
    name: "token-forgotten-after-refused-second",
    title: "A second listener that is refused makes the token of the first forgotten.",
    requirement: "create-listener.sequences.consistent",
    mutate: forgetsTokenAfterRefusedSecond(),
  },
  {
    name: "token-forgotten-after-update",
    title: "The token of a listener that was updated is forgotten.",
    requirement: "create-listener.sequences.consistent",
    mutate: forgetsTokenAfter(
      ({ listenerId }, { call }) => call.world.listener(listenerId, call.now)?.updatedAt !== undefined,
    ),
  },
  {
    name: "replay-refused-beside-another",
    title: "A replay that waits for its first request is refused when another request was turned away meanwhile.",
    requirement: "create-listener.concurrency.linearizable",
    mutate: replaysShareTheRefusal,
  },
  {
    name: "not-found-beside-a-refusal",
    title: "A listener is not found while another request for its load balancer is being turned away.",
    requirement: "create-listener.concurrency.linearizable",
    mutate: hidesListenerDuringRefusals,
  },
];

export const courseMutants = area("courses", MUTANTS);
