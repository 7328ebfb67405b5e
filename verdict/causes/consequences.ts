/** Differences that another one may have brought about: a listener that reads as gone still stands in the place that the next request needs. */
import type { Came } from "./difference.js";

/** Codes that tell that something stands in a request's place, or happens there. */
const TAKEN: ReadonlySet<string> = new Set([
  "OperationDenied.TooManyListeners",
  "IncorrectStatus.LoadBalancer",
  "IncorrectBusinessStatus.LoadBalancer",
]);

/** Whether an answer says that the place of a listener is taken. */
export function saysTaken(came: Came): boolean {
  return came.is === "refusal" && TAKEN.has(came.code);
}

/**
 * How far down a chain of consequences a difference may stand: what brings about others has the lower number.
 * @param came what was seen; `undefined`: nothing, there was nothing to judge
 */
export function depthOf(came: Came | undefined): number {
  if (came === undefined) return 3;
  if (saysTaken(came)) return 2;
  return came.is === "listeners" ? 1 : 0;
}
