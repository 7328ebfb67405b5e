/** Reading listeners through the neighbour operations GetListenerAttribute, ListListeners and GetLoadBalancerAttribute. */
import { isJsonObject, isThrottling, type JsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import { type ListenerRead, type ListenerView, viewListener } from "../../contract/listener.js";
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
    return { exchange, is: "unreadable", reason: `HTTP ${status} ${code ?? "without a JSON object"}` };
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
  | { readonly is: "listed"; readonly views: readonly ListenerView[]; readonly exchanges: readonly Exchange[] }
  | { readonly is: "unreadable"; readonly reason: string; readonly exchanges: readonly Exchange[] };

/** A list is read to its end, but not further than this many pages. */
const LONGEST_LIST = 200;

/** Lists the listeners of one load balancer. The filter is sent, and applied here too: that a target honours it is no part of this contract. */
export async function listListeners(client: TargetClient, loadBalancerId: string): Promise<ListenerList> {
  const views: ListenerView[] = [];
  const exchanges: Exchange[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < LONGEST_LIST; page += 1) {
    const exchange = await client.call("ListListeners", [
      ["LoadBalancerIds.1", loadBalancerId],
      ["MaxResults", "100"],
      ...(nextToken === undefined ? [] : ([["NextToken", nextToken]] as const)),
    ]);
    exchanges.push(exchange);
    const body = successBody(exchange);
    if (body === undefined || !Array.isArray(body.Listeners)) {
      return { is: "unreadable", reason: describeProblem(exchange), exchanges };
    }
    for (const entry of body.Listeners) {
      if (isJsonObject(entry) && entry.LoadBalancerId === loadBalancerId) views.push(viewListener(entry));
    }
    const next = textMember(body, "NextToken");
    if (next === undefined || next === nextToken) break;
    nextToken = next;
  }
  return { is: "listed", views, exchanges };
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

function describeProblem(exchange: Exchange): string {
  if (exchange.outcome.is === "no-answer") return exchange.outcome.problem.detail;
  const { status, body } = exchange.outcome.response;
  return `HTTP ${status} ${textMember(jsonObjectOf(body), "Code") ?? "without a list of Listeners"}`;
}
