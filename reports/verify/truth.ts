/** Clauses of a report that a ground truth has graded: their words are the catalogue's as the truth makes them. */
import { type Catalogue, isRequirementId, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { comparedHow } from "../../contract/questions.js";
import type { Requirement } from "../../contract/requirement.js";
import { originOf } from "../../evidence/truth/truth.js";
import type { Report, RequirementReport } from "../report.js";

/** Whether a truth decides a clause, so that no request of its own has to show it. */
export function isGradedByTruth({ id, statement }: RequirementReport, { truth }: Report): boolean {
  const compared = comparedHow(id);
  return (
    truth !== undefined && (compared === "exactly" || compared === "within") && statement.startsWith(prefixOf(truth))
  );
}

/**
 * A clause as a report may have it that was held against a truth.
 * @param clause of the catalogue
 * @param one what the report says of it
 */
export function asHeldAgainst(clause: Requirement, one: RequirementReport, report: Report): Requirement {
  const { truth } = report;
  if (truth === undefined) return clause;
  // What a truth does not hold was validated by nobody.
  const validatedAt =
    one.validatedAt === "never" ? clause.validatedAt : { date: truth.recordedOn, region: truth.region };
  if (clause.kind === "required" || !isGradedByTruth(one, report)) return { ...clause, validatedAt };
  const statement = `${prefixOf(truth)}${clause.statement}`;
  return { ...clause, validatedAt, statement, kind: truth.strict ? "required" : "advisory" };
}

/** The catalogue that a report was judged by. */
export function catalogueOf(report: Report): Catalogue {
  if (report.truth === undefined) return REQUIREMENTS;
  const changed: Partial<Record<RequirementId, Requirement>> = {};
  for (const one of report.requirements)
    if (isRequirementId(one.id)) changed[one.id] = asHeldAgainst(REQUIREMENTS[one.id], one, report);
  return { ...REQUIREMENTS, ...changed };
}

function prefixOf(truth: NonNullable<Report["truth"]>): string {
  return `Answers as the real service did ${originOf(truth)}. `;
}
