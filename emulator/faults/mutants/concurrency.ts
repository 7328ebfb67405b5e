/** Mutants with a gap between looking and doing, into which another request falls. */
import { setTimeout as wait } from "node:timers/promises";
import { commit, firstRefusal } from "../../server/listener/creation.js";
import { recall } from "../../server/listener/idempotency.js";
import { loadBalancerOf } from "../../server/listener/state-rules.js";
import type { CreateContext, Reply } from "../../server/parts.js";
import { refuse } from "../../server/refusal.js";
import type { Change, Fire } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** Milliseconds between the checks of a request and the making of its listener. */
const GAP_MS = 10;

const TOO_MANY = refuse(
  400,
  "OperationDenied.TooManyListeners",
  "The operation is not allowed because of TooManyListener.",
);

const made = (context: CreateContext): Reply => ({ is: "success", body: { ListenerId: commit(context).id } });

/** Leaves a gap between checking and making, and then looks again at one half of what it checked. */
function checksThenActs(afterGap: (context: CreateContext, fire: Fire) => Reply): Change {
  return (parts, fire) => ({
    ...parts,
    creation: {
      ...parts.creation,
      create: async (context) => {
        await wait(GAP_MS);
        return afterGap(context, fire);
      },
    },
  });
}

function isOccupied(context: CreateContext): boolean {
  const loadBalancer = loadBalancerOf(context);
  return loadBalancer !== undefined && context.call.world.listenersOf(loadBalancer, context.call.now).length > 0;
}

function firstWithToken(context: CreateContext, fire: Fire): Reply {
  if (recall(context) !== undefined) {
    fire();
    return made(context);
  }
  const refusal = firstRefusal(context.call.parts.stateRules, context);
  return refusal === undefined ? made(context) : { is: "refusal", refusal };
}

function firstOnLoadBalancer(context: CreateContext, fire: Fire): Reply {
  const earlier = recall(context);
  if (earlier !== undefined) return earlier;
  if (isOccupied(context)) fire();
  return made(context);
}

/** Answers a request differently while an equal token, or one for the same load balancer, is under way. */
function whileUnderWay(keyOf: (context: CreateContext) => string | undefined, reply: () => Reply): Change {
  return (parts, fire) => {
    const underWay = new Set<string>();
    return {
      ...parts,
      creation: {
        ...parts.creation,
        create: async (context) => {
          const key = keyOf(context);
          if (key === undefined) return parts.creation.create(context);
          if (underWay.has(key)) {
            fire();
            return reply();
          }
          underWay.add(key);
          await wait(GAP_MS);
          underWay.delete(key);
          return recall(context) ?? parts.creation.create(context);
        },
      },
    };
  };
}

const MUTANTS: readonly MutantText[] = [
  {
    name: "concurrent-replay-makes-two",
    title: "Replays that arrive at the same time make a listener each.",
    requirement: "create-listener.client-token.concurrent-replay",
    mutate: checksThenActs(firstWithToken),
  },
  {
    name: "concurrent-creates-make-two",
    title: "Requests that reach a load balancer at the same time make a listener each.",
    requirement: "create-listener.error.too-many-listeners-concurrently",
    mutate: checksThenActs(firstOnLoadBalancer),
  },
  {
    name: "concurrent-replay-server-error",
    title: "A replay while the first request is under way is answered with a server error.",
    requirement: "create-listener.client-token.concurrent-replay",
    mutate: whileUnderWay(
      ({ request }) => request.clientToken,
      () => ({ is: "refusal", refusal: refuse(500, "InternalError", "Deadlock found.") }),
    ),
  },
  {
    name: "concurrent-replay-refused",
    title: "A replay while the first request is under way is refused because the load balancer is full.",
    requirement: "create-listener.client-token.concurrent-replay",
    mutate: whileUnderWay(
      ({ request }) => request.clientToken,
      () => ({ is: "refusal", refusal: TOO_MANY }),
    ),
  },
  {
    name: "concurrent-creates-all-succeed",
    title: "Requests that reach a load balancer at the same time all succeed, though one listener is made.",
    requirement: "create-listener.error.too-many-listeners-concurrently",
    mutate: (parts, fire) => ({
      ...parts,
      creation: {
        ...parts.creation,
        create: async (context) => {
          await wait(GAP_MS);
          const earlier = recall(context);
          if (earlier !== undefined) return earlier;
          if (!isOccupied(context)) return made(context);
          fire();
          return { is: "success", body: { ListenerId: parts.creation.newListenerId() } };
        },
      },
    }),
  },
  {
    name: "concurrent-creates-last-wins",
    title:
      "Of requests that reach a load balancer at the same time all are told of a listener, and the last one's stays.",
    requirement: "create-listener.concurrency.linearizable",
    mutate: checksThenActs((context, fire) => {
      const loadBalancer = loadBalancerOf(context);
      const { world, now } = context.call;
      for (const listener of loadBalancer === undefined ? [] : world.listenersOf(loadBalancer, now)) {
        fire();
        world.forgetListener(listener);
      }
      return recall(context) ?? made(context);
    }),
  },
  {
    name: "concurrent-creates-refuse-each-other",
    title: "Requests that reach a load balancer at the same time are all refused.",
    requirement: "create-listener.concurrency.linearizable",
    mutate: refuseEachOther(),
  },
];

/** Requests for one load balancer that overlap are refused, the first one too. */
function refuseEachOther(): Change {
  return (parts, fire) => {
    const underWay = new Map<string, number>();
    return {
      ...parts,
      creation: {
        ...parts.creation,
        create: async (context) => {
          const id = context.request.loadBalancerId ?? "";
          const before = underWay.get(id) ?? 0;
          underWay.set(id, before + 1);
          await wait(GAP_MS);
          const overlapped = (underWay.get(id) ?? 0) > 1;
          // The entry goes when the last of them is through, so that each sees the others.
          setTimeout(() => underWay.delete(id), GAP_MS);
          if (!overlapped) return made(context);
          fire();
          return { is: "refusal", refusal: TOO_MANY };
        },
      },
    };
  };
}

export const concurrencyMutants = area("concurrency", MUTANTS);
