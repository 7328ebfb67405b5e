/** Checks on tokens and on sending again; the clauses are in `contract/requirements/sdk/idempotency.ts`. */
import type { ListenerCall } from "../../contract/call.js";
import { DOCUMENTED_ERROR_CODES, DOCUMENTED_ERRORS, DRY_RUN_PASSED } from "../../contract/errors.js";
import type { Conversation, ConversationPlan } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { businessParametersOf, valuesOf } from "../check/parameters.js";
import type { Case, Judge, Judgement } from "../check/sdk-check.js";
import { bodiless, html, refusal } from "../service/replies.js";
import { always, inOrder, type Reply, type Script, type Step } from "../service/script.js";
import { arrivesAs, endsByItself, validlySigned, valuesInWords } from "./arrivals.js";
import { accepting, CREATED, create, creation, FULL, PLAIN, REQUEST_ID, TOKEN } from "./calls.js";

const WITH_TOKEN: ListenerCall = { ...PLAIN, ClientToken: TOKEN };
const TIMEOUT_MS = 1000;

const OUTAGE = refusal(
  503,
  "ServiceUnavailable",
  "The request has failed due to a temporary failure of the server.",
  REQUEST_ID,
);
const throttled = (status: number): Reply =>
  refusal(status, "Throttling.User", "Request was denied due to user flow control.", REQUEST_ID);

/** After which the same creation may be carried out already, for all that the caller knows. */
const LOST: Readonly<Record<string, Step>> = {
  "reset before carrying out": { does: "reset", when: "before" },
  "reset after carrying out": { does: "reset", when: "after" },
  "time-out": { does: "silence", after: "nothing", reply: CREATED },
  "truncated answer": { does: "reply", reply: { ...CREATED, framing: "cut" } },
  "unreadable answer": { does: "reply", reply: { ...CREATED, body: CREATED.body.slice(0, -9) } },
};

/** The same, said by a gateway: what stands behind it may have done its part. */
const OUT: Readonly<Record<string, Step>> = {
  outage: { does: "reply", reply: OUTAGE },
  "outage without a body": { does: "reply", reply: bodiless(503) },
  "bad gateway": { does: "reply", reply: html(502) },
  "gateway time-out": { does: "reply", reply: html(504) },
  "internal error": {
    does: "reply",
    reply: refusal(500, "InternalError", "The request processing has failed due to some unknown error.", REQUEST_ID),
  },
};

/** After which it is worth another try. */
const PUT_OFF: Readonly<Record<string, Step>> = {
  ...OUT,
  "throttling with 429": { does: "reply", reply: throttled(429) },
  "throttling with 400": { does: "reply", reply: throttled(400) },
};

const FAULTS = { ...LOST, ...PUT_OFF };

/** A creation whose first request meets a fault; what comes after it is served as by the service. */
function meeting(fault: Step, call: ListenerCall): ConversationPlan {
  const isTimeout = fault.does === "silence";
  return {
    script: inOrder(fault, { does: "emulate" }),
    calls: [create(call)],
    slow: true,
    ...(isTimeout ? { timeoutMs: TIMEOUT_MS, limitMs: 20_000 } : {}),
  };
}

function afterFaults(faults: Readonly<Record<string, Step>>, calls: readonly ListenerCall[], judge: Judge): Case[] {
  return Object.entries(faults).flatMap(([name, fault]) =>
    calls.map((call): Case => {
      const suffix = call.ClientToken === undefined ? "without a token" : "with the caller's token";
      return { name: `${name}, ${suffix}`, plan: meeting(fault, call), judge };
    }),
  );
}

const onlyIfResent =
  (judge: Judge): Judge =>
  (conversation) =>
    conversation.arrivals.length < 2 ? { notApplicable: "nothing is sent again" } : judge(conversation);

sdkRequirement("sdk.idempotency.token-unchanged", async ({ sdk }) => {
  const tokens = [TOKEN, "a", "0", "UPPER-lower_1.2~", "x".repeat(64), "a+b/c==", "t%20&=?#", "null", "1e3"];
  const isToken = (name: string) => name === "ClientToken";
  await sdk.holdsFor({
    name: "tokens",
    examples: tokens.map((ClientToken) => ({ ...PLAIN, ClientToken })),
    plan: creation,
    judge: (conversation, call) => arrivesAs(conversation, call, isToken),
    mustSend: true,
  });
  // The page gives no length, and says ASCII: what is longer or has blanks at its ends may be refused, and not be changed.
  await sdk.holdsFor({
    name: "unusual tokens",
    examples: ["x".repeat(65), "0123456789".repeat(20), " ab ", "a b"].map((ClientToken) => ({
      ...PLAIN,
      ClientToken,
    })),
    plan: creation,
    judge: (conversation, call) => arrivesAs(conversation, call, isToken),
    mayRefuse: true,
  });
  await sdk.all(afterFaults(FAULTS, [WITH_TOKEN], (conversation) => arrivesAs(conversation, WITH_TOKEN, isToken)));
});

/** Tokens of the arrivals of calls that set none; `undefined` where the client makes none. */
function madeTokens({ arrivals }: Conversation): readonly string[] | undefined {
  const tokens = arrivals.flatMap((arrival) => valuesOf(arrival, "ClientToken"));
  return tokens.length === 0 ? undefined : tokens;
}

const MAKES_NONE: Judgement = { notApplicable: "the client makes no tokens" };

sdkRequirement("sdk.idempotency.made-token-ascii", async ({ sdk }) => {
  await sdk.holdsFor({
    name: "calls",
    examples: [PLAIN, withoutToken(FULL)],
    plan: (call) => ({ script: accepting, calls: [create(call), create(call), create(call)] }),
    judge: (conversation) => {
      const tokens = madeTokens(conversation);
      if (tokens === undefined) return MAKES_NONE;
      const wrong = tokens.find(
        (token) => !/^(?=.*\S)[\x20-\x7e]+$/u.test(token) || /^(?:null|none|nil|undefined)$/iu.test(token),
      );
      return wrong === undefined ? undefined : { expected: "a token of ASCII", got: JSON.stringify(wrong) };
    },
  });
});

function withoutToken({ ClientToken: _, ...call }: ListenerCall): ListenerCall {
  return call;
}

sdkRequirement(
  "sdk.idempotency.made-token-new",
  async ({ sdk }) => {
    await sdk.all(
      [1, 2].map((clients) => ({
        name: clients === 1 ? "one client" : "two clients",
        plan: { script: accepting, calls: Array.from({ length: 8 }, () => create()), clients },
        judge: (conversation) => {
          const tokens = madeTokens(conversation);
          if (tokens === undefined) return MAKES_NONE;
          const again = tokens.find((token, index) => tokens.indexOf(token) < index);
          return again === undefined
            ? undefined
            : { expected: "a new token for each call", got: `${JSON.stringify(again)} twice` };
        },
      })),
    );
    const { again } = sdk.session.madeTokens;
    if (again !== undefined) sdk.finding("a new token for each call", `${JSON.stringify(again)} by two clients`);
  },
  // The clients of all other checks count as well, in whatever process they ran.
  { last: true },
);

sdkRequirement("sdk.idempotency.resent-keeps-token", async ({ sdk }) => {
  const judge = onlyIfResent(({ arrivals }) => {
    const [first = [], ...others] = arrivals.map((arrival) => valuesOf(arrival, "ClientToken"));
    const other = others.find((values) => values.join("\0") !== first.join("\0"));
    return other && { expected: `ClientToken ${valuesInWords(first)} again`, got: valuesInWords(other) };
  });
  await sdk.all(afterFaults(FAULTS, [WITH_TOKEN, PLAIN], judge));
});

/** All but the token, which has a clause of its own; in any order. */
function saidBesideToken(arrival: Conversation["arrivals"][number]): readonly string[] {
  return businessParametersOf(arrival)
    .filter(([name]) => name !== "ClientToken")
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .sort();
}

sdkRequirement("sdk.idempotency.resent-unchanged", async ({ sdk }) => {
  const judge = onlyIfResent(({ arrivals }) => {
    const [first = [], ...others] = arrivals.map(saidBesideToken);
    for (const said of others) {
      const lost = first.find((one) => !said.includes(one));
      const added = said.find((one) => !first.includes(one));
      if (lost !== undefined || added !== undefined || said.length !== first.length)
        return { expected: lost ?? "what was sent at first", got: added ?? "not sent again" };
    }
    return undefined;
  });
  await sdk.all(afterFaults(FAULTS, [FULL], judge));
});

sdkRequirement("sdk.idempotency.resent-new-nonce", async ({ sdk }) => {
  const judge = onlyIfResent((conversation) => {
    const nonces = conversation.arrivals.map(({ signature }) => signature.nonce);
    if (new Set(nonces).size < nonces.length)
      return { expected: "a new nonce with each attempt", got: "the same one again" };
    return validlySigned(conversation);
  });
  await sdk.all(afterFaults(FAULTS, [WITH_TOKEN], judge));
});

sdkRequirement("sdk.idempotency.no-token-not-resent", async ({ sdk }) => {
  const judge: Judge = ({ arrivals }) => {
    const [first] = arrivals;
    if (first !== undefined && valuesOf(first, "ClientToken").length > 0)
      return { notApplicable: "the client makes tokens: no request is without one" };
    if (arrivals.length < 2) return undefined;
    return {
      expected: "one request: the creation may have been carried out",
      got: `${arrivals.length} requests without a token`,
    };
  };
  await sdk.all(afterFaults({ ...LOST, ...OUT }, [PLAIN], judge));
});

const REFUSALS: readonly (readonly [number, string])[] = [
  ...DOCUMENTED_ERROR_CODES.map((code) => [DOCUMENTED_ERRORS[code].status, code] as const),
  [403, "Forbidden.RAM"],
  [400, DRY_RUN_PASSED],
];

sdkRequirement("sdk.idempotency.refusal-not-resent", async ({ sdk }) => {
  await sdk.all(
    REFUSALS.flatMap(([status, code]) =>
      [PLAIN, WITH_TOKEN].map((call): Case => {
        const reply = refusal(status, code, "The request is refused.", REQUEST_ID);
        return {
          name: `${code}, ${call.ClientToken === undefined ? "without a token" : "with a token"}`,
          plan: { script: always(reply), calls: [create(code === DRY_RUN_PASSED ? { ...call, DryRun: true } : call)] },
          judge: ({ arrivals }) =>
            arrivals.length === 1 ? undefined : { expected: "one request", got: `${arrivals.length} requests` },
        };
      }),
    ),
  );
});

sdkRequirement("sdk.idempotency.attempts-bounded", async ({ sdk }) => {
  const endless: Readonly<Record<string, Script>> = {
    outage: always(OUTAGE),
    throttling: always(throttled(429)),
    "throttling with 400": always(throttled(400)),
    reset: () => ({ does: "reset", when: "before" }),
  };
  await sdk.all(
    Object.entries(endless).map(([name, script]) => ({
      name,
      plan: (stretch) => ({ script, calls: [create(WITH_TOKEN)], limitMs: 35_000 * stretch, slow: true }),
      mayBeLate: true,
      judge: endsByItself,
    })),
  );
});

/** Less than this is the time that a program takes anyhow. */
const PAUSE_MS = 15;

sdkRequirement("sdk.idempotency.pause", async ({ sdk }) => {
  const judge = onlyIfResent(({ arrivals }) => {
    const gaps = arrivals.slice(1).map(({ at }, index) => at - (arrivals[index]?.endedAt ?? at));
    const shortest = Math.min(...gaps);
    return shortest >= PAUSE_MS
      ? undefined
      : { expected: "a pause before the next attempt", got: `${Math.max(0, Math.round(shortest))} ms` };
  });
  await sdk.all(afterFaults(PUT_OFF, [WITH_TOKEN], judge));
});
