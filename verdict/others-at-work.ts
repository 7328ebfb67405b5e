/** What is charged to a target whose load balancers somebody else used during the run: nothing that they may have done. */
import { jsonObjectOf, textMember } from "../contract/answer.js";
import type { Exchange } from "../contract/exchange.js";
import type { Counterexample } from "../evidence/counterexample.js";
import type { RequirementRecord } from "../evidence/record.js";

/**
 * A record without the charges that may be somebody else's doing, whenever in the run they were made: it is not known since when they were at
 * work. What they cannot have to do with stays.
 * @param record as the check wrote it
 * @param strangers who was seen, in sentences; empty: nobody
 */
export function withoutDoubtful(record: RequirementRecord, strangers: readonly string[]): RequirementRecord {
  if (strangers.length === 0) return record;
  const isSure = (one: Counterexample) => !mayBeTheirs(one);
  const counterexamples = record.counterexamples.filter(isSure);
  const collateral = record.collateral.filter(isSure);
  const left = { ...record, counterexamples, collateral };
  if (counterexamples.length > 0 || (record.outcome !== "fail" && record.outcome !== "flaky")) return left;
  return { ...left, outcome: "environment-error", reason: strangers.join("; ") };
}

/** Codes of a request that found its place taken or busy. */
const TAKEN = /^(?:OperationDenied\.TooManyListeners|Incorrect(?:Business)?Status\.LoadBalancer|.*Conflict.*)$/u;

/** Whether another listener on the load balancer may explain a failure: it did not show each time, or it is about what stands or fits there. */
function mayBeTheirs({ reproducible, got, byValue, exchanges }: Counterexample): boolean {
  const isOfMany = byValue?.is === "course" || byValue?.is === "burst";
  return reproducible !== "reproducible" || isOfMany || /listener/iu.test(got) || exchanges.some(foundNoPlace);
}

function foundNoPlace({ outcome }: Exchange): boolean {
  if (outcome.is === "no-answer") return false;
  return TAKEN.test(textMember(jsonObjectOf(outcome.response.body), "Code") ?? "");
}
