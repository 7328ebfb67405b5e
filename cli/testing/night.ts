/** A whole run in the process of a test, from its configuration to history and notice: what `run` does, but for Playwright and its reports. */
import { evidenceOf, RunLogReader, tellRun } from "../../evidence/run-log.js";
import type { EndpointPlan } from "../../exercise/plan.js";
import { loadChecks, runChecks } from "../../exercise/run-checks.js";
import { openTarget } from "../../exercise/session/open-target.js";
import { startSchedule } from "../../exercise/session/schedule-of.js";
import { strangersInWords } from "../../exercise/stage/somebody-else.js";
import type { ConfigSource } from "../../target/config/load-config.js";
import { loadConfig } from "../../target/config/load-config.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import type { Leftover } from "../leftovers.js";
import { beginRun } from "../run/begin.js";
import { filesOf } from "../run/brief.js";
import { growCorpus } from "../run/corpus.js";
import { keepResult } from "../run/keep-result.js";
import { TargetUnusable } from "../run/prepare.js";
import { reportRun } from "../run/report-run.js";

/**
 * Makes a run.
 * @param source flags and file of its configuration
 * @param underWay called once its checks have begun
 * @returns what it could not remove
 */
export async function night(source: ConfigSource, underWay?: () => Promise<void>): Promise<readonly Leftover[]> {
  const { run, target } = loadConfig(source);
  const kept = { ...run, subject: target.endpoint ?? "" };
  const startedAt = new Date();
  const begun = await beginRun(source, new AbortController().signal).catch(async (error: unknown) => {
    if (!(error instanceof AnotherRun || error instanceof TargetUnusable)) throw error;
    await keepResult(kept, startedAt, { exitCode: 3, reason: error.message });
    return undefined;
  });
  if (begun === undefined) return [];
  const { plan } = begun;
  let left: readonly Leftover[] = [];
  try {
    if (plan.is !== "endpoint") throw new Error("a night is of an endpoint");
    await Promise.all([exercise(plan), underWay?.()]);
  } finally {
    left = await begun.release();
  }
  const report = await reportRun(plan);
  await keepResult(kept, startedAt, { exitCode: report.judgement.exitCode, report });
  growCorpus(run, run.output, report);
  return left;
}

async function exercise(plan: EndpointPlan): Promise<void> {
  const { log } = filesOf(plan.config.run.output);
  const planned = new Set(plan.requirements);
  const checks = (await loadChecks()).filter(({ requirement }) => planned.has(requirement));
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    tellRun(log, { is: "begun", part: 0, parts: 1, planned: plan.requirements });
    const schedule = startSchedule(target);
    for await (const record of runChecks(target.session, checks)) tellRun(log, { is: "record", part: 0, record });
    const words = strangersInWords(target.session.strangers);
    if (words !== undefined) tellRun(log, { is: "strangers", part: 0, words });
    tellRun(log, { is: "schedule", part: 0, schedule: schedule() });
    tellRun(log, { is: "notes", part: 0, notes: target.session.notes() });
    tellRun(log, { is: "done", part: 0 });
  } finally {
    await target.close();
  }
  if (!evidenceOf(new RunLogReader(log).read()).complete) throw new Error("the night did not come to its end");
}
