/** What was seen on the wire, in the terms of the model. */
import { classify } from "../../contract/classify.js";
import { refusalOf } from "../../contract/judge.js";
import type { ListenerRead } from "../../contract/listener.js";
import { type Creation, describeResult, type Operation, type Result } from "../../contract/model.js";
import type { RequestDraft } from "../../contract/request.js";
import type { NeighbourAnswer } from "../../target/neighbours/neighbour.js";
import type { Attempt } from "../session/session.js";

/**
 * A CreateListener request as the model sees it.
 * @param draft the request, DryRun as sent
 */
export function creationOf(draft: RequestDraft, loadBalancer: string, token: string | undefined): Creation {
  const { clientToken, ...says } = draft;
  return {
    is: "create",
    loadBalancer,
    ...(token === undefined ? {} : { token }),
    says: JSON.stringify(says),
    refusals: [...new Set(classify(draft).violations)].map(refusalOf),
    dryRun: String(draft.dryRun) === "true",
  };
}

/** The answer to a CreateListener request; what is no answer is `unknown`. */
export function resultOfAttempt({ answer }: Attempt): Result {
  switch (answer.is) {
    case "accepted":
      return { is: "accepted", listener: answer.listenerId };
    case "dry-run-passed":
      return { is: "dry-run-passed" };
    case "refused":
      return { is: "refused", status: answer.status, code: answer.code, message: answer.message };
    case "server-error":
      return { is: "server-error", status: answer.status };
    default:
      return { is: "unknown" };
  }
}

/** One read of a listener; `undefined` when it shows nothing. */
export function resultOfRead(read: ListenerRead): Result | undefined {
  if (read.is === "unreadable") return undefined;
  return read.is === "found" ? { is: "found", status: read.view.status ?? "without a state" } : { is: "not-found" };
}

/** The answer to an update or a deletion; `undefined` when the target does not offer it, or refuses it in a way that says nothing. */
export function resultOfNeighbour(reading: NeighbourAnswer): Result | undefined {
  switch (reading.is) {
    case "done":
      return { is: "done" };
    case "not-found":
      return { is: "not-found" };
    case "refused":
      return reading.unreadable === undefined ? { is: "refused", status: reading.status, code: undefined } : undefined;
    case "no-answer":
      return { is: "unknown" };
    case "not-offered":
      return undefined;
  }
}

/**
 * A result in words without ids, so that they are the same from run to run.
 * @param isKnown whether a listener was announced before
 */
export function describeWithoutIds(operation: Operation, result: Result, isKnown: (id: string) => boolean): string {
  if (result.is === "accepted" && result.listener !== undefined) {
    return isKnown(result.listener) ? "accepted as an earlier listener" : "accepted as a new listener";
  }
  if (result.is === "listed") {
    const strangers = result.listeners.filter((id) => !isKnown(id));
    return `${strangers.length} listener${strangers.length === 1 ? "" : "s"} that nobody announced`;
  }
  return operation.is === "read" && result.is === "found" ? `found ${result.status}` : describeResult(result);
}
