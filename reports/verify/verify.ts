/** Whether a report that somebody sent holds together: every part of it is worked out again from the others, and compared. */
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import type { Report } from "../report.js";
import { reportDigest } from "../report-digest.js";
import { catalogueFindings } from "./catalogue.js";
import { causeFindings } from "./causes.js";
import { configurationFindings } from "./configuration.js";
import { evidenceFindings } from "./evidence.js";
import { figureFindings } from "./figures.js";
import { type Finding, type SuiteKnowledge, when } from "./finding.js";
import { judgementFindings } from "./judgement.js";
import { timeFindings } from "./times.js";

/** What came of verifying a report. */
export interface Verification {
  /** What cannot be so; empty: it holds together. */
  readonly findings: readonly Finding[];
  /** What could not be looked at, or only with the eyes of another version: sentences. */
  readonly limits: readonly string[];
}

/**
 * Verifies a report.
 * @param report that fits the published schema
 * @param suite what this version knows
 */
export function verifyReport(report: Report, suite: SuiteKnowledge): Verification {
  const { name, version, contractRevision } = report.suite;
  const isOurs = contractRevision === CONTRACT_REVISION;
  const isSameVersion = version === suite.version;
  return {
    findings: [
      ...digest(report),
      ...when(name !== suite.name, "suite", `was not written by ${suite.name}, but by ${name}`),
      ...when(
        !isOurs,
        "suite",
        `judges by contract revision ${contractRevision}, and this version knows ${CONTRACT_REVISION} only: verify it with version ${version}`,
      ),
      ...(isOurs
        ? [
            ...catalogueFindings(report),
            ...judgementFindings(report),
            ...evidenceFindings(report, suite),
            ...causeFindings(report),
          ]
        : []),
      ...figureFindings(report),
      ...timeFindings(report, suite.now),
      ...configurationFindings(report, suite),
    ],
    limits: [
      ...(isOurs ? [] : ["Clauses, judgement and evidence were not looked at: they are of another catalogue."]),
      ...(isSameVersion ? [] : [`It was written by version ${version}, and read by version ${suite.version}.`]),
    ],
  };
}

function digest(report: Report): Finding[] {
  if (report.digest === undefined)
    return [{ about: "digest", problem: "is absent: the report was written by an older version, or it was taken out" }];
  return when(
    report.digest !== reportDigest(report),
    "digest",
    "does not fit the content: something was changed after it was written",
  );
}
