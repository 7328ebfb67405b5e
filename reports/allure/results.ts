import { Buffer } from "node:buffer";
import { mkdir } from "node:fs/promises";
import { Stage, Status, type StepResult, type TestResult } from "allure-js-commons";
import { createStepResult, createTestResult, FileSystemWriter } from "allure-js-commons/sdk/reporter";
import { OPERATION } from "../../contract/parameters.js";
import type { Report, RequirementReport } from "../report.js";
import { type AllureAttachment, type AllureStatus, allureDetailsOf } from "./details.js";

const STATUSES: Readonly<Record<AllureStatus, Status>> = {
  passed: Status.PASSED,
  failed: Status.FAILED,
  broken: Status.BROKEN,
  skipped: Status.SKIPPED,
};

/**
 * Writes the results of a run as Allure's result files, one test per requirement. Made from the report and not from the single checks,
 * they agree with the verdict also where one check saw the violation of another requirement.
 * @param folder absolute path of the results folder; made if absent
 * @param report of a run
 */
export async function writeAllureResults(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true });
  const writer = new FileSystemWriter({ resultsDir: folder });
  for (const requirement of report.requirements) writeResult(writer, requirement, Date.parse(report.startedAt));
}

/**
 * What Allure shows as the environment of a run.
 * @param report of a run
 */
export function environmentOf({ target, suite, profile, seed, judgement }: Report): Record<string, string> {
  return {
    Target: target.embedded ? `${target.endpoint} (embedded emulator)` : target.endpoint,
    Region: target.region,
    Authentication: target.auth,
    Suite: `${suite.name} ${suite.version}`,
    "Contract revision": suite.contractRevision,
    Profile: profile,
    Seed: String(seed),
    Verdict: judgement.verdict,
    Node: process.version,
  };
}

function writeResult(writer: FileSystemWriter, requirement: RequirementReport, start: number): void {
  const stop = start + requirement.durationMs;
  const details = allureDetailsOf(requirement);
  const result: TestResult = {
    // One file per requirement: a later run into the same folder replaces it.
    ...createTestResult(requirement.id, details.historyId),
    name: requirement.id,
    fullName: requirement.id,
    testCaseId: details.historyId,
    titlePath: [OPERATION, requirement.section],
    status: STATUSES[details.status],
    stage: Stage.FINISHED,
    statusDetails: details.message === undefined ? {} : { message: details.message },
    description: details.description,
    labels: [...details.labels],
    links: [...details.links],
    parameters: details.parameters.map((parameter) => ({ ...parameter, excluded: true })),
    // The first step is the work, the others tell what it showed.
    steps: details.steps.map(
      ({ name, status }, index): StepResult => ({
        ...createStepResult(),
        name,
        status: STATUSES[status],
        stage: Stage.FINISHED,
        start: index === 0 ? start : stop,
        stop,
      }),
    ),
    attachments: details.attachments.map((attachment, index) =>
      writeAttachment(writer, requirement.id, attachment, index),
    ),
    start,
    stop,
  };
  writer.writeResult(result);
}

const EXTENSIONS: Readonly<Record<AllureAttachment["contentType"], string>> = {
  "application/json": "json",
  "text/plain": "txt",
  "image/svg+xml": "svg",
};

function writeAttachment(
  writer: FileSystemWriter,
  id: string,
  { name, contentType, content }: AllureAttachment,
  index: number,
): TestResult["attachments"][number] {
  const source = `${id}-${index}-attachment.${EXTENSIONS[contentType]}`;
  writer.writeAttachment(source, Buffer.from(content, "utf8"));
  return { name, type: contentType, source };
}
