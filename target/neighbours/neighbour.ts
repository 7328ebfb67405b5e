/** Reading the answers of GWLB's other operations, as far as the suite leans on them. They are not judged. */
import { isJsonObject, type JsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import type { Parameter } from "../../contract/request.js";
import type { ResourceKind } from "../ledger/ledger.js";
import type { TargetClient } from "../wire/client.js";

/** What an answer means to somebody who only wants the thing done. */
export type Reading =
  | { readonly is: "done"; readonly body: JsonObject }
  | { readonly is: "not-found" }
  /** The target does not have the operation: it says so, or what answers is no API. */
  | { readonly is: "not-offered"; readonly reason: string }
  | {
      readonly is: "refused";
      readonly reason: string;
      readonly status: number;
      readonly code: string | undefined;
    }
  | { readonly is: "no-answer"; readonly reason: string };

/**
 * Reads the answer of a neighbour operation.
 * @param exchange the exchange as recorded
 */
export function readNeighbour(exchange: Exchange): Reading {
  const { operation, outcome } = exchange;
  if (outcome.is === "no-answer") return { is: "no-answer", reason: `${operation}: ${outcome.problem.detail}` };
  const { status, body: text } = outcome.response;
  const body = jsonObjectOf(text);
  const code = textMember(body, "Code");
  const reason =
    `${operation} answered ${[`HTTP ${status}`, code, textMember(body, "Message")].filter(Boolean).join(" ")}`.slice(
      0,
      300,
    );
  if (status >= 200 && status < 300 && body !== undefined && isSuccessCode(code)) return { is: "done", body };
  if (code?.startsWith("ResourceNotFound")) return { is: "not-found" };
  if (body === undefined ? status < 500 : isUnknownOperation(status, code)) return { is: "not-offered", reason };
  return status === 404 ? { is: "not-found" } : { is: "refused", reason, status, code };
}

/** Some gateways put a code into a success body too. */
function isSuccessCode(code: string | undefined): boolean {
  return code === undefined || /^(?:success|ok|200|0)$/i.test(code);
}

function isUnknownOperation(status: number, code: string | undefined): boolean {
  return (
    status === 405 ||
    status === 501 ||
    /^(?:InvalidAction|InvalidApi|UnsupportedOperation|NotImplemented)/.test(code ?? "")
  );
}

/** How one kind of resource is read and removed. */
export interface ResourceOperations {
  readonly idMember: string;
  readonly remove: string;
  readonly budget: "listenerGone" | "loadBalancerReady" | "serverGroupReady";
  /** Reads one resource: its body, or why not. */
  readonly read: (client: TargetClient, id: string, signal?: AbortSignal) => Promise<Reading>;
}

export const RESOURCES: Readonly<Record<ResourceKind, ResourceOperations>> = {
  listener: {
    idMember: "ListenerId",
    remove: "DeleteListener",
    budget: "listenerGone",
    read: (client, id, signal) => call(client, "GetListenerAttribute", [["ListenerId", id]], signal),
  },
  "load-balancer": {
    idMember: "LoadBalancerId",
    remove: "DeleteLoadBalancer",
    budget: "loadBalancerReady",
    read: (client, id, signal) => call(client, "GetLoadBalancerAttribute", [["LoadBalancerId", id]], signal),
  },
  "server-group": {
    idMember: "ServerGroupId",
    remove: "DeleteServerGroup",
    budget: "serverGroupReady",
    // The product has no operation that reads a single server group.
    read: async (client, id, signal) => {
      const reading = await call(client, "ListServerGroups", [["ServerGroupIds.1", id]], signal);
      if (reading.is !== "done") return reading;
      const body = listed(reading.body, "ServerGroups").find((group) => group.ServerGroupId === id);
      return body === undefined ? { is: "not-found" } : { is: "done", body };
    },
  },
};

/**
 * Calls a neighbour operation and reads its answer.
 * @param client the endpoint
 * @param operation which
 * @param parameters with what
 * @param signal gives up; the promise then rejects
 */
export async function call(
  client: TargetClient,
  operation: string,
  parameters: readonly Parameter[],
  signal?: AbortSignal,
): Promise<Reading> {
  return readNeighbour(await client.call(operation, parameters, signal === undefined ? {} : { signal }));
}

/**
 * The objects in a list of an answer; empty when there is no such list.
 * @param body of the answer
 * @param member name of the list
 */
export function listed(body: JsonObject, member: string): JsonObject[] {
  const list = body[member];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
