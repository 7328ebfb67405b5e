/** The listeners of one load balancer, all pages of them, filtered here too: that a target honours filters is no part of this contract. */
import { type JsonObject, textMember } from "../../contract/answer.js";
import type { TargetClient } from "../wire/client.js";
import { call, listed } from "./neighbour.js";

export type Listing =
  | { readonly is: "listed"; readonly listeners: readonly JsonObject[] }
  /** The load balancer is not there. */
  | { readonly is: "not-found" }
  | { readonly is: "not-listed"; readonly reason: string };

/** A list is read to its end, but not further than this many pages, nor longer than this many milliseconds. */
const LONGEST_LIST = 200;
const LONGEST_READING_MS = 30_000;

/** Lists the listeners of a load balancer. */
export async function listenersOn(
  client: TargetClient,
  loadBalancerId: string,
  signal?: AbortSignal,
): Promise<Listing> {
  const listeners: JsonObject[] = [];
  let nextToken: string | undefined;
  const deadline = performance.now() + LONGEST_READING_MS;
  for (let page = 0; page < LONGEST_LIST && performance.now() < deadline; page += 1) {
    const reading = await call(
      client,
      "ListListeners",
      [
        ["LoadBalancerIds.1", loadBalancerId],
        ["MaxResults", "100"],
        ...(nextToken === undefined ? [] : ([["NextToken", nextToken]] as const)),
      ],
      signal,
    );
    if (reading.is === "not-found") return { is: "not-found" };
    if (reading.is !== "done") return { is: "not-listed", reason: reading.reason };
    if (!Array.isArray(reading.body.Listeners)) {
      return {
        is: "not-listed",
        reason: `ListListeners answered ${reading.unreadable ?? "without a list of Listeners"}`,
      };
    }
    listeners.push(...listed(reading.body, "Listeners").filter((one) => one.LoadBalancerId === loadBalancerId));
    const next = textMember(reading.body, "NextToken");
    if (next === undefined) return { is: "listed", listeners };
    if (next === nextToken) break;
    nextToken = next;
  }
  return { is: "not-listed", reason: "the list of ListListeners has no end" };
}
