/** Variants that are quick, slow, busy, or lag behind in what they show. */
import { setTimeout as wait } from "node:timers/promises";
import type { JsonObject } from "../../server/answer.js";
import { correctLifeCycle } from "../../server/life-cycle.js";
import type { CallHead, Reply } from "../../server/parts.js";
import { type Refusal, refuse } from "../../server/refusal.js";
import { everyAnswer, replaceOperation, show } from "../alterations.js";
import type { Change, VariantDescription } from "../fault.js";

/** Listeners that take another time to be Running. */
function runningAfter(transitionMs: number): Change {
  const { listenerStatus } = correctLifeCycle(transitionMs);
  return (parts, fire) => ({
    ...parts,
    lifeCycle: {
      ...parts.lifeCycle,
      listenerStatus: (listener, now) => {
        const status = listenerStatus(listener, now);
        if (status !== parts.lifeCycle.listenerStatus(listener, now)) fire();
        return status;
      },
    },
  });
}

/** Turns requests away by their number, counted from 1. */
function turnsAway(refusal: Refusal, when: (number: number) => boolean): Change {
  return (parts, fire) => {
    let number = 0;
    return {
      ...parts,
      gatekeeper: (head: CallHead) => {
        number += 1;
        if (!when(number)) return parts.gatekeeper(head);
        fire();
        return refusal;
      },
    };
  };
}

const busyLoadBalancer: Change = (parts, fire) => ({
  ...parts,
  lifeCycle: {
    ...parts.lifeCycle,
    loadBalancerStatus: (loadBalancer, listeners, now) => {
      const status = parts.lifeCycle.loadBalancerStatus(loadBalancer, listeners, now);
      const busy = listeners.some((listener) => parts.lifeCycle.listenerStatus(listener, now) !== "Running");
      if (status !== "Active" || !busy) return status;
      fire();
      return "Configuring";
    },
  },
});

/** Short beside the time between two creations here, as it is where transitions take seconds. */
const GROUP_BUSY_MS = 5;

/** An available server group is Configuring for a moment after each listener that is given to it. */
const busyServerGroup: Change = (parts, fire) => {
  const busyUntil = new Map<string, number>();
  return {
    ...parts,
    lifeCycle: {
      ...parts.lifeCycle,
      serverGroupStatus: (group, now) => {
        const status = parts.lifeCycle.serverGroupStatus(group, now);
        if (status !== "Available" || now >= (busyUntil.get(group.id) ?? 0)) return status;
        fire();
        return "Configuring";
      },
    },
    creation: {
      ...parts.creation,
      create: async (context) => {
        const reply = await parts.creation.create(context);
        const { call } = context;
        if (reply.is === "success") busyUntil.set(call.parameters.get("ServerGroupId") ?? "", call.now + GROUP_BUSY_MS);
        return reply;
      },
    },
  };
};

const IN_FLIGHT_MS = 15;

/** Refuses a replay for as long as the first request is unanswered. */
const refusesReplayInFlight: Change = (parts, fire) => {
  const unanswered = new Set<string>();
  return {
    ...parts,
    tokens: {
      ...parts.tokens,
      replay: (use, context) => {
        if (!unanswered.has(use.listenerId)) return parts.tokens.replay(use, context);
        fire();
        return {
          is: "refusal",
          refusal: refuse(409, "IdempotenceProcessing", "The first request is being processed."),
        };
      },
    },
    creation: {
      ...parts.creation,
      newListenerId: () => {
        const id = parts.creation.newListenerId();
        unanswered.add(id);
        return id;
      },
      create: async (context) => {
        const reply = await parts.creation.create(context);
        if (reply.is === "refusal") return reply;
        await wait(IN_FLIGHT_MS);
        unanswered.delete(String(reply.body.ListenerId));
        return reply;
      },
    },
  };
};

const LIST_LAG_MS = 200;

/** Leaves listeners out of lists for a while after they were made. */
const lagsInLists: Change = replaceOperation("ListListeners", (operation, fire) => async (call): Promise<Reply> => {
  const young = new Set(
    call.world
      .allListeners(call.now)
      .filter(({ createdAt }) => call.now - createdAt < LIST_LAG_MS)
      .map(({ id }) => id),
  );
  const reply = await operation(call);
  if (reply.is === "refusal" || young.size === 0) return reply;
  const listed = reply.body.Listeners;
  const listeners = (Array.isArray(listed) ? listed : []).filter(
    (item: JsonObject) => !young.has(String(item.ListenerId)),
  );
  fire();
  return { is: "success", body: { ...reply.body, Listeners: listeners, TotalCount: listeners.length } };
});

const THROTTLED = "Request was denied due to user flow control.";
const NO_TIME_NAMED = "the page names no time";

export const timeVariants: readonly VariantDescription[] = [
  {
    name: "running-at-once",
    title: "A listener is Running at the first read.",
    because: NO_TIME_NAMED,
    vary: runningAfter(0),
  },
  {
    name: "running-after-300-ms",
    title: "A listener is Running after 300 milliseconds.",
    because: NO_TIME_NAMED,
    vary: runningAfter(300),
  },
  {
    name: "running-after-900-ms",
    title: "A listener is Running after nine tenths of a second.",
    because: NO_TIME_NAMED,
    vary: runningAfter(900),
  },
  {
    name: "creating-for-provisioning",
    title: "A listener that is being made is called Creating.",
    because: "the user guide spells the state so",
    vary: show((view) =>
      view.ListenerStatus === "Provisioning" ? { ...view, ListenerStatus: "Creating" } : undefined,
    ),
  },
  {
    name: "releasing-for-deleting",
    title: "A listener that is being deleted is called Releasing.",
    because: "the page does not speak of deletions",
    vary: show((view) => (view.ListenerStatus === "Deleting" ? { ...view, ListenerStatus: "Releasing" } : undefined)),
  },
  {
    name: "load-balancer-configuring-meanwhile",
    title: "A load balancer is Configuring while its listener is made or deleted.",
    because: "the page does not say which state a load balancer has meanwhile",
    vary: busyLoadBalancer,
  },
  {
    name: "server-group-configuring-meanwhile",
    title: "A server group is Configuring for a moment after each listener that is given to it.",
    because: "the page does not say which state a server group has meanwhile",
    vary: busyServerGroup,
  },
  {
    name: "replay-in-flight-refused",
    title: "A replay that arrives before the first answer is refused with an Idempot… code.",
    because: "the page promises one listener, not that an unfinished request can be asked about",
    vary: refusesReplayInFlight,
  },
  {
    name: "list-lags",
    title: "A new listener is missing from lists for 200 milliseconds.",
    because: "the page points to the single read only",
    vary: lagsInLists,
  },
  {
    name: "throttles-with-400",
    title: "Now and then three requests in a row are throttled with HTTP 400.",
    because: "the product documents a rate limit",
    vary: turnsAway(refuse(400, "Throttling.User", THROTTLED), (number) => number % 300 > 296),
  },
  {
    name: "throttles-with-429",
    title: "Now and then two requests in a row are throttled with HTTP 429.",
    because: "the product documents a rate limit",
    vary: turnsAway(refuse(429, "Throttling.Api", THROTTLED), (number) => number % 300 > 297),
  },
  {
    name: "unavailable-at-times",
    title: "One request in a hundred is answered 503.",
    because: "a temporary failure says nothing about the operation",
    vary: turnsAway(
      refuse(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
      (number) => number % 100 === 50,
    ),
  },
  {
    name: "slow-answers",
    title: "Every answer takes four milliseconds.",
    because: "the page names no speed",
    vary: everyAnswer((answer) => ({ ...answer, delayMs: 4 })),
  },
];
