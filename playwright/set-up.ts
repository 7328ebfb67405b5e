/** Before and after everything, under `npx playwright test`: makes the target ready and cleans up. Under the command line, that does both. */
import { rmSync } from "node:fs";
import type { FullConfig } from "@playwright/test";
import { announcementOf, beginRun } from "../cli/run/begin.js";
import { filesOf } from "../cli/run/brief.js";
import { tellLeft } from "../cli/run/prepare.js";
import { reportRun } from "../cli/run/report-run.js";
import { shardInWords } from "../contract/shard.js";
import { readPlan } from "../exercise/plan.js";
import { ciStep } from "../reports/ci/step.js";
import { headline } from "../reports/overview.js";
import { locateClauses } from "./clause-locations.js";
import { endWithParent } from "./orphan.js";

/** Playwright's global set-up. @param config with the shard that was asked for, if one was. @returns its tear-down */
export default async function setUp({ reporter, shard }: FullConfig): Promise<() => Promise<void>> {
  if (readPlan() !== undefined) {
    endWithParent();
    return async () => {};
  }
  const flags = shard === null ? {} : { shard: shardInWords({ index: shard.current, count: shard.total }) };
  const run = await beginRun({ flags }, new AbortController().signal);
  Object.assign(process.env, run.variables);
  console.error(announcementOf(run));
  for (const warning of run.warnings) console.error(`warning: ${warning}`);
  return async () => {
    try {
      const report = await reportRun(run.plan);
      const { certificate, judgement } = report;
      const because = certificate.granted ? "" : `: ${certificate.because.join("; ")}`;
      console.log(`\n${headline(report)}${because} (exit code of \`gwlb-conformance run\`: ${judgement.exitCode})`);
      const ci = ciStep({ env: process.env, stdout: process.stdout, stderr: process.stderr });
      await ci.tell(report, run.plan.config.run.output, locateClauses);
      // Playwright's own reporter for GitHub says the same.
      if (!reporter.some(([name]) => name === "github")) ci.end();
    } finally {
      tellLeft(await run.release(), process);
      rmSync(filesOf(run.plan.config.run.output).work, { recursive: true, force: true });
    }
  };
}
