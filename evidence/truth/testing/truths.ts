/** Truths that the tests of several rooms share. */
import type { RequirementId } from "../../../contract/catalogue.js";
import { sealed, type ToldClause, TRUTH_VERSION, type Truth, type TruthContent } from "../truth.js";

export const ASKED: RequirementId = "create-listener.tag-value.missing";
export const BY_CHANCE: RequirementId = "create-listener.passing.repeated-errors";
export const BY_NAMES: RequirementId = "create-listener.asynchronous.states";
/** A clause of custom, and one of the page. */
export const CUSTOM: RequirementId = "create-listener.tag-key.unique-equal-values";
export const OF_THE_PAGE: RequirementId = "create-listener.tcp-idle-timeout.minimum";

/** What a clause has told. */
export function told(
  clause: RequirementId,
  answers: ToldClause["answers"] = {},
  changes: Partial<ToldClause> = {},
): ToldClause {
  return { clause, outcome: "pass", answers, ...changes };
}

/** A whole truth of a few clauses. */
export function truthWith(clauses: readonly ToldClause[], changes: Partial<TruthContent> = {}): Truth {
  return sealed({
    truthVersion: TRUTH_VERSION,
    suite: { name: "gwlb-conformance", version: "0.1.0", contractRevision: "1" },
    region: "cn-wulanchabu",
    recordedOn: "2026-01-15",
    clauses,
    times: [{ name: "listenerRunning", count: 3, p50: 4_000, p95: 5_000, max: 5_000 }],
    ...changes,
  });
}
