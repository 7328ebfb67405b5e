/** Whether verdict, exit code and certificate follow from the outcomes, the excuses and the kind of run. */
import { isRequirementId, type RequirementId } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { BaselineReading, Excuse } from "../../verdict/baseline.js";
import { certificateText } from "../../verdict/certificate.js";
import { judgeRun } from "../../verdict/judgement.js";
import { blankRecord } from "../../verdict/results.js";
import { isViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { type Finding, unlessEqual, when } from "./finding.js";
import { catalogueOf } from "./truth.js";

/** Judges the outcomes of a report again and compares. */
export function judgementFindings(report: Report): Finding[] {
  const { withheld, ...due } = judgeRun(recordsOf(report), catalogueOf(report), report.run, baselineOf(report));
  const { verdict, exitCode, required, exercised } = report.judgement;
  return [
    ...unlessEqual("judgement", "the verdict", verdict, due.verdict),
    ...unlessEqual("judgement", "the exit code", exitCode, due.exitCode),
    ...unlessEqual("judgement", "the number of required clauses", required, due.required),
    ...unlessEqual("judgement", "the number of exercised clauses", exercised, due.exercised),
    ...certificate(report, withheld),
    ...report.requirements.flatMap((one) => excuse(one, report)),
  ];
}

function recordsOf({ requirements }: Report): RequirementRecord[] {
  return requirements.flatMap(({ id, outcome }) => (isRequirementId(id) ? [blankRecord(id, outcome)] : []));
}

/** What the baseline was, as far as the report tells. */
function baselineOf({ requirements, staleExcuses }: Report): BaselineReading {
  const excused = new Map<RequirementId, Required<Excuse>>();
  const expired = new Set<RequirementId>();
  for (const { id, excuse: own } of requirements) {
    if (own !== undefined && isRequirementId(id)) excused.set(id, { requirement: id, ...own });
  }
  for (const line of staleExcuses) {
    const id = /^(\S+): expired on /u.exec(line)?.[1];
    if (id !== undefined && isRequirementId(id)) expired.add(id);
  }
  return { excused, expired, stale: staleExcuses };
}

function certificate(report: Report, withheld: readonly string[]): Finding[] {
  const about = "certificate";
  const { certificate: stated } = report;
  if (!stated.granted) {
    if (withheld.length === 0) return [{ about, problem: "is withheld, and one is due" }];
    return unlessEqual(about, "what it is withheld for", stated.because, withheld);
  }
  if (withheld.length > 0) return [{ about, problem: `is granted without grounds: ${withheld.join("; ")}` }];
  // Reports of versions that knew endpoints only do not say that they are about one.
  const target = report.target.is === "sdk" ? report.target : { ...report.target, is: "endpoint" as const };
  return when(stated.text !== certificateText({ ...report, target }), about, "says something else than the report");
}

function excuse({ id, kind, outcome, excuse: own }: RequirementReport, { endedAt, staleExcuses }: Report): Finding[] {
  if (own === undefined) return [];
  return [
    ...when(kind !== "required", id, `is excused, and ${kind} clauses need no excuse`),
    ...when(!isViolation({ outcome }), id, `is excused, and was not violated: ${outcome}`),
    ...when(own.reason.trim() === "", id, "is excused without a reason"),
    ...when(
      own.expires < endedAt.slice(0, 10),
      id,
      `is excused until ${own.expires}, which was over when the run ended`,
    ),
    ...when(
      staleExcuses.some((line) => line.startsWith(`${id}: `)),
      id,
      "is excused by an entry that is stale",
    ),
  ];
}
