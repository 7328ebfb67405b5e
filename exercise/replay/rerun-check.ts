/** Running a whole check once more: for what it does in a fixed order, in which there is no case to be singled out. */

import { SUBJECT_IS_OVERLAP } from "../../contract/overlap-clauses.js";
import { ControlTwins } from "../cases/control-twins.js";
import { Check } from "../check/check.js";
import { CheckLog } from "../check/check-log.js";
import type { CheckBody } from "../check/requirement.js";

/** How often a check that saw a failure once is run again, to see whether it shows every time. */
const RERUNS = 2;

/**
 * Runs a check once more, with the same data, into a log of its own.
 * @returns what it saw this time
 */
export async function rerunCheck({ session, log }: Check, body: CheckBody): Promise<CheckLog> {
  const anew = new CheckLog(log.requirement, log.seed);
  const { sight } = session;
  const check = new Check(session, anew);
  const run = async () => {
    await check.noting(() => body({ check }));
    await session.cleanedUp();
  };
  // What it shows then is not the doing of other checks.
  await (session.knowledge.lone.needsQuiet("create") ? session.stage.alone([], run) : run());
  session.sight = sight;
  return anew;
}

/**
 * Runs a check that has seen violations which were not sent again, and marks each as reproducible or flaky. Without such violations, or
 * when that would take too long, nothing is done. That an answer stays out is the target's doing only if it stays out each time while a plain
 * request is answered; otherwise it is the environment's.
 * @param check which has ended
 * @param body what is run again
 * @param durationMs milliseconds that the check took
 */
export async function settleByRerunning(check: Check, body: CheckBody, durationMs: number): Promise<void> {
  const { log, session } = check;
  if (!log.counterexamples.some(({ reproducible }) => reproducible === "not-rerun")) return;
  // Each further run would cost load balancers that others need.
  if (session.stage.isScarce) return;
  // What took longer than any wait may take ran into one: that is not gone through twice more.
  if (
    ranIntoAWait(session) ||
    durationMs > session.stage.leftMs ||
    (log.unanswered.size > 0 && !(await new ControlTwins(session).answersAtAll()))
  ) {
    log.settle(({ kind, got, reproducible }) => (log.unanswered.has(kind ?? "") ? silence(got) : reproducible));
    return;
  }
  const reruns: CheckLog[] = [];
  for (let i = 0; i < RERUNS; i += 1) reruns.push(await rerunCheck(check, body));
  if (!reruns.every(isDecided)) return;
  const showed = (kind: string | undefined) => (rerun: CheckLog) =>
    rerun.counterexamples.some((one) => one.kind === kind);
  session.knowledge.lone.note(log.counterexamples.some(({ kind }) => reruns.some(showed(kind))));
  log.settle(({ kind, got }) => {
    if (reruns.every(showed(kind))) return "reproducible";
    if (log.unanswered.has(kind ?? "")) return silence(got);
    const isSettled = SUBJECT_IS_OVERLAP.has(log.requirement) || !REFUSED.test(kind ?? "");
    return isSettled || reruns.some(showed(kind)) ? "flaky" : "beside others only";
  });
}

/** Kinds of failure that consist in a refusal: alone there was none. */
const REFUSED = /\|(?:refused|server-error) [^|]*$/u;

/** Whether something was waited for to the end of its budget. */
function ranIntoAWait({ config, waits }: Check["session"]): boolean {
  const samples = waits.all();
  return LIVES.some((name) => samples[name]?.some((ms) => ms >= config.waits[name]));
}

const LIVES = ["listenerRunning", "listenerGone", "loadBalancerReady"] as const;

const silence = (got: string) => ({ is: "environment", reason: `a request was not answered: ${got}` }) as const;

function isDecided(log: CheckLog): boolean {
  const { outcome } = log.outcome();
  return outcome === "pass" || outcome === "fail";
}
