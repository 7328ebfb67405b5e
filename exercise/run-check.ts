/** One check from its begin to its record: stored failures first, then the body, then what has to be seen again. */
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import { seedOf } from "../generators/seed.js";
import { Check } from "./check/check.js";
import { CheckLog } from "./check/check-log.js";
import type { DeclaredCheck } from "./check/requirement.js";
import { replayStoredFirst } from "./replay/replay-stored.js";
import { settleByRerunning } from "./replay/rerun-check.js";
import type { Session } from "./session/session.js";

/** Situations without which not a single valid request can be made. */
const BASICS = ["load-balancer/idle", "server-group/available"] as const;

/** The clause that bodies which cannot be read break, and the operations that it is about; others are tools. */
const READABLE = "create-listener.wire.readable-answers";
const READ = ["CreateListener", "GetListenerAttribute"];

/** The probe that shows which errors passed. */
const PASSED = {
  requirement: "create-listener.passing.repeated-errors",
  question: "errors that were gone when the request was repeated",
} as const;

/**
 * Runs the check of one requirement against a session's target. Never throws: a fault of the check itself becomes a harness-error.
 * @param run session of the run
 * @param declared the check
 * @returns the requirement's record
 */
export async function runCheck(run: Session, { requirement, body }: DeclaredCheck): Promise<RequirementRecord> {
  const session = run.forCheck(requirement);
  const log = new CheckLog(requirement, seedOf(session.config.run.seed, requirement));
  const startedAt = performance.now();
  session.stage.know(requirement, () => log.judged > 0 || log.fingerprint.size > 0);
  for (const situation of BASICS) if (!session.has(situation)) log.missing.add(situation);
  if (log.missing.has("load-balancer/idle") && session.heldInWords !== undefined)
    log.blank({ is: "environment", reason: session.heldInWords });
  if (log.missing.size === 0) {
    try {
      const check = new Check(session, log);
      if (session.failures !== undefined) await replayStoredFirst(check, body, session.failures);
      // A prerequisite that is missing anywhere in a check is noted, and no fault of the suite.
      await check.noting(() => body({ check }));
      await check.goDeeper();
      await session.cleanedUp();
      await settleByRerunning(check, body, performance.now() - startedAt);
    } catch (error) {
      log.suiteFault ??= error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (error instanceof Error && process.env.GWLB_CONFORMANCE_DEBUG) console.error(error.stack);
    }
  }
  for (const situation of REQUIREMENTS[requirement].situations) {
    if (log.judged === 0 && !session.has(situation)) log.missing.add(situation);
  }
  await session.cleanedUp();
  // What was waited for may have been cut short as well.
  const { leftMs, stoppedBecause } = session.stage;
  if (leftMs === 0 && stoppedBecause === undefined && log.blanks.length > 0) log.outOfTime = true;
  for (const [error, times] of session.client.passingErrors())
    log.observeElsewhere({ ...PASSED, behaviour: error, times });
  noteUnreadable(session, log);
  for (const counterexample of log.counterexamples) session.failures?.keep(counterexample, new Date());
  return log.record({
    requests: session.client.requests(),
    throttled: session.client.throttled(),
    durationMs: Math.round(performance.now() - startedAt),
    waits: session.waits.all(),
  });
}

function noteUnreadable({ client, knowledge }: Session, log: CheckLog): void {
  for (const [operation, seen] of client.unreadable()) {
    const isFirst = knowledge.noteUnreadable(operation, seen);
    if (isFirst && READ.includes(operation))
      log.warn({ requirement: READABLE, message: `${operation} answered ${seen.answered}` });
  }
}
