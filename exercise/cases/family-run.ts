/** One family on its way through one lens: its cases, how they are tried, and what has failed of them so far. */
import type { Lens } from "../../contract/lens.js";
import { VIOLATIONS } from "../../contract/violations.js";
import type { Specimen } from "../../generators/specimen.js";
import type { Attempt } from "../session/attempt.js";
import type { CaseStream } from "./case-stream.js";
import type { Evidence } from "./evidence.js";

/** A case that failed. */
export interface Failure {
  readonly index: number;
  readonly specimen: Specimen;
  readonly evidence: Evidence;
}

/** The state of a run of a family. */
export interface FamilyRun {
  readonly lens: Lens;
  readonly stream: CaseStream<Specimen>;
  /** Control twins that are really created after a refusal. */
  readonly twins: "first twin" | "every twin";
  /** Which requirement a missing refusal breaks: the one under check, or the one that the request violates. */
  readonly blame: "check" | "violation";
  readonly failures: Map<string, Failure>;
  /** Failures of other clauses, seen on the way. */
  readonly others: Map<string, Failure>;
  readonly unanswered: { readonly index: number; readonly specimen: Specimen; readonly attempt: Attempt }[];
}

/** Evidence as a family charges it: where that is its manner, that a violation was not refused is charged to the requirement that the request violates. */
export function charged({ blame }: FamilyRun, evidence: Evidence): Evidence {
  const { finding, violation } = evidence;
  if (blame === "check" || finding.about !== "case" || violation === undefined) return evidence;
  return { ...evidence, finding: { ...finding, about: VIOLATIONS[violation].requirement } };
}
