/** The word for a disagreement with the contract; who is charged for it is decided in `verdict/`. */
import type { RequirementId } from "./catalogue.js";

/**
 * One disagreement between an answer and the contract. `about: "case"` says that the request was not treated as the clause under
 * check demands; otherwise it names the requirement that was broken on the way.
 */
export interface Finding {
  readonly about: "case" | RequirementId;
  readonly expected: string;
  readonly got: string;
}

/** Findings without repetitions: the first about each requirement. */
export function firstOfEach(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, i) => findings.findIndex((other) => other.about === finding.about) === i);
}
