/** Project `certificate`: one test for what the run as a whole comes to. It carries what no single requirement does: faults of the suite, the environment, too little exercised, a stale baseline. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { reportRun } from "../cli/run/report-run.js";
import { readPlan } from "../exercise/plan.js";
import { SCHEDULE_PICTURE } from "../reports/names.js";
import { isGreenInPart } from "../reports/overview.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { test } from "./test.js";

test("certificate", { tag: "@certificate" }, async () => {
  const testInfo = test.info();
  const plan = readPlan();
  if (plan === undefined) throw new Error("nobody has planned this run");
  // It has been concluded, unless the exercise could not be brought to its end.
  const report = await reportRun(plan);
  const { certificate, judgement, run } = report;
  const picture = join(plan.config.run.output, SCHEDULE_PICTURE);
  if (existsSync(picture)) await testInfo.attach(SCHEDULE_PICTURE, { path: picture, contentType: "image/svg+xml" });
  if (certificate.granted) {
    await testInfo.attach("certificate.txt", { body: certificate.text, contentType: "text/plain" });
    return;
  }
  const because = certificate.because.join("; ");
  if (isGreenInPart(report)) testInfo.skip(true, `filtered, so there is no certificate: ${because}`);
  // Violations fail tests of their own.
  const carried = judgement.exitCode === EXIT_CODES.conformant || judgement.exitCode === EXIT_CODES.violation;
  if (carried) testInfo.skip(true, `no certificate: ${because}`);
  const failure = new Error(`No certificate: ${[because, ...run.faults].join("; ")}`);
  failure.stack = failure.message;
  throw failure;
});
