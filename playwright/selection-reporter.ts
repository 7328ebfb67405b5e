/** Playwright reporter that reports nothing: it leaves out verdicts on what the plan has not, and of the others those of other shards; what was selected it hands to the exercise. */
import { rmSync } from "node:fs";
import type { FullConfig, Reporter, Suite, TestRun } from "@playwright/test/reporter";
import { clearFiles, filesOf } from "../cli/run/brief.js";
import { tellRun } from "../evidence/run-log.js";
import { readPlan } from "../exercise/plan.js";
import { handOverSelection, ownOf, selectedOf } from "./selection.js";

interface Preprocessed {
  readonly config: FullConfig;
  readonly suite: Suite;
  readonly testRun: TestRun;
}

export default class SelectionReporter implements Reporter {
  async preprocess({ config, suite, testRun }: Preprocessed): Promise<void> {
    const plan = readPlan();
    if (plan === undefined) return;
    const planned = new Set<string>(plan.requirements);
    const verdicts = suite.suites.filter((project) => project.title === "verdict").flatMap((one) => one.allTests());
    handOverSelection(verdicts.map(({ title }) => title).filter((title) => planned.has(title)));
    const own = new Set<string>(ownOf(plan));
    for (const test of verdicts) if (!own.has(test.title)) testRun.exclude(test);
    // Playwright counts tests; checks are divided by what they cost.
    if (config.shard !== null) testRun.skipSharding();
    // In a window of `--ui` the verdicts may be asked for alone, on what was exercised before.
    if (!suite.suites.some((project) => project.title === "exercise")) return;
    const files = filesOf(plan.config.run.output);
    clearFiles(files);
    rmSync(files.report, { force: true });
    // Playwright runs nothing then, not even the exercise: that this shard has nothing to do is all it has to say.
    if (own.size > 0 || plan.config.run.shard === undefined) return;
    tellRun(files.log, { is: "begun", part: 0, parts: 1, planned: [], selection: selectedOf(plan) });
    tellRun(files.log, { is: "done", part: 0 });
  }

  printsToStdio(): boolean {
    return false;
  }
}
