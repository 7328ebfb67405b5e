/** From one entry of the report to the end of its test: whatever a reader of a report of any reporter is to see of it is attached and thrown here. */
import { expect, type TestInfo } from "@playwright/test";
import { attachToAllure } from "../reports/allure/attach.js";
import { type AllureDetails, allureDetailsOf } from "../reports/allure/details.js";
import type { RequirementReport } from "../reports/report.js";
import type { Location } from "./clause-locations.js";

/** Annotation by which the reporter for Allure knows tests that Playwright can only skip: faults of the suite, and what was not judged. */
export const BROKEN = "broken";

/**
 * Ends the test of a requirement as the report has it. Only a violation that decides the verdict fails.
 * @param entry of the report; absent: the run was not about it
 */
export async function settle(
  entry: RequirementReport | undefined,
  location: Location,
  testInfo: TestInfo,
): Promise<void> {
  if (entry === undefined) return testInfo.skip(true, "Not exercised: this run was not about it");
  const details = allureDetailsOf(entry);
  for (const { name, content, contentType } of details.attachments) {
    await testInfo.attach(name, { body: content, contentType });
  }
  if (isForAllure(testInfo)) await attachToAllure(details);
  const { outcome } = entry;
  if (outcome === "pass") return;
  if (outcome !== "fail" && outcome !== "flaky") return skip(details, testInfo);
  if (details.status !== "failed") testInfo.fail(true, details.message);
  failAt(location, outcome, details.message ?? "");
}

function skip({ status, message = "" }: AllureDetails, testInfo: TestInfo): void {
  if (status === "broken") testInfo.annotations.push({ type: BROKEN, description: message });
  testInfo.skip(true, message);
}

/** The stack leads to the clause: what the suite's own files did on the way helps nobody. */
function failAt({ file, line }: Location, outcome: string, message: string): void {
  try {
    expect(outcome, message).toBe("pass");
  } catch (error) {
    if (error instanceof Error) error.stack = `Error: ${error.message}\n    at ${file}:${line}:1`;
    throw error;
  }
}

/** To any other reporter, what is meant for Allure would be attachments that cannot be read. */
export function isForAllure({ config }: TestInfo): boolean {
  return config.reporter.some(([name]) => name.includes("allure"));
}
