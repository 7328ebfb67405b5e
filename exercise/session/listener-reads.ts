/** Reading listeners through the neighbour operations GetListenerAttribute, ListListeners and GetLoadBalancerAttribute. */
import { isThrottling, type JsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import { type ListenerRead, type ListenerView, viewListener } from "../../contract/listener.js";
import { bytesInWords } from "../../contract/readable.js";
import { listenersOn } from "../../target/neighbours/listing.js";
import { readNeighbour } from "../../target/neighbours/neighbour.js";
import { unlike } from "../../target/neighbours/unknown-id.js";
import type { TargetClient } from "../../target/wire/client.js";

/** A read of a listener, and the exchange that shows it. */
export type ShownRead = ListenerRead & { readonly exchange: Exchange };

/** Reads one listener. */
export async function readListener(client: TargetClient, listenerId: string): Promise<ShownRead> {
  const exchange = await client.call("GetListenerAttribute", [["ListenerId", listenerId]]);
  if (exchange.outcome.is === "no-answer")
    return { exchange, is: "unreadable", reason: exchange.outcome.problem.detail };
  const { status, body: text } = exchange.outcome.response;
  const body = jsonObjectOf(text);
  const code = textMember(body, "Code");
  if (saysNotOffered(exchange)) return { exchange, is: "unreadable", reason: NOT_OFFERED };
  if (isThrottling(status, code)) return { exchange, is: "unreadable", reason: `HTTP ${status} ${code ?? ""}` };
  if (status === 404 || (status >= 400 && status < 500 && code?.includes("NotFound")))
    return { exchange, is: "not-found", code };
  if (status < 200 || status > 299 || body === undefined || (code !== undefined && body.ListenerStatus === undefined)) {
    return { exchange, is: "unreadable", reason: `HTTP ${status} ${code ?? bytesInWords(text)}` };
  }
  return { exchange, is: "found", view: viewListener(body) };
}

const NOT_OFFERED = "the target does not offer GetListenerAttribute";

/** Reads one listener through the list of its load balancer, where nothing else reads it. */
export async function readListedListener(
  client: TargetClient,
  loadBalancerId: string,
  listenerId: string,
): Promise<ShownRead> {
  const list = await listListeners(client, loadBalancerId);
  const [exchange] = list.exchanges.slice(-1);
  if (exchange === undefined) return readListener(client, listenerId);
  if (list.is !== "listed") return { exchange, is: "unreadable", reason: list.reason };
  const view = list.views.find((one) => one.listenerId === listenerId);
  return view === undefined ? { exchange, is: "not-found", code: undefined } : { exchange, is: "found", view };
}

/** An operation that no version of the API has. */
const NO_OPERATION = "GetListenerThatNeverWas";

/**
 * Whether the target has an operation that reads listeners.
 * @returns `undefined` when it answers the same to a listener that is not there and to an operation that it does not have
 */
export async function readsListeners(client: TargetClient): Promise<boolean | undefined> {
  const nothing = unlike("lsn-0000000000000000000a", 0);
  const [read, never] = await Promise.all([
    client.call("GetListenerAttribute", [["ListenerId", nothing]]),
    client.call(NO_OPERATION, [["ListenerId", nothing]]),
  ]);
  if (saysNotOffered(read)) return false;
  return refusalIn(read) === refusalIn(never) ? undefined : true;
}

/** Whether a code says that there is no such operation; a page without one may be about the listener. */
function saysNotOffered(exchange: Exchange): boolean {
  const { outcome } = exchange;
  if (outcome.is === "no-answer" || textMember(jsonObjectOf(outcome.response.body), "Code") === undefined) return false;
  return readNeighbour(exchange).is === "not-offered";
}

/** What tells one refusal from another, in one text. */
function refusalIn({ outcome }: Exchange): string {
  if (outcome.is === "no-answer") return outcome.problem.kind;
  return `${outcome.response.status} ${textMember(jsonObjectOf(outcome.response.body), "Code") ?? ""}`;
}

/** Listeners of one load balancer, or that they cannot be listed. */
export type ListenerList =
  | {
      readonly is: "listed";
      readonly views: readonly ListenerView[];
      readonly exchanges: readonly Exchange[];
      /** What the target does with filters and pages that is not what they are for, in words. */
      readonly habits: readonly string[];
    }
  | { readonly is: "unreadable"; readonly reason: string; readonly exchanges: readonly Exchange[] };

/** Lists the listeners of one load balancer. */
export async function listListeners(client: TargetClient, loadBalancerId: string): Promise<ListenerList> {
  const listing = await listenersOn(client, loadBalancerId);
  const { exchanges } = listing;
  if (listing.is === "listed") {
    const { habits, listeners } = listing;
    return { is: "listed", views: listeners.map(viewListener), exchanges, habits };
  }
  const reason = listing.is === "not-listed" ? listing.reason : "ListListeners answered that nothing was found";
  return { is: "unreadable", reason: reason.replace(/^ListListeners(?: answered|:) /u, ""), exchanges };
}

/** State of a load balancer, or `undefined` when it cannot be read. */
export async function readLoadBalancerStatus(
  client: TargetClient,
  loadBalancerId: string,
): Promise<string | undefined> {
  const exchange = await client.call("GetLoadBalancerAttribute", [["LoadBalancerId", loadBalancerId]]);
  return textMember(successBody(exchange), "LoadBalancerStatus");
}

/** Body of a 2xx answer that is a JSON object. */
function successBody(exchange: Exchange): JsonObject | undefined {
  if (exchange.outcome.is === "no-answer") return undefined;
  const { status, body } = exchange.outcome.response;
  return status >= 200 && status < 300 ? jsonObjectOf(body) : undefined;
}
