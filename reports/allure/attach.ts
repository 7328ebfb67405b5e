import * as allure from "allure-js-commons";
import type { Requirement } from "../../contract/requirement.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { requirementReport } from "../report.js";
import { allureDetailsOf } from "./details.js";

/**
 * Tells Allure, from inside a running test, what came of the requirement the test checks. Without a test that Allure listens to it
 * does nothing.
 * @param record what the check found
 * @param requirement its entry in the catalogue
 */
export async function attachToAllure(record: RequirementRecord, requirement: Requirement): Promise<void> {
  const details = allureDetailsOf(requirementReport(record, requirement));
  await allure.historyId(details.historyId);
  await allure.testCaseId(details.historyId);
  await allure.description(details.description);
  await allure.labels(...details.labels);
  await allure.links(...details.links);
  for (const { name, value } of details.parameters) await allure.parameter(name, value, { excluded: true });
  for (const { name, status } of details.steps) await allure.logStep(name, allureStatus(status));
  for (const { name, content, contentType } of details.attachments) await allure.attachment(name, content, contentType);
}

function allureStatus(status: "passed" | "failed" | "broken" | "skipped"): allure.Status {
  return {
    passed: allure.Status.PASSED,
    failed: allure.Status.FAILED,
    broken: allure.Status.BROKEN,
    skipped: allure.Status.SKIPPED,
  }[status];
}
