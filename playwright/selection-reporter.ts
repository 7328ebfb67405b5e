/** Playwright reporter that reports nothing: it leaves out verdicts on what the plan has not, and hands the rest to the exercise. */
import { rmSync } from "node:fs";
import type { Reporter, Suite, TestRun } from "@playwright/test/reporter";
import { clearFiles, filesOf } from "../cli/run/brief.js";
import { readPlan } from "../exercise/plan.js";
import { handOverSelection } from "./selection.js";

export default class SelectionReporter implements Reporter {
  async preprocess({ suite, testRun }: { readonly suite: Suite; readonly testRun: TestRun }): Promise<void> {
    const plan = readPlan();
    if (plan === undefined) return;
    const planned = new Set<string>(plan.requirements);
    const verdicts = suite.suites.filter((project) => project.title === "verdict").flatMap((one) => one.allTests());
    for (const test of verdicts) if (!planned.has(test.title)) testRun.exclude(test);
    handOverSelection(verdicts.map(({ title }) => title).filter((title) => planned.has(title)));
    // In a window of `--ui` the verdicts may be asked for alone, on what was exercised before.
    if (!suite.suites.some((project) => project.title === "exercise")) return;
    const files = filesOf(plan.config.run.output);
    clearFiles(files);
    rmSync(files.report, { force: true });
  }

  printsToStdio(): boolean {
    return false;
  }
}
