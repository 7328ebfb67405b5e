/** Which neighbour operations a target has, found out by asking for what does not exist: nothing is changed. */
import type { TargetClient } from "../wire/client.js";
import { areAlike, call, type NeighbourAnswer } from "./neighbour.js";
import { unlike } from "./unknown-id.js";

/** An operation that no version of the API has. */
const NO_OPERATION = "DeleteWhatNeverWas";

/** Names nothing, at any target. */
const NOTHING = unlike("lsn-0000000000000000000a", 0);

/** Whether listeners can be removed; `unproved`: what DeleteListener answers says nothing, so that it takes a listener to find out. */
export interface ListenerRemoval {
  readonly is: "possible" | "impossible" | "unproved";
  /** What DeleteListener answered. */
  readonly answered: string;
  /** Whether that makes it unlikely to remove anything: a server error, or what cannot be read and is said of any operation. */
  readonly isUnlikely?: true;
}

/** Finds out whether the target can remove listeners. */
export async function removesListeners(client: TargetClient): Promise<ListenerRemoval> {
  const parameters = [
    ["ListenerId", NOTHING],
    ["DryRun", "true"],
  ] as const;
  const [reading, never] = await Promise.all([
    call(client, "DeleteListener", parameters),
    call(client, NO_OPERATION, parameters),
  ]);
  const answered = answerOf("DeleteListener", reading);
  if (reading.is === "not-offered") return { is: "impossible", answered };
  if (reading.is === "done" || reading.is === "no-answer") return { is: "unproved", answered };
  if (reading.is === "refused" && reading.status >= 500) return { is: "unproved", answered, isUnlikely: true };
  if (!areAlike(reading, never)) return { is: "possible", answered };
  const cannotBeRead = reading.is === "refused" && reading.unreadable !== undefined;
  return { is: "unproved", answered, ...(cannotBeRead ? { isUnlikely: true } : {}) };
}

/** What a neighbour operation answered, in words that follow "it answered". */
export function answerOf(operation: string, reading: NeighbourAnswer): string {
  if (reading.is === "done") return `as done${reading.unreadable === undefined ? "" : ` ${reading.unreadable}`}`;
  if (reading.is === "not-found") return "that nothing was found";
  const words = reading.reason.replace(`${operation} answered `, "").replace(`${operation}: `, "nothing: ");
  return words.replace(/[.\s]+$/u, "");
}
