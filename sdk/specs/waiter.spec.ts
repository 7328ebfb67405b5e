/** Checks on the waiter, where an SDK has one; the clauses are in `contract/requirements/sdk/time.ts`. */
import type { Conversation, ConversationPlan } from "../check/conversation.js";
import { sdkRequirement } from "../check/declare.js";
import { inWords } from "../check/evidence.js";
import type { Case, Judgement } from "../check/sdk-check.js";
import { attributes, refusal } from "../service/replies.js";
import { always, type Reply, type Script } from "../service/script.js";
import { LISTENER, LISTENER_ID, REQUEST_ID } from "./calls.js";
import { isNoSuccess, lastAnswer } from "./outcomes.js";

const inState = (ListenerStatus: string): Reply => attributes({ ...LISTENER, ListenerStatus }, REQUEST_ID);
const RUNNING = inState("Running");

/** States one after the other, the last one for ever. */
function states(...names: readonly string[]): Script {
  return (_, nth) => ({ does: "reply", reply: inState(names[Math.min(nth, names.length - 1)] ?? "") });
}

/** What a waiter may take besides its time: one that reads every 15 s, and looks at the clock only then, is a usual one. */
const PATIENCE_MS = 28_000;

function waiting(script: Script, timeoutMs: number): ConversationPlan {
  return {
    script,
    calls: [{ do: "wait-until-running", request: { ListenerId: LISTENER_ID }, timeoutMs }],
    limitMs: timeoutMs + PATIENCE_MS,
    late: RUNNING,
    slow: true,
  };
}

const LONG_MS = 20_000;
/** What a read may take: one that begins later than this before the end of the time may be broken off by it. */
const READ_MS = 1000;

/** Provisioning, and Running from some time after the first read on, however often it is read meanwhile. */
function runningAfter(ms: number): Script {
  let firstAt: number | undefined;
  return ({ at }) => {
    firstAt ??= at;
    return { does: "reply", reply: at - firstAt >= ms ? RUNNING : inState("Provisioning") };
  };
}

/** Reads may be far apart: a wait that used up its time without one that could find the listener Running shows nothing. */
function endsAtRunning(conversation: Conversation, afterMs: number): Judgement {
  const { arrivals, told, released } = conversation;
  const answer = lastAnswer(conversation);
  if (answer.is === "ok" && !released) {
    const status = answer.ok.ListenerStatus ?? "Running";
    return status === "Running" ? undefined : { expected: "Running", got: JSON.stringify(status) };
  }
  const { call, startedAt = 0, endedAt = 0 } = told[0] ?? {};
  const timeoutMs = call?.do === "wait-until-running" ? call.timeoutMs : 0;
  const from = (arrivals[0]?.at ?? 0) + afterMs;
  const wasReadRunning = arrivals.some(({ at }) => at >= from && at < startedAt + timeoutMs - READ_MS);
  if (!wasReadRunning && endedAt - startedAt >= timeoutMs)
    return { inconclusive: "its time was over before it read the listener as Running" };
  return { expected: "success once the listener is Running", got: released ? "no end" : inWords(answer) };
}

sdkRequirement("sdk.waiter.ends-at-running", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  const courses = { "at once": 0, "after a second": 1000, "after five seconds": 5000 };
  await sdk.all(
    Object.entries(courses).map(
      ([name, afterMs]): Case => ({
        name,
        plan: (stretch) => waiting(runningAfter(afterMs), LONG_MS * stretch),
        mayBeLate: true,
        judge: (conversation) => endsAtRunning(conversation, afterMs),
      }),
    ),
  );
});

sdkRequirement("sdk.waiter.not-before", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  const courses = [
    ["Provisioning", "Provisioning", "Running"],
    ["Configuring", "Running"],
    ["Hibernating", "Running"],
    ["running-soon", "RunningSoon", "Running"],
    ["Stopped", "Running"],
  ];
  await sdk.all(
    courses.map(
      (course): Case => ({
        name: course.join(", "),
        plan: waiting(states(...course), LONG_MS),
        judge: (conversation) => {
          const answer = lastAnswer(conversation);
          const sawRunning = conversation.arrivals.length >= course.length;
          if (answer.is !== "ok" || sawRunning) return undefined;
          return {
            expected: "no success before Running",
            got: `success after ${course[conversation.arrivals.length - 1]}`,
          };
        },
      }),
    ),
  );
});

/** Milliseconds after the end of its time in which a waiter may still read: one that is late for a busy machine. */
const LATE_READ_MS = 1500;

/** One that looks at the clock only after a read may read once more than it had time for, and no oftener. Its time has begun when the first read comes. */
function readsOn({ arrivals, told }: Conversation): Judgement {
  const call = told[0]?.call;
  const timeoutMs = call?.do === "wait-until-running" ? call.timeoutMs : 0;
  const from = arrivals[0]?.at ?? 0;
  const later = arrivals.filter(({ at }) => at > from + timeoutMs + LATE_READ_MS);
  if (later.length < 2) return undefined;
  const lastMs = Math.round((later.at(-1)?.at ?? from) - from);
  return {
    expected: `an end once ${timeoutMs} ms are over`,
    got: `${later.length} reads after that, the last ${lastMs} ms after the first of all`,
  };
}

/** Whether the waiter ended with an error, and by itself. */
function givesUp(conversation: Conversation): Judgement {
  if (conversation.told.some(({ late }) => late))
    return { expected: "an error", got: "no end until the suite made the listener Running" };
  return isNoSuccess(conversation);
}

sdkRequirement("sdk.waiter.time-out", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  await sdk.holds({
    name: "provisioning for ever",
    plan: (stretch) => waiting(states("Provisioning"), 2000 * stretch),
    mayBeLate: true,
    judge: (conversation) => givesUp(conversation) ?? readsOn(conversation),
  });
});

sdkRequirement("sdk.waiter.listener-gone", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  const gone = refusal(
    404,
    "ResourceNotFound.Listener",
    "The specified resource of Listener is not found.",
    REQUEST_ID,
  );
  const goneAfterwards: Script = (_, nth) => ({ does: "reply", reply: nth === 0 ? inState("Provisioning") : gone });
  await sdk.all([
    { name: "at once", plan: waiting(always(gone), 4000), mayBeLate: true, judge: givesUp },
    { name: "after a read", plan: waiting(goneAfterwards, 4000), mayBeLate: true, judge: givesUp },
  ]);
});

const READS_A_SECOND = 20;

sdkRequirement("sdk.waiter.reads-spaced", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  await sdk.holds({
    name: "two seconds",
    plan: waiting(states("Provisioning"), 2000),
    mayBeLate: true,
    judge: ({ arrivals }) => {
      const most = Math.max(
        ...arrivals.map(({ at }) => arrivals.filter((other) => other.at >= at && other.at < at + 1000).length),
      );
      return most <= READS_A_SECOND
        ? undefined
        : { expected: `${READS_A_SECOND} reads a second at most`, got: `${most}` };
    },
  });
});
