/** Reading the answers of GWLB's other operations, as far as the suite leans on them. They are not judged. */
import { isJsonObject, type JsonObject, jsonObjectOf, textMember } from "../../contract/answer.js";
import type { Exchange } from "../../contract/exchange.js";
import { bytesInWords } from "../../contract/readable.js";
import type { Parameter } from "../../contract/request.js";
import type { ResourceKind } from "../ledger/ledger.js";
import type { TargetClient } from "../wire/client.js";

/** What an answer means to somebody who only wants the thing done. */
export type NeighbourAnswer =
  /** `unreadable`: it was done, but its body is no JSON object; these words say what it is. Then `body` is empty. */
  | { readonly is: "done"; readonly body: JsonObject; readonly unreadable?: string }
  | { readonly is: "not-found" }
  /** The target says that it does not have the operation. */
  | { readonly is: "not-offered"; readonly reason: string }
  | {
      readonly is: "refused";
      readonly reason: string;
      readonly status: number;
      readonly code: string | undefined;
      /** What the body is, where it is no JSON object. */
      readonly unreadable?: string;
    }
  | { readonly is: "no-answer"; readonly reason: string };

/**
 * Reads the answer of a neighbour operation. It counts as done by its status: its body may be empty, a text or of another shape. A body that
 * cannot be read says nothing, in particular not that there is no such operation.
 */
export function readNeighbour(exchange: Exchange): NeighbourAnswer {
  const { operation, outcome } = exchange;
  if (outcome.is === "no-answer") return { is: "no-answer", reason: `${operation}: ${outcome.problem.detail}` };
  const { status, body: text } = outcome.response;
  const body = jsonObjectOf(text);
  const code = textMember(body, "Code");
  if (status >= 200 && status < 300 && isSuccessCode(code)) {
    return body === undefined ? { is: "done", body: {}, unreadable: bytesInWords(text) } : { is: "done", body };
  }
  if (code?.startsWith("ResourceNotFound")) return { is: "not-found" };
  const unreadable = body === undefined ? { unreadable: bytesInWords(text) } : {};
  const words = [`HTTP ${status}`, code, textMember(body, "Message"), unreadable.unreadable].filter(Boolean).join(" ");
  const reason = `${operation} answered ${words}`.slice(0, LONGEST_REASON);
  if (isUnknownOperation(status, code)) return { is: "not-offered", reason };
  if (status === 404 && body !== undefined) return { is: "not-found" };
  return { is: "refused", reason, status, code, ...unreadable };
}

const LONGEST_REASON = 300;
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
interface ResourceOperations {
  readonly idMember: string;
  readonly remove: string;
  readonly budget: "listenerGone" | "loadBalancerReady" | "serverGroupReady";
  /** Reads one resource: its body, or why not. */
  readonly read: (client: TargetClient, id: string, signal?: AbortSignal) => Promise<NeighbourAnswer>;
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

/** Calls a neighbour operation and reads its answer. */
export async function call(
  client: TargetClient,
  operation: string,
  parameters: readonly Parameter[],
  signal?: AbortSignal,
): Promise<NeighbourAnswer> {
  return readNeighbour(await client.call(operation, parameters, signal === undefined ? {} : { signal }));
}

/** The objects in a list of an answer; empty when there is no such list. */
export function listed(body: JsonObject, member: string): JsonObject[] {
  const list = body[member];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Whether two answers tell nothing apart. */
export function areAlike(one: NeighbourAnswer, other: NeighbourAnswer): boolean {
  if (one.is === "refused" && other.is === "refused") return one.status === other.status && one.code === other.code;
  return one.is === other.is;
}
