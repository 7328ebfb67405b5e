/** How well the causes that a whole run names lead to the fault that there was: how many there are, and where the true one stands. */
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { median } from "../../reports/measures.js";
import { causesOf } from "../../verdict/causes/causes.js";

/** The causes of one run against one fault. */
export interface CausesFound {
  readonly count: number;
  /** Place of the true cause, counted from 1: the one that holds the clause which the fault names. 0: none does. */
  readonly place: number;
}

/** The causes of the runs against many. */
export interface CausesSummary {
  /** Faults that whole runs have noticed. */
  readonly mutants: number;
  /** Those whose true cause stood first. */
  readonly trueFirst: number;
  /** Of the numbers of causes that a run named. */
  readonly median: number;
}

/**
 * Looks for the cause of a fault among those that a run names.
 * @param results final ones
 * @param named clauses of which each shows the fault
 */
export function causesFound(results: readonly RequirementRecord[], named: readonly RequirementId[]): CausesFound {
  const causes = causesOf(results, REQUIREMENTS);
  const place = causes.findIndex(({ clauses }) => named.some((id) => clauses.includes(id))) + 1;
  return { count: causes.length, place };
}

/**
 * What runs come to together.
 * @param found one for each fault that was noticed
 * @returns `undefined` where there is none
 */
export function causesSummary(found: readonly CausesFound[]): CausesSummary | undefined {
  if (found.length === 0) return undefined;
  return {
    mutants: found.length,
    trueFirst: found.filter(({ place }) => place === 1).length,
    median: median(found.map(({ count }) => count)),
  };
}

/** A summary for people. */
export function causesInWords({ mutants, trueFirst, median: middle }: CausesSummary): string {
  const share = ((100 * trueFirst) / mutants).toFixed(1).replace(/\.0$/u, "");
  return `true cause first ${share} % (${trueFirst} of ${mutants}), median ${middle === 1 ? "1 cause" : `${middle} causes`} a mutant`;
}
