/** Courses of operations on a few load balancers, as plain data: a course is kept, and run again, from its commands alone. */
import type { RequestDraft } from "./request.js";
import type { ViolationLabel } from "./violations.js";

/** A CreateListener request of its own, with a token of its own if the draft has one. */
interface NewRequest {
  readonly at: number;
  readonly draft: RequestDraft;
  /** The one defect of an invalid request. */
  readonly violation?: ViolationLabel;
}

/**
 * One step of a course. Load balancers and earlier creations are named by number, counted from 0 and wrapped round, so that every command
 * makes sense in every course.
 */
export type Command =
  | (NewRequest & { readonly do: "create" })
  | (NewRequest & { readonly do: "dry-run" })
  /** The request of an earlier creation again, under its token. */
  | { readonly do: "replay"; readonly of: number }
  /** Another request under the token of an earlier creation: with another idle timeout, in seconds, or on another load balancer. */
  | { readonly do: "reuse-token"; readonly of: number; readonly tcpIdleTimeout: number }
  | { readonly do: "reuse-token"; readonly of: number; readonly at: number }
  | { readonly do: "read" | "wait-running"; readonly of: number }
  | { readonly do: "list"; readonly at: number }
  /** Seconds. */
  | { readonly do: "update"; readonly of: number; readonly tcpIdleTimeout: number }
  /** `wait`: until the listener is gone and its load balancer is at rest. */
  | { readonly do: "delete"; readonly of: number; readonly wait: boolean };

/** Kinds of commands, for counting how often each was run. */
export const COMMAND_KINDS = [
  "create",
  "create again",
  "create, invalid",
  "dry-run",
  "dry-run, invalid",
  "replay",
  "reuse-token",
  "read",
  "wait-running",
  "list",
  "update",
  "delete",
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/**
 * The kind of a command.
 * @param again whether its load balancer had a listener that was deleted
 */
export function kindOfCommand(command: Command, again: boolean): CommandKind {
  if (command.do !== "create" && command.do !== "dry-run") return command.do;
  if (command.violation !== undefined) return `${command.do}, invalid`;
  return command.do === "create" && again ? "create again" : command.do;
}

/** A command in a few words, for people; load balancers and creations are counted from 1. */
export function describeCommand(command: Command): string {
  switch (command.do) {
    case "create":
    case "dry-run": {
      const defect = command.violation === undefined ? "" : ` with ${command.violation}`;
      return `${command.do} on load balancer ${command.at + 1}${defect}`;
    }
    case "reuse-token": {
      const other =
        "at" in command ? `on load balancer ${command.at + 1}` : `with TcpIdleTimeout ${command.tcpIdleTimeout}`;
      return `reuse the token of creation ${command.of + 1} ${other}`;
    }
    case "list":
      return `list load balancer ${command.at + 1}`;
    case "update":
      return `update creation ${command.of + 1} to TcpIdleTimeout ${command.tcpIdleTimeout}`;
    case "delete":
      return `delete creation ${command.of + 1}${command.wait ? " and wait" : ""}`;
    default:
      return `${command.do} creation ${command.of + 1}`;
  }
}
