/** Differences that another one may have brought about: a listener that reads as gone still stands in the place that the next request needs. */
import type { CaseByValue } from "../../evidence/counterexample.js";
import type { Came, Difference } from "./difference.js";

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

/** Whether what failed are several requests, in an order or at once, whose answers do not go together. */
export const isOfMany = (is: CaseByValue["is"] | undefined) => is === "course" || is === "burst";

/**
 * How far down a chain of consequences a difference may stand: what brings about others has the lower number.
 * @param difference what was seen; `undefined`: nothing, there was nothing to judge
 * @param of what kind the case was: that answers to many requests do not go together may come of what is wrong with one
 */
export function depthOf(difference: Difference | undefined, of: CaseByValue["is"] | undefined): number {
  if (difference === undefined) return 3;
  if (saysTaken(difference.came)) return 2;
  return difference.came.is === "listeners" || isOfMany(of) ? 1 : 0;
}

/**
 * Whether a difference may bring about another one.
 * @param depth of the other one: what keeps listeners from being made leaves nothing to judge; what keeps them from being found, known or
 * removed leaves them in others' places too
 */
export function mayBringAbout({ came, wanted }: Difference, depth: number): boolean {
  switch (came.is) {
    case "state":
    case "not-found":
    case "listeners":
    case "silence":
      return true;
    case "refusal":
    case "server-error":
      return wanted !== "refusal" && (depth > 2 || saysTaken(came));
    case "value":
      return came.of === "ListenerId";
    case "acceptance":
      return false;
    case "other":
      return wanted !== "refusal";
  }
}
