/** Failures of earlier runs come first in a later one, and those that are no more are dropped. */
import type { Endpoint } from "../endpoint.js";
import { type Again, tryAgain } from "./again.js";
import type { FailureStore } from "./store.js";
import type { StoredFailure } from "./stored-failure.js";

/** How often in a row a stored case has to pass before it is dropped. */
export const PASSES = 3;

/**
 * Puts the stored failures of a check's requirement to the target. What still fails fails the check; what passes often enough is dropped.
 * @param endpoint the check's endpoint
 * @param store failures of earlier runs
 */
export async function replayStoredFirst(endpoint: Endpoint, store: FailureStore): Promise<void> {
  for (const [slot, stored] of store.of(endpoint.log.requirement).entries()) {
    const tries = await tryRepeatedly(endpoint, stored, slot);
    endpoint.log.judged += tries.filter(({ is }) => is === "passes" || is === "fails").length;
    const failed = tries.flatMap((one) => (one.is === "fails" ? [one] : []));
    const [first] = failed;
    if (first !== undefined) report(endpoint, stored, first, failed.length === tries.length);
    else if (tries.every(({ is }) => is === "passes")) store.drop(stored);
  }
}

/**
 * Puts a stored case to the target as often as it takes to believe that it passes.
 * @param endpoint of a check of its requirement
 * @param stored the case
 * @param slot chooses load balancers
 */
export async function tryRepeatedly(
  endpoint: Endpoint,
  stored: StoredFailure,
  slot: number,
): Promise<readonly Again[]> {
  const tries: Again[] = [];
  for (let i = 0; i < PASSES; i += 1) tries.push(await tryAgain(endpoint, stored, slot * PASSES + i));
  return tries;
}

function report(
  endpoint: Endpoint,
  stored: StoredFailure,
  { kind, evidence, history }: Extract<Again, { is: "fails" }>,
  always: boolean,
): void {
  endpoint.log.replayed.add(kind);
  endpoint.fails(evidence, {
    kind,
    byValue: stored.byValue,
    ...(history === undefined ? {} : { history }),
    shrinkRequests: 0,
    reproducible: always ? "reproducible" : "flaky",
  });
}
