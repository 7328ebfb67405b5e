/** From one entry of the report to the end of its test: whatever a reader of a report of any reporter is to see of it is attached and thrown here. */
import { expect, type TestInfo } from "@playwright/test";
import { allureDetailsOf } from "../reports/allure/details.js";
import { isDecidingViolation, isViolation } from "../reports/overview.js";
import type { RequirementReport } from "../reports/report.js";
import type { Location } from "./clause-locations.js";

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
  const { outcome } = entry;
  const { message = "" } = details;
  if (outcome === "pass") return;
  if (!isViolation(entry)) return testInfo.skip(true, message);
  if (!isDecidingViolation(entry)) testInfo.fail(true, message);
  failAt(location, outcome, message);
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
