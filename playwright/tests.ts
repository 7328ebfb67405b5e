/** Playwright as the runner of the checks: one test per requirement, one session per worker. */
import { test as base } from "@playwright/test";
import type { RequirementRecord } from "../evidence/record.js";
import { onDeclaration } from "../exercise/check/requirement.js";
import type { RunPlan } from "../exercise/plan.js";
import { runCheck } from "../exercise/run-check.js";
import { type OpenTarget, openTarget } from "../exercise/session/open-target.js";

/** Name of the attachment in which a test hands its record to the reporters. */
export const RECORD_ATTACHMENT = "requirement-record";

/** Says in one line why a test does not pass; `undefined` when it does. */
export type Tell = (record: RequirementRecord) => string | undefined;

/**
 * Makes each check that is declared from now on a Playwright test of the spec file that declares it.
 * @param plan what to run; checks of other requirements become no tests
 * @param tell words for records
 */
export function declarePlaywrightTests(plan: RunPlan, tell: Tell): void {
  const planned = new Set<string>(plan.requirements);
  const test = base.extend<object, { target: OpenTarget }>({
    target: [
      // Playwright wants the first parameter destructured; the name of the browser is a mere option, none is started.
      async ({ browserName: _unused }, use, worker) => {
        const target = await openTarget(plan, { index: worker.parallelIndex, count: plan.config.run.workers });
        await use(target);
        await target.close();
      },
      { scope: "worker", timeout: 0 },
    ],
  });
  onDeclaration((declared) => {
    if (!planned.has(declared.requirement)) return;
    test(declared.requirement, async ({ target }, testInfo) => {
      const record = await runCheck(target.session, declared);
      await testInfo.attach(RECORD_ATTACHMENT, { body: JSON.stringify(record), contentType: "application/json" });
      const problem = tell(record);
      if (problem === undefined) return;
      if (record.outcome === "not-exercised") testInfo.skip(true, problem);
      // Marked as expected to fail, so that Playwright does not start a new worker after each failure: with sixty of them that takes a
      // minute. The result still says `failed`, and the record reporter fails the run for it.
      testInfo.fail(true, problem);
      // The message is for people; a stack trace would only show the suite's own files.
      const failure = new Error(problem);
      failure.stack = problem;
      throw failure;
    });
  });
}
