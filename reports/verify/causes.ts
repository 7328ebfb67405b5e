/** Whether the causes that a report names explain what failed in it, each clause once, and nothing else. */
import { isViolation } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { counterexampleFindings } from "./evidence.js";
import { type Finding, unlessEqual, when } from "./finding.js";

/** A report names no more. */
const MOST_CAUSES = 100;
const GRAVITY = ["fail", "flaky", "inconclusive"] as const;

/** Holds the causes of a report against its outcomes. */
export function causeFindings(report: Report): Finding[] {
  const { causes, requirements } = report;
  const outcomes = new Map(requirements.map(({ id, outcome }) => [id, outcome]));
  const explained = causes.flatMap(({ clauses }) => clauses);
  const twice = explained.filter((id, index) => explained.indexOf(id) !== index);
  const left = requirements.filter((one) => needsCause(one) && !explained.includes(one.id));
  return [
    ...twice.map((about) => ({ about, problem: "stands under two causes" })),
    ...(causes.length >= MOST_CAUSES ? [] : left.map(({ id }) => ({ about: id, problem: "stands under no cause" }))),
    ...requirements.flatMap((one) =>
      when(
        explained.includes(one.id) && !needsCause(one),
        one.id,
        `stands under a cause, and its outcome is ${one.outcome}`,
      ),
    ),
    ...causes.flatMap(({ id, outcome, clauses, counterexample }) => [
      ...unlessEqual(
        id,
        "its outcome",
        outcome,
        GRAVITY.find((grave) => clauses.some((clause) => outcomes.get(clause) === grave)),
      ),
      ...clauses
        .filter((clause) => !outcomes.has(clause))
        .map((clause) => ({ about: id, problem: `explains ${clause}, which the report does not have` })),
      ...(counterexample === undefined ? [] : counterexampleFindings(id, counterexample, report)),
    ]),
  ];
}

function needsCause({ kind, outcome }: RequirementReport): boolean {
  return kind === "required" && (isViolation({ outcome }) || outcome === "inconclusive");
}
