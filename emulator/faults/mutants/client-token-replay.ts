/** Mutants that answer a replay otherwise, or forget tokens; what shows under concurrency only is in `concurrency.ts`. */
import { newId } from "../../server/listener/creation.js";
import type { CreateContext, Reply, TokenPolicy, TokenUse } from "../../server/parts.js";
import { type Refusal, refuse } from "../../server/refusal.js";
import type { Listener } from "../../server/world.js";
import { withRefusedTokens } from "../alterations.js";
import type { Change } from "../fault.js";
import { area, type MutantText } from "./area.js";

/** A replay that is answered differently; the correct answer is worked out first. */
function replays(
  answer: (use: TokenUse, context: CreateContext, correct: Reply | undefined) => Reply | undefined,
): Change {
  return changesTokens((tokens, fire) => ({
    replay: (use, context) => {
      const correct = tokens.replay(use, context);
      const other = answer(use, context, correct);
      if (other !== correct) fire();
      return other;
    },
  }));
}

function changesTokens(change: (tokens: TokenPolicy, fire: () => void) => Partial<TokenPolicy>): Change {
  return (parts, fire) => ({ ...parts, tokens: { ...parts.tokens, ...change(parts.tokens, fire) } });
}

/** Forgets a token under a condition: the replay goes on as a new request. */
function forgetsWhen(when: (use: TokenUse, context: CreateContext) => boolean): Change {
  return replays((use, context, correct) => (when(use, context) ? undefined : correct));
}

/** Something a replay does besides being answered. */
function replayAlso(effect: (listener: Listener, context: CreateContext) => void): Change {
  return changesTokens((tokens, fire) => ({
    replay: (use, context) => {
      const { world, now } = context.call;
      const listener = world.listener(use.listenerId, now);
      if (listener !== undefined) {
        fire();
        effect(listener, context);
      }
      return tokens.replay(use, context);
    },
  }));
}

const answering = (refusal: Refusal): Change => replays(() => ({ is: "refusal", refusal }));

/** Forgets a token after a number of other CreateListener requests. */
function forgetsAfterRequests(limit: number): Change {
  return (parts, fire) => {
    let seen = 0;
    const seenAt = new Map<string, number>();
    const forgetting = forgetsWhen(({ listenerId }) => seen - (seenAt.get(listenerId) ?? seen) > limit)(parts, fire);
    return {
      ...forgetting,
      gatekeeper: (head) => {
        if (head.action === "CreateListener") seen += 1;
        return parts.gatekeeper(head);
      },
      creation: {
        ...forgetting.creation,
        newListenerId: () => {
          const id = parts.creation.newListenerId();
          seenAt.set(id, seen);
          return id;
        },
      },
    };
  };
}

/** Forgets a token after a number of other listeners were made. */
function forgetsAfterListeners(limit: number): Change {
  return (parts, fire) => {
    let made = 0;
    const madeAs = new Map<string, number>();
    const forgetting = forgetsWhen(({ listenerId }) => made - (madeAs.get(listenerId) ?? made) > limit)(parts, fire);
    const newListenerId = () => {
      const id = parts.creation.newListenerId();
      made += 1;
      madeAs.set(id, made);
      return id;
    };
    return { ...forgetting, creation: { ...forgetting.creation, newListenerId } };
  };
}

/** Forgets a token that came with a request which was refused. */
const forgetsWhenRefused = withRefusedTokens((refused) =>
  forgetsWhen((_, { request }) => refused.has(request.clientToken ?? "")),
);

function statusOf(use: TokenUse, { call }: CreateContext): string | undefined {
  const listener = call.world.listener(use.listenerId, call.now);
  return listener && call.parts.lifeCycle.listenerStatus(listener, call.now);
}

const REPLAYS: readonly MutantText[] = [
  {
    name: "token-ignored",
    title: "Tokens are ignored: a replay is refused because the load balancer has its listener.",
    requirement: "create-listener.client-token.replay",
    mutate: forgetsWhen(() => true),
  },
  {
    name: "token-replay-conflict",
    title: "A replay is answered with HTTP 409 and a code of its own.",
    requirement: "create-listener.client-token.replay",
    mutate: answering(refuse(409, "DuplicateRequest", "The request was made before.")),
  },
  {
    name: "token-replay-server-error",
    title: "A replay is answered with a server error.",
    requirement: "create-listener.client-token.replay",
    mutate: answering(refuse(500, "InternalError", "The request processing has failed due to some unknown error.")),
  },
  {
    name: "token-replay-other-id",
    title: "A replay is answered with the id of a listener that does not exist.",
    requirement: "create-listener.client-token.replay",
    mutate: replays(() => ({ is: "success", body: { ListenerId: newId("lsn") } })),
  },
  {
    name: "token-replay-without-id",
    title: "A replay is answered 200 without a ListenerId.",
    requirement: "create-listener.client-token.replay",
    mutate: replays(() => ({ is: "success", body: {} })),
  },
  {
    name: "token-forgotten-after-running",
    title: "A token is forgotten when its listener is Running.",
    requirement: "create-listener.client-token.replay-after-running",
    mutate: forgetsWhen((use, context) => statusOf(use, context) === "Running"),
  },
  {
    name: "token-forgotten-after-300-ms",
    title: "A token is forgotten after 300 milliseconds.",
    requirement: "create-listener.client-token.replay-later",
    mutate: forgetsWhen((use, { call }) => call.now - use.usedAt > 300),
  },
  {
    name: "token-forgotten-after-1500-ms",
    title: "A token is forgotten after one and a half seconds.",
    requirement: "create-listener.client-token.replay-later",
    mutate: forgetsWhen((use, { call }) => call.now - use.usedAt > 1500),
  },
  {
    name: "token-seen-forgotten",
    title: "A token is forgotten after 300 milliseconds, which the fingerprint of a replay shows as well.",
    requirement: "create-listener.client-token.after-time",
    graded: false,
    mutate: forgetsWhen((use, { call }) => call.now - use.usedAt > 300),
  },
  {
    name: "token-forgotten-after-20-requests",
    title: "A token is forgotten after twenty other requests.",
    requirement: "create-listener.client-token.replay-later",
    mutate: forgetsAfterRequests(20),
  },
  {
    name: "token-forgotten-after-64-listeners",
    title: "A token is forgotten when sixty-four other listeners were made.",
    requirement: "create-listener.client-token.replay-later",
    mutate: forgetsAfterListeners(64),
  },
  {
    name: "token-forgotten-by-refusal",
    title: "A token is forgotten when another request with it is refused.",
    requirement: "create-listener.client-token.other-parameters",
    graded: false,
    mutate: forgetsWhenRefused,
  },
  {
    name: "token-replay-makes-second-listener",
    title: "A replay makes another listener and answers with the first one's id.",
    requirement: "create-listener.client-token.no-second-listener",
    mutate: replayAlso((listener, { call }) =>
      call.world.addListener({ ...listener, id: newId("lsn"), createdAt: call.now }),
    ),
  },
  {
    name: "token-replay-answers-second-listener",
    title: "A replay makes another listener and answers with its id.",
    requirement: "create-listener.client-token.no-second-listener",
    mutate: replays((use, { call }, correct) => {
      const listener = call.world.listener(use.listenerId, call.now);
      if (listener === undefined) return correct;
      const id = newId("lsn");
      call.world.addListener({ ...listener, id, createdAt: call.now });
      return { is: "success", body: { ListenerId: id } };
    }),
  },
  {
    name: "token-replay-replaces-listener",
    title: "A replay deletes the first listener and makes a new one.",
    requirement: "create-listener.client-token.no-second-listener",
    mutate: replays((use, { call }, correct) => {
      const listener = call.world.listener(use.listenerId, call.now);
      if (listener === undefined) return correct;
      const id = newId("lsn");
      call.world.forgetListener(listener);
      call.world.addListener({ ...listener, id, createdAt: call.now });
      return { is: "success", body: { ListenerId: id } };
    }),
  },
  {
    name: "token-replay-resets-timeout",
    title: "A replay sets the listener's time-out back to another value.",
    requirement: "create-listener.client-token.no-second-listener",
    mutate: replayAlso((listener) => {
      listener.attributes = { ...listener.attributes, tcpIdleTimeout: listener.attributes.tcpIdleTimeout + 1 };
    }),
  },
  {
    name: "token-replay-starts-again",
    title: "A replay puts the listener back to Provisioning.",
    requirement: "create-listener.client-token.no-second-listener",
    mutate: replayAlso((listener, { call }) => {
      call.world.forgetListener(listener);
      call.world.addListener({ ...listener, createdAt: call.now });
    }),
  },
];

export const clientTokenReplayMutants = area("client-token-replay", REPLAYS);
