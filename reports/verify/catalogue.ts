/** Whether a report is about the clauses that this suite judges by, all that its profile has, in words that were not changed. */
import { isRequirementId, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { isOfSdk } from "../overview.js";
import type { Report, RequirementReport } from "../report.js";
import { type Finding, unlessEqual, when } from "./finding.js";

/** Compares the clauses of a report with the catalogue. */
export function catalogueFindings(report: Report): Finding[] {
  return [...missing(report), ...misplaced(report), ...report.requirements.flatMap((one) => wordsOf(one, report))];
}

function missing({ requirements, profile, run, target }: Report): Finding[] {
  // A shard has its part of the clauses only.
  if (run.filtered || run.shard !== undefined) return [];
  const present = new Set(requirements.map(({ id }) => id));
  return Object.entries(REQUIREMENTS)
    .filter(
      ([id, { profiles }]) =>
        profiles.includes(profile) && isOfSdk({ id }) === (target.is === "sdk") && !present.has(id),
    )
    .map(([id]) => ({ about: id, problem: `is missing: an unfiltered run of profile ${profile} has it` }));
}

function misplaced({ requirements }: Report): Finding[] {
  const order = new Map(Object.keys(REQUIREMENTS).map((id, index) => [id, index]));
  return requirements.flatMap(({ id }, index) => {
    const before = requirements[index - 1]?.id;
    if (before === undefined) return [];
    if (before === id) return [{ about: id, problem: "stands there twice" }];
    return when(
      (order.get(before) ?? 0) > (order.get(id) ?? 0),
      id,
      `stands behind ${before}, against the order of the catalogue`,
    );
  });
}

function wordsOf(one: RequirementReport, { target }: Report): Finding[] {
  const { id } = one;
  if (!isRequirementId(id)) return [{ about: id, problem: "is no clause of this catalogue" }];
  const clause = REQUIREMENTS[id satisfies RequirementId];
  return [
    ...when(isOfSdk(one) !== (target.is === "sdk"), id, "is a clause that this kind of target is not judged by"),
    ...(["kind", "section", "statement", "breaks", "validatedAt"] as const).flatMap((member) =>
      unlessEqual(id, member, one[member], clause[member]),
    ),
  ];
}
