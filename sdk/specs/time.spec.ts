/** Checks on how long calls take; the clauses are in `contract/requirements/sdk/time.ts`. */
import type { Conversation, ConversationPlan, SdkCall } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import type { Case, Judgement } from "../check/sdk-check.js";
import { attributes } from "../service/replies.js";
import type { Step } from "../service/script.js";
import { endsByItself } from "./arrivals.js";
import { CREATED, create, LISTENER, PLAIN, REQUEST_ID, read, TOKEN } from "./calls.js";
import { failsWith } from "./outcomes.js";

const TIMEOUT_MS = 1000;
/** What two programs on a busy machine may take besides. */
const SLACK_MS = 400;

const CALLS: Readonly<Record<string, SdkCall>> = {
  create: create(),
  "create with a token": create({ ...PLAIN, ClientToken: TOKEN }),
  read: read(),
};

function silent(call: SdkCall, timeoutMs: number, after: "nothing" | "head" | "half" = "nothing"): ConversationPlan {
  const reply = call.do === "create-listener" ? CREATED : attributes(LISTENER, REQUEST_ID);
  const step: Step = { does: "silence", after, reply };
  return { script: () => step, calls: [call], timeoutMs, slow: true, late: reply };
}

/**
 * The longest that a call waited for one request without an end. How long it waited for one whose connection was still open when it sent
 * another one cannot be told; the last one of a call can.
 */
function longestWait({ arrivals, told }: Conversation): number {
  const over = told.at(-1)?.endedAt ?? 0;
  const waits = arrivals.map(({ at, endedAt = over, abandoned }, index) => {
    const next = arrivals[index + 1];
    if (next !== undefined && (abandoned !== true || endedAt > next.at)) return 0;
    return Math.min(endedAt, over) - at;
  });
  return Math.max(0, ...waits);
}

function waitsAtMost(conversation: Conversation, limitMs: number): Judgement {
  const waited = longestWait(conversation);
  if (waited <= limitMs) return undefined;
  return {
    expected: `an end of each attempt within ${limitMs} ms, the read time-out being ${conversation.plan.timeoutMs} ms`,
    got: conversation.released ? "none until the suite ended the silence" : `${Math.round(waited)} ms`,
  };
}

sdkRequirement("sdk.time.read-timeout", async ({ sdk }) => {
  await sdk.all(
    Object.entries(CALLS).map(
      ([name, call]): Case => ({
        name,
        plan: (stretch) => {
          const timeoutMs = TIMEOUT_MS * stretch;
          return { ...silent(call, timeoutMs), openLimitMs: 2 * timeoutMs + 2 * SLACK_MS };
        },
        mayBeLate: true,
        judge: (conversation) => waitsAtMost(conversation, 2 * (conversation.plan.timeoutMs ?? 0) + SLACK_MS),
      }),
    ),
  );
});

sdkRequirement("sdk.time.reported-as-timeout", async ({ sdk }) => {
  const judge = failsWith(({ is, message = "" }) =>
    is === "timeout" ? undefined : { expected: "a time-out", got: `an error (${is}): ${message.slice(0, 200)}` },
  );
  await sdk.all(
    Object.entries(CALLS).map(
      ([name, call]): Case => ({
        name,
        plan: (stretch) => ({ ...silent(call, TIMEOUT_MS * stretch), openLimitMs: 6 * TIMEOUT_MS * stretch }),
        judge: (conversation) =>
          conversation.released ? { inconclusive: "no attempt ended by itself" } : judge(conversation),
      }),
    ),
  );
});

/** So short that a call without an end makes a storm of it while the suite waits. */
const SHORT_MS = 300;
const HANG_MS = 8000;

sdkRequirement("sdk.time.whole-call-bounded", async ({ sdk }) => {
  await sdk.all(
    Object.entries(CALLS).map(
      ([name, call]): Case => ({
        name,
        plan: (stretch) => ({ ...silent(call, SHORT_MS), openLimitMs: HANG_MS, limitMs: 30_000 * stretch }),
        mayBeLate: true,
        judge: (conversation) => {
          const hangs = conversation.released ? waitsAtMost(conversation, HANG_MS - SLACK_MS) : undefined;
          return hangs ?? endsByItself(conversation);
        },
      }),
    ),
  );
});

sdkRequirement("sdk.time.silence-ends", async ({ sdk }) => {
  const afters = ["head", "half"] as const;
  await sdk.all(
    afters.flatMap((after) =>
      Object.entries(CALLS).map(
        ([name, call]): Case => ({
          name: `${name}, after ${after === "head" ? "the head" : "half of the body"}`,
          plan: { ...silent(call, TIMEOUT_MS, after), openLimitMs: 6 * TIMEOUT_MS },
          mayBeLate: true,
          judge: (conversation) => waitsAtMost(conversation, 5 * TIMEOUT_MS),
        }),
      ),
    ),
  );
});
