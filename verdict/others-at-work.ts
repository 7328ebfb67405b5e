/** What is charged to a target whose load balancers somebody else used during the run: nothing that they may have done. */
import { jsonObjectOf, textMember } from "../contract/answer.js";
import type { Exchange } from "../contract/exchange.js";
import { isConflict } from "../contract/passing-errors.js";
import { namesPlace } from "../contract/places.js";
import type { Counterexample } from "../evidence/counterexample.js";
import type { RequirementRecord } from "../evidence/record.js";
import { blankRecord } from "./results.js";

/**
 * A record without the charges that may be somebody else's doing, whenever in the run they were made: it is not known since when they were at
 * work. What they cannot have to do with stays.
 * @param record as the check wrote it
 * @param strangers who was seen, in sentences; empty: nobody
 * @returns the record, and one of the environment's for each other clause that a charge was taken from: nobody knows what is so there
 */
export function withoutDoubtful(
  record: RequirementRecord,
  strangers: readonly string[],
): readonly [RequirementRecord, ...RequirementRecord[]] {
  if (strangers.length === 0) return [record];
  const mayBeTheirs = (one: Counterexample) => mayBeOf(strangers, one);
  const isSure = (one: Counterexample) => !mayBeTheirs(one);
  const counterexamples = record.counterexamples.filter(isSure);
  const left = { ...record, counterexamples, collateral: record.collateral.filter(isSure) };
  const reason = strangers.join("; ");
  const doubtful = new Set(record.collateral.filter(mayBeTheirs).map(({ requirement }) => requirement));
  const others = [...doubtful].map((id) => blankRecord(id, "environment-error", reason));
  const isSettled = counterexamples.length > 0 || (record.outcome !== "fail" && record.outcome !== "flaky");
  return [isSettled ? left : { ...left, outcome: "environment-error", reason }, ...others];
}

/**
 * Whether another listener on the load balancer may explain a failure: it did not show each time, or it is about what stands or fits there, and
 * the load balancer is one of theirs. What showed each time, and elsewhere, was not theirs: nothing of them was seen there.
 */
function mayBeOf(strangers: readonly string[], counterexample: Counterexample): boolean {
  const { reproducible, got, byValue, exchanges } = counterexample;
  if (reproducible !== "reproducible") return true;
  const isOfMany = byValue?.is === "course" || byValue?.is === "burst";
  // "2 listeners", "another listener"; not the parameter ListenerDescription, nor a code that names it.
  if (!isOfMany && !/\blisteners?\b/u.test(got) && !exchanges.some(foundNoPlace)) return false;
  const places = placesOf(counterexample);
  return places.length === 0 || places.some((id) => strangers.some((sentence) => namesPlace(sentence, id)));
}

/** Load balancers that a failure's creations were sent to. */
function placesOf({ request, exchanges }: Counterexample): readonly string[] {
  const parameters = [...Object.entries(request), ...exchanges.flatMap((exchange) => exchange.request.parameters)];
  return parameters.flatMap(([name, value]) => (name === "LoadBalancerId" ? [value] : []));
}

/** Codes of the page by which a request is told that something stands in its place, or happens there. */
const TAKEN: ReadonlySet<string | undefined> = new Set([
  "OperationDenied.TooManyListeners",
  "IncorrectStatus.LoadBalancer",
  "IncorrectBusinessStatus.LoadBalancer",
]);

function foundNoPlace({ outcome }: Exchange): boolean {
  if (outcome.is === "no-answer") return false;
  const { status, body } = outcome.response;
  const said = jsonObjectOf(body);
  const code = textMember(said, "Code");
  return TAKEN.has(code) || isConflict({ status, code, message: textMember(said, "Message") });
}
