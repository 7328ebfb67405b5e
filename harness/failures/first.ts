/** Failures of earlier runs come first in a later one, and those that are no more are dropped. */
import type { Endpoint } from "../endpoint.js";
import type { Check } from "../requirement.js";
import { type Again, type Retrial, tryAgain } from "./again.js";
import type { FailureStore } from "./store.js";
import type { StoredFailure } from "./stored-failure.js";

/** How often in a row a stored case has to pass before it is dropped. */
export const PASSES = 3;

/**
 * Puts the stored failures of a check's requirement to the target. What still fails fails the check; what passes often enough is dropped.
 * @param endpoint the check's endpoint
 * @param check the check itself
 * @param store failures of earlier runs
 */
export async function replayStoredFirst(endpoint: Endpoint, check: Check, store: FailureStore): Promise<void> {
  for (const [slot, stored] of store.of(endpoint.log.requirement).entries()) {
    const tries = await tryRepeatedly({ endpoint, check, stored }, slot);
    endpoint.log.judged += tries.filter(({ is }) => is === "passes" || is === "fails").length;
    const failed = tries.flatMap((one) => (one.is === "fails" ? [one] : []));
    const [first] = failed;
    if (first !== undefined) report(endpoint, stored, first, failed.length === tries.length);
    else if (tries.every(({ is }) => is === "passes")) store.drop(stored);
  }
}

/**
 * Puts a stored case to the target as often as it takes to believe that it passes.
 * @param retrial the case and its check
 * @param slot chooses load balancers
 */
export async function tryRepeatedly(retrial: Retrial, slot: number): Promise<readonly Again[]> {
  const tries: Again[] = [];
  for (let i = 0; i < PASSES; i += 1) tries.push(await tryAgain(retrial, slot * PASSES + i));
  return tries;
}

function report(
  endpoint: Endpoint,
  stored: StoredFailure,
  { kind, counterexample }: Extract<Again, { is: "fails" }>,
  always: boolean,
): void {
  endpoint.log.replayed.add(kind);
  endpoint.log.fail({
    ...counterexample,
    byValue: stored.byValue,
    reproducible: always ? "reproducible" : "flaky",
  });
}
