import type { RequirementRecord } from "../evidence/record.js";

/** What the process that runs the checks tells the command line, one message at a time. */
export type RunMessage =
  | { readonly is: "begun"; readonly total: number }
  | { readonly is: "started"; readonly requirement: string }
  | { readonly is: "record"; readonly record: RequirementRecord }
  /** Something went wrong outside any requirement. */
  | { readonly is: "fault"; readonly message: string };

/** Whether something received is such a message. */
export function isRunMessage(value: unknown): value is RunMessage {
  return typeof value === "object" && value !== null && "is" in value && typeof value.is === "string";
}
