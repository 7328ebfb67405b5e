/** From a request of a caller to the parameters that are sent. */
import { InvalidRequestError } from "./errors.js";
import type { Pair } from "./parts.js";
import type { CreateListenerRequest, TagInput } from "./requests.js";

/**
 * The parameters of a request: those that were set, and no others.
 * @param request as the caller gave it
 * @throws InvalidRequestError for an integer that is none
 */
export function parametersOf(request: CreateListenerRequest): readonly Pair[] {
  const { LoadBalancerId, ServerGroupId, ListenerDescription, TcpIdleTimeout, DryRun, ClientToken, Tag } = request;
  return [
    ...one("LoadBalancerId", LoadBalancerId),
    ...one("ServerGroupId", ServerGroupId),
    ...one("ListenerDescription", ListenerDescription),
    ...one("TcpIdleTimeout", TcpIdleTimeout === undefined ? undefined : decimal(TcpIdleTimeout)),
    ...one("DryRun", DryRun === undefined ? undefined : String(DryRun)),
    ...one("ClientToken", ClientToken),
    ...(Tag ?? []).flatMap(tagPairs),
  ];
}

function one(name: string, value: string | undefined): Pair[] {
  return value === undefined ? [] : [[name, value]];
}

function tagPairs({ Key, Value }: TagInput, index: number): Pair[] {
  return [...one(`Tag.${index + 1}.Key`, Key), ...one(`Tag.${index + 1}.Value`, Value)];
}

function decimal(value: number): string {
  if (!Number.isInteger(value)) throw new InvalidRequestError(`TcpIdleTimeout must be an integer, not ${value}`);
  return BigInt(value).toString();
}
