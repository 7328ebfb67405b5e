/** Project `certificate`: one test for what the run as a whole comes to. It carries what no single requirement does: faults of the suite, the environment, too little exercised, a stale baseline. */
import { test } from "@playwright/test";
import { concludeRun } from "../cli/run/conclude.js";
import { readPlan } from "../exercise/plan.js";
import { attachToAllure } from "../reports/allure/attach.js";
import { certificateDetailsOf } from "../reports/allure/details.js";
import { EXIT_CODES } from "../verdict/judgement.js";
import { isForAllure } from "./settle.js";

test("certificate", { tag: "@certificate" }, async () => {
  const testInfo = test.info();
  const plan = readPlan();
  if (plan === undefined) throw new Error("nobody has planned this run");
  // It has been concluded, unless the exercise could not be brought to its end.
  const report = await concludeRun(plan);
  const { certificate, judgement, run } = report;
  if (isForAllure(testInfo)) await attachToAllure(certificateDetailsOf(report));
  if (certificate.granted) {
    await testInfo.attach("certificate.txt", { body: certificate.text, contentType: "text/plain" });
    return;
  }
  const because = certificate.because.join("; ");
  const filteredOnly = run.filtered && certificate.because.length === 1;
  // Violations fail tests of their own.
  const carried = judgement.exitCode === EXIT_CODES.conformant || judgement.exitCode === EXIT_CODES.violation;
  if (filteredOnly) testInfo.skip(true, "filtered: a run of a part of the requirements earns no certificate");
  if (carried) testInfo.skip(true, `no certificate: ${because}`);
  const failure = new Error(`No certificate: ${[because, ...run.faults].join("; ")}`);
  failure.stack = failure.message;
  throw failure;
});
