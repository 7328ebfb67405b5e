import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tellRun } from "../../evidence/run-log.js";
import { MINIMUM, recordOf } from "../../evidence/testing/records.js";
import type { RunPlan } from "../../exercise/plan.js";
import { loadConfig } from "../../target/config/load-config.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { temporaryFolder } from "../testing/folder.js";
import { clearFiles, filesOf, writeBrief } from "./brief.js";
import { endpointSubject, reportRun } from "./report-run.js";

/** A run of one requirement that has passed, in a folder of its own. */
function begunRun(name: string, folder = temporaryFolder()): RunPlan {
  const output = join(folder, name);
  const config = loadConfig({ env: {}, flags: { output, coverageFloor: "0" } });
  const files = filesOf(output);
  clearFiles(files);
  const replay = { folder, here: folder, settings: "" };
  writeBrief(files, {
    target: endpointSubject(config, true),
    startedAt: new Date().toISOString(),
    baseline: [],
    replay,
  });
  tellRun(files.log, { is: "begun", part: 0, parts: 1, planned: [MINIMUM] });
  tellRun(files.log, { is: "record", part: 0, record: recordOf(MINIMUM) });
  const command = "npx gwlb-conformance run";
  return { is: "endpoint", config, requirements: [MINIMUM], nonce: "n", ledger: "/dev/null", command };
}

test("a part that never said it was done is a fault of the suite in the report, its certificate and its exit code", async () => {
  const plan = begunRun("lost");
  const report = await reportRun(plan);
  assert.equal(report.judgement.exitCode, EXIT_CODES.suiteFault);
  assert.equal(report.judgement.verdict, "inconclusive");
  assert.deepEqual([report.certificate.granted, report.run.faults.length], [false, 1]);
  const { output } = plan.config.run;
  assert.match(readFileSync(join(output, "junit.xml"), "utf8"), /<error message="Suite fault: the exercise ended/u);
  assert.match(readFileSync(join(output, "summary.md"), "utf8"), /the exercise ended before all its checks had/u);
});

test("a part that was stopped in order is an interruption, and no fault", async () => {
  const plan = begunRun("stopped");
  tellRun(filesOf(plan.config.run.output).log, { is: "stopped", part: 0 });
  const { run, judgement } = await reportRun(plan);
  assert.deepEqual([run.interrupted, run.faults, judgement.exitCode], [true, [], EXIT_CODES.certifiesNothing]);
});

test("a run is concluded once: who comes later reads what is there", async () => {
  const plan = begunRun("done");
  tellRun(filesOf(plan.config.run.output).log, { is: "done", part: 0 });
  const first = await reportRun(plan);
  const { digest, ...second } = JSON.parse(JSON.stringify(await reportRun(plan, { faults: ["too late"] })));
  assert.match(digest, /^sha256:/u);
  assert.deepEqual(second, JSON.parse(JSON.stringify(first)));
});
