/** Failures of earlier runs come first in a later one, until they pass. */

import type { FailureStore } from "../../evidence/failure-store.js";
import type { StoredFailure } from "../../evidence/stored-failure.js";
import type { Check } from "../check/check.js";
import type { CheckBody } from "../check/requirement.js";
import { type Retrial, type RetryResult, retryStored } from "./retry-stored.js";

/** How often in a row a stored case has to pass before it is put no more. */
const PASSES = 3;

/** Puts the stored failures of a check's requirement to the target. What still fails fails the check; what passes often enough is put no more. */
export async function replayStoredFirst(check: Check, body: CheckBody, store: FailureStore): Promise<void> {
  for (const [depth, stored] of store.of(check.log.requirement).entries()) {
    // Of a whole check one failure more is enough: it is no longer the first.
    const isEnough = ({ is }: RetryResult) => stored.byValue.is === "check" && is === "fails";
    const tries = await retryRepeatedly({ check, body, stored }, depth, isEnough);
    check.log.judged += tries.filter(({ is }) => is === "passes" || is === "fails").length;
    const failed = tries.flatMap((one) => (one.is === "fails" ? [one] : []));
    const [first] = failed;
    if (first !== undefined) report(check, stored, first, failed.length === tries.length);
    else if (tries.every(({ is }) => is === "passes")) store.settle(stored, new Date());
  }
}

/**
 * Puts a stored case to the target as often as it takes to believe that it passes.
 * @param isEnough whether no further try is needed after one
 */
export async function retryRepeatedly(
  retrial: Retrial,
  depth: number,
  isEnough: (result: RetryResult) => boolean = () => false,
): Promise<readonly RetryResult[]> {
  const tries: RetryResult[] = [];
  for (let i = 0; i < PASSES; i += 1) {
    const result = await retryStored(retrial, depth * PASSES + i);
    tries.push(result);
    if (isEnough(result)) break;
  }
  return tries;
}

function report(
  check: Check,
  stored: StoredFailure,
  { kind, counterexample }: Extract<RetryResult, { is: "fails" }>,
  always: boolean,
): void {
  check.log.replayed.add(kind);
  check.log.fail({
    ...counterexample,
    byValue: stored.byValue,
    reproducible: always ? "reproducible" : "flaky",
  });
}
