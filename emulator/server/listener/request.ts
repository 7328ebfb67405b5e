/** The parameters of CreateListener sorted out of a form. */
import type { Parameters } from "../decoder.js";

/** One `Tag.N`; a member that was not sent is absent. */
export interface TagParameter {
  readonly index: number;
  readonly key?: string;
  readonly value?: string;
}

/** The parameters of CreateListener as text, sorted out but not yet checked. */
export interface CreateListenerRequest {
  readonly loadBalancerId?: string;
  readonly serverGroupId?: string;
  readonly description?: string;
  readonly tcpIdleTimeout?: string;
  readonly dryRun?: string;
  readonly clientToken?: string;
  readonly tags: readonly TagParameter[];
}

/** Sorts parameters out by name. Unknown names are ignored. */
export type RequestReader = (parameters: Parameters) => CreateListenerRequest;

const TAG_MEMBER = /^Tag\.([1-9]\d{0,8})\.(Key|Value)$/;

/** Collects the elements of the flattened `Tag` array, in the order of their numbers. Gaps are closed. */
export function readTags(parameters: Parameters): TagParameter[] {
  const byIndex = new Map<number, TagParameter>();
  for (const [name, text] of parameters) {
    const [, digits, member] = name.startsWith("Tag.") ? (TAG_MEMBER.exec(name) ?? []) : [];
    if (digits === undefined) continue;
    const index = Number(digits);
    const before = byIndex.get(index) ?? { index };
    byIndex.set(index, member === "Key" ? { ...before, key: text } : { ...before, value: text });
  }
  return [...byIndex.values()].sort((left, right) => left.index - right.index);
}

/** Reads a CreateListener request. */
export const readCreateListener: RequestReader = (parameters) => {
  const get = (name: string) => parameters.get(name);
  return {
    loadBalancerId: get("LoadBalancerId"),
    serverGroupId: get("ServerGroupId"),
    description: get("ListenerDescription"),
    tcpIdleTimeout: get("TcpIdleTimeout"),
    dryRun: get("DryRun"),
    clientToken: get("ClientToken"),
    tags: readTags(parameters),
  };
};

/**
 * Whether a request asks for a dry run.
 * @param request whose DryRun is `true` or `false` in any case, or absent
 */
export function isDryRun(request: CreateListenerRequest): boolean {
  return request.dryRun?.toLowerCase() === "true";
}
