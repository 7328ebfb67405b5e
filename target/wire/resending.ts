/** Requests that a stale connection has lost, and which of them may be sent again. */
import type { Parameter } from "../../contract/request.js";
import type { CallOptions } from "./call-options.js";
import type { Delivery } from "./transport.js";

/** Stale connections that one call gets past: each time one less is left. */
export const MOST_RESENT = 8;

/** Whether a request may never have arrived. */
export function isLost(delivery: Delivery): boolean {
  return delivery.is === "no-answer" && delivery.maybeStale;
}

/** Whether sending a request again changes nothing, though the lost one may have been processed. */
export function isHarmlessTwice(
  operation: string,
  parameters: readonly Parameter[],
  { resendStale, rawBody }: CallOptions,
): boolean {
  if (resendStale === false) return false;
  if (/^(?:Get|List|Describe)/.test(operation)) return true;
  if (rawBody !== undefined) return false;
  return parameters.some(
    ([name, value]) => (name === "DryRun" && value === "true") || (name === "ClientToken" && value !== ""),
  );
}
