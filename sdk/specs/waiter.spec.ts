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

function waiting(script: Script, timeoutMs: number, patienceMs: number): ConversationPlan {
  return {
    script,
    calls: [{ do: "wait-until-running", request: { ListenerId: LISTENER_ID }, timeoutMs }],
    limitMs: timeoutMs + patienceMs,
    late: RUNNING,
    slow: true,
  };
}

const LONG_MS = 30_000;

sdkRequirement("sdk.waiter.ends-at-running", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  const courses = { "at once": ["Running"], "third read": ["Provisioning", "Provisioning", "Running"] };
  await sdk.all(
    Object.entries(courses).map(
      ([name, course]): Case => ({
        name,
        plan: waiting(states(...course), LONG_MS, 5000),
        mayBeLate: true,
        judge: (conversation) => {
          const answer = lastAnswer(conversation);
          if (answer.is !== "ok" || conversation.released)
            return {
              expected: "success once the listener is Running",
              got: conversation.released ? "no end" : inWords(answer),
            };
          const status = answer.ok.ListenerStatus ?? "Running";
          return status === "Running" ? undefined : { expected: "Running", got: JSON.stringify(status) };
        },
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
        plan: waiting(states(...course), LONG_MS, 5000),
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
    plan: (stretch) => waiting(states("Provisioning"), 2000 * stretch, 10_000),
    mayBeLate: true,
    judge: givesUp,
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
    { name: "at once", plan: waiting(always(gone), 4000, 10_000), mayBeLate: true, judge: givesUp },
    { name: "after a read", plan: waiting(goneAfterwards, 4000, 10_000), mayBeLate: true, judge: givesUp },
  ]);
});

const READS_A_SECOND = 20;

sdkRequirement("sdk.waiter.reads-spaced", async ({ sdk }) => {
  if (!sdk.has("wait-until-running")) return;
  await sdk.holds({
    name: "two seconds",
    plan: waiting(states("Provisioning"), 2000, 10_000),
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
