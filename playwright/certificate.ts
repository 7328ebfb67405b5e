/** Project `certificate`: one test for what the run as a whole comes to. It carries what no single requirement does: faults of the suite, the environment, too little exercised, a stale baseline. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { reportRun } from "../cli/run/report-run.js";
import { readPlan } from "../exercise/plan.js";
import { SCHEDULE_PICTURE, SHARD_FILE } from "../reports/names.js";
import { isDecidingViolation, isGreenInPart } from "../reports/overview.js";
import type { Report } from "../reports/report.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { ownOf } from "./selection.js";
import { test } from "./test.js";

/** Files of the run that every reporter gets. */
const ATTACHED = [
  [SCHEDULE_PICTURE, "image/svg+xml"],
  [SHARD_FILE, "application/json"],
] as const;

test("certificate", { tag: "@certificate" }, async () => {
  const testInfo = test.info();
  const plan = readPlan();
  if (plan === undefined) throw new Error("nobody has planned this run");
  // It has been concluded, unless the exercise could not be brought to its end.
  const report = await reportRun(plan);
  const { certificate, judgement, run } = report;
  for (const [name, contentType] of ATTACHED) {
    const path = join(plan.config.run.output, name);
    // Where it stands: a copy, as `attach` makes one, would be gone before the reporters that read it at the end.
    if (existsSync(path)) testInfo.attachments.push({ name, path, contentType });
  }
  if (certificate.granted) {
    await testInfo.attach("certificate.txt", { body: certificate.text, contentType: "text/plain" });
    return;
  }
  const because = certificate.because.join("; ");
  const elsewhere = violatedElsewhere(report, new Set(ownOf(plan)));
  if (elsewhere.length > 0) fail(`seen on the way: ${elsewhere.join(", ")} violated, whose test is in another shard`);
  const kind = run.shard === undefined ? "filtered" : "a shard";
  if (isGreenInPart(report)) testInfo.skip(true, `${kind}, so there is no certificate: ${because}`);
  // Violations fail tests of their own.
  const carried = judgement.exitCode === EXIT_CODES.conformant || judgement.exitCode === EXIT_CODES.violation;
  if (carried) testInfo.skip(true, `no certificate: ${because}`);
  fail([because, ...run.faults].join("; "));
});

/** What this shard has seen of clauses of others: their tests, which end elsewhere, know nothing of it. */
function violatedElsewhere({ run, requirements }: Report, own: ReadonlySet<string>): string[] {
  if (run.shard === undefined) return [];
  return requirements.filter((one) => isDecidingViolation(one) && !own.has(one.id)).map(({ id }) => id);
}

/** Fails without a stack, which would lead into the suite. */
function fail(because: string): never {
  const failure = new Error(`No certificate: ${because}`);
  failure.stack = failure.message;
  throw failure;
}
