/** Handing what Allure is to show to the test that is running. */
import * as allure from "allure-js-commons";
import type { AllureDetails } from "./details.js";

/**
 * Tells Allure, from inside a running test, what the test is about and what came of it. Without a test that Allure listens to it does
 * nothing.
 */
export async function attachToAllure(details: AllureDetails): Promise<void> {
  await allure.historyId(details.historyId);
  await allure.testCaseId(details.historyId);
  await allure.description(details.description);
  await allure.labels(...details.labels);
  await allure.links(...details.links);
  for (const { name, value } of details.parameters) await allure.parameter(name, value, { excluded: true });
  for (const { name, status } of details.steps) await allure.logStep(name, STATUSES[status]);
}

const STATUSES = {
  passed: allure.Status.PASSED,
  failed: allure.Status.FAILED,
  broken: allure.Status.BROKEN,
  skipped: allure.Status.SKIPPED,
} as const;
