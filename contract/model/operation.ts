/** Operations of one account and their results, as far as the model looks at them. */
import type { ErrorAsItCame } from "../passing-errors.js";
import type { Refusal } from "../violations.js";

/** A CreateListener request. */
export interface Creation {
  readonly is: "create";
  readonly loadBalancer: string;
  /** Absent: the request is like no other. */
  readonly token?: string;
  /** Everything else the request says, as one text: two requests are the same when it is equal. */
  readonly says: string;
  /** How its defects may be refused; empty for a valid request. */
  readonly refusals: readonly Refusal[];
  readonly dryRun: boolean;
}

/** One call, or one look at the account. */
export type Operation =
  | Creation
  | { readonly is: "read"; readonly listener: string }
  /** Listeners of a load balancer that are listed and found when read one by one: a list alone may lag. */
  | { readonly is: "list"; readonly loadBalancer: string }
  | { readonly is: "update"; readonly listener: string }
  | { readonly is: "delete"; readonly listener: string }
  /** The state of a load balancer. */
  | { readonly is: "look"; readonly loadBalancer: string };

/** What came of an operation. */
export type Result =
  | { readonly is: "accepted"; readonly listener: string | undefined }
  | { readonly is: "dry-run-passed" }
  | ({ readonly is: "refused" } & ErrorAsItCame)
  | { readonly is: "server-error"; readonly status: number }
  | { readonly is: "found"; readonly status: string }
  | { readonly is: "not-found" }
  | { readonly is: "listed"; readonly listeners: readonly string[] }
  /** An update or a deletion was accepted. */
  | { readonly is: "done" }
  | { readonly is: "active" }
  | { readonly is: "not-active" }
  /** No answer: it may have taken effect, or may yet, or not. */
  | { readonly is: "unknown" };

/** An operation in a few words, for people. */
export function describeOperation(operation: Operation): string {
  switch (operation.is) {
    case "create": {
      const kind = operation.refusals.length > 0 ? "an invalid listener" : "a listener";
      const token = operation.token === undefined ? "" : ` (token ${operation.token})`;
      return `${operation.dryRun ? "dry-run" : "create"} ${kind} on ${operation.loadBalancer}${token}`;
    }
    case "list":
      return `list ${operation.loadBalancer}`;
    case "look":
      return `look at ${operation.loadBalancer}`;
    default:
      return `${operation.is} ${operation.listener}`;
  }
}

/** A result in a few words, for people. */
export function describeResult(result: Result): string {
  switch (result.is) {
    case "accepted":
      return `accepted as ${result.listener ?? "a listener without an id"}`;
    case "dry-run-passed":
      return "dry run passed";
    case "refused":
      return `HTTP ${result.status} ${result.code ?? "without a Code"}`;
    case "server-error":
      return `HTTP ${result.status}`;
    case "found":
      return result.status;
    case "not-found":
      return "not found";
    case "listed":
      return result.listeners.length === 0 ? "no listener" : result.listeners.join(", ");
    case "not-active":
      return "not active";
    case "unknown":
      return "no answer";
    default:
      return result.is;
  }
}
