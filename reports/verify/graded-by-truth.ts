/** What a ground truth may have made of the clauses of a report: it grades what the page leaves open. The truth itself is not at hand. */
import { type Catalogue, isRequirementId, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { comparedHow } from "../../contract/questions.js";
import type { Requirement } from "../../contract/requirement.js";
import { originOf } from "../../evidence/truth/truth.js";
import type { Report, RequirementReport } from "../report.js";

/** What of a clause stands in a report. */
type ClauseWords = Pick<Requirement, "kind" | "section" | "statement" | "breaks" | "validatedAt">;

/**
 * What a clause has to say in a report: as the page has it, or as a truth has graded it.
 * @param id of the catalogue
 * @param stated as the report has it, which of the two it claims to be
 */
export function wordsDue(id: RequirementId, stated: RequirementReport, { truth }: Report): ClauseWords {
  const { kind, section, statement, breaks, validatedAt } = REQUIREMENTS[id];
  const page = { kind, section, statement, breaks, validatedAt };
  if (truth === undefined) return page;
  const isSeen =
    JSON.stringify(stated.validatedAt) === JSON.stringify({ date: truth.recordedOn, region: truth.region });
  const seen = isSeen ? { ...page, validatedAt: stated.validatedAt } : page;
  if (kind === "required" || comparedHow(id) === "held" || stated.statement === statement) return seen;
  const graded = `Answers as the real service did ${originOf(truth)}. ${statement}`;
  return { ...seen, kind: truth.strict ? "required" : "advisory", statement: graded };
}

/** The catalogue by which a report was judged. */
export function catalogueOf(report: Report): Catalogue {
  const changed = report.requirements.flatMap((one) => {
    const { id } = one;
    if (report.truth === undefined || !isRequirementId(id)) return [];
    return [[id, { ...REQUIREMENTS[id], ...wordsDue(id, one, report) }] as const];
  });
  return { ...REQUIREMENTS, ...Object.fromEntries(changed) };
}

/** Whether the page itself demands a clause: what only a truth demands needs no counterexample and no case of its own. */
export function isDemandedByPage(id: string): boolean {
  return isRequirementId(id) && REQUIREMENTS[id].kind === "required";
}
