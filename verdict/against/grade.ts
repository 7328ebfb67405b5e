/** What a ground truth makes of a run: where the page is silent the real service decides, as a warning or as a verdict. What the page settles is judged as before. */
import type { Catalogue, RequirementId } from "../../contract/catalogue.js";
import { isEndpointRequirementId } from "../../contract/catalogue.js";
import { comparedHow } from "../../contract/questions.js";
import type { Requirement } from "../../contract/requirement.js";
import { counted } from "../../contract/words.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { originOf, type ToldClause, type Truth, type TruthUse } from "../../evidence/truth/truth.js";
import { type Comparison, compareWith, type Difference } from "./compare.js";

/**
 * The catalogue as a truth makes it: what was recorded of a clause that the page leaves open is asked of the target, and what was seen to hold says when
 * and where.
 * @param use absent: nothing is held against anything
 */
export function catalogueAgainst(catalogue: Catalogue, use: TruthUse | undefined): Catalogue {
  if (use === undefined) return catalogue;
  const { truth, strict } = use;
  const changed: Partial<Record<RequirementId, Requirement>> = {};
  for (const told of truth.clauses) {
    if (!isEndpointRequirementId(told.clause)) continue;
    const requirement = validated(catalogue[told.clause], told, truth);
    changed[told.clause] = isAskedOf(requirement, told)
      ? {
          ...requirement,
          kind: strict ? "required" : "advisory",
          statement: `Answers as the real service did ${originOf(truth)}. ${requirement.statement}`,
        }
      : requirement;
  }
  return { ...catalogue, ...changed };
}

function validated(requirement: Requirement, { outcome }: ToldClause, { recordedOn, region }: Truth): Requirement {
  return outcome === "pass" ? { ...requirement, validatedAt: { date: recordedOn, region } } : requirement;
}

/** Whether a truth decides a clause: it has answers to it, and the page has none. */
function isAskedOf({ kind }: Requirement, { clause, answers }: ToldClause): boolean {
  const compared = comparedHow(clause);
  return kind !== "required" && (compared === "exactly" || compared === "within") && Object.keys(answers).length > 0;
}

/** Results of a run as a truth makes them, and what is to be said of the two once for all clauses. */
interface GradedRun {
  readonly results: readonly RequirementRecord[];
  readonly notes: readonly string[];
}

/**
 * Grades a run by a truth.
 * @param results complete
 * @param catalogue without the truth
 */
export function gradeAgainst(
  results: readonly RequirementRecord[],
  catalogue: Catalogue,
  { truth }: TruthUse,
): GradedRun {
  const seen = results.map(({ requirement, outcome, reason, fingerprint }) => {
    return { clause: requirement, outcome, reason, answers: fingerprint };
  });
  const comparison = compareWith(truth, { clauses: seen, times: [] });
  const asked = new Map(
    truth.clauses
      .filter((told) => isEndpointRequirementId(told.clause) && isAskedOf(catalogue[told.clause], told))
      .map((told) => [told.clause, told]),
  );
  return {
    results: results.map((result) => {
      const told = asked.get(result.requirement);
      return told === undefined ? result : graded(result, told, comparison, truth);
    }),
    notes: notesOf(comparison, truth),
  };
}

function graded(result: RequirementRecord, told: ToldClause, comparison: Comparison, truth: Truth): RequirementRecord {
  const own = comparison.differences.filter(({ clause }) => clause === result.requirement);
  const { reason: _, ...rest } = result;
  const isAnswered = Object.keys(told.answers).some((question) => result.fingerprint[question] !== undefined);
  if (own.length > 0) return { ...rest, outcome: "fail", reason: reasonOf(own, truth) };
  // What is against custom only is right where the real service does the same.
  return isAnswered && result.outcome === "fail" ? { ...rest, outcome: "pass" } : result;
}

const MOST_NAMED = 3;

function reasonOf(differences: readonly Difference[], truth: Truth): string {
  const named = differences
    .slice(0, MOST_NAMED)
    .map(({ question, real, here }) => `${question}: ${real} there, ${here} here`);
  const rest = differences.length - named.length;
  const more = rest > 0 ? `; and ${counted(rest, "more difference")}` : "";
  return `answers otherwise than the real service did ${originOf(truth)}: ${named.join("; ")}${more}`;
}

function notesOf({ differences, chances, brokenThere, compared, unanswered }: Comparison, truth: Truth): string[] {
  const { suite, digest } = truth;
  const open = unanswered.reduce((sum, { questions }) => sum + questions, 0);
  const without = open === 0 ? "" : `, ${counted(open, "question")} of it found no answer in this run`;
  return [
    `held against the ground truth that was recorded ${originOf(truth)} with ${suite.name} ${suite.version}, contract revision ${suite.contractRevision} (${digest.slice(0, "sha256:".length + 12)}): ${counted(compared, "answer")} compared, ${differences.length} other${without}`,
    ...brokenThere.map(
      ({ clause, saw }) =>
        `truth and page disagree on ${clause}, which is judged by the page: the real service was seen otherwise ${originOf(truth)}: ${saw}`,
    ),
    ...chances.map(
      ({ clause, question, real, here }) =>
        `${clause}, ${question}: ${real} in the ground truth, ${here} here; chance has a part in it, so that it is not graded`,
    ),
  ];
}
