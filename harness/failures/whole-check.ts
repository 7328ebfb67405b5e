/** Running a whole check once more: for what it does in a fixed order, in which there is no case to be singled out. */
import { CheckLog } from "../check-log.js";
import { Endpoint } from "../endpoint.js";
import type { Check } from "../requirement.js";

/** How often a check that saw a failure once is run again, to see whether it shows every time. */
const RERUNS = 2;
/** Milliseconds that a check may have taken for it to be run again. */
const LONGEST_RERUN_MS = 30_000;

/**
 * Runs a check once more, with the same data, into a log of its own.
 * @param endpoint of the check
 * @param check what is run
 * @returns what it saw this time
 */
export async function runAnew({ session, log }: Endpoint, check: Check): Promise<CheckLog> {
  const anew = new CheckLog(log.requirement, log.seed);
  await check({ endpoint: new Endpoint(session, anew) });
  return anew;
}

/**
 * Runs a check that has seen violations which were not sent again, and marks each as reproducible or flaky. Without such violations, or
 * when that would take too long, nothing is done.
 * @param endpoint of the check, which has ended
 * @param check what is run again
 * @param durationMs milliseconds that the check took
 */
export async function ascertain(endpoint: Endpoint, check: Check, durationMs: number): Promise<void> {
  const { log } = endpoint;
  const open = log.counterexamples.some(({ reproducible }) => reproducible === "not-rerun");
  if (!open || durationMs > LONGEST_RERUN_MS) return;
  const reruns: CheckLog[] = [];
  for (let i = 0; i < RERUNS; i += 1) reruns.push(await runAnew(endpoint, check));
  if (!reruns.every(isDecided)) return;
  const showed = (kind: string | undefined) => (rerun: CheckLog) =>
    rerun.counterexamples.some((one) => one.kind === kind);
  log.settle(({ kind }) => (reruns.every(showed(kind)) ? "reproducible" : "flaky"));
}

function isDecided(log: CheckLog): boolean {
  const { outcome } = log.outcome();
  return outcome === "pass" || outcome === "fail";
}
