/**
 * A CreateListener request as data, before ids and tokens of a run are put in: what generators draw, what is judged and what is kept of a failure.
 */
import type { LoadBalancerSituation, ServerGroupSituation } from "./situations.js";

/** What a draft says of a resource id: resolved to an id only when the request is sent. */
export type ResourceReference<S extends string> =
  | { readonly is: "absent" }
  | { readonly is: "literal"; readonly id: string }
  /** Shaped like a real id of the target, but naming nothing; `salt` chooses the characters. */
  | { readonly is: "unknown"; readonly salt: number }
  | { readonly is: "situation"; readonly situation: S };

export type LoadBalancerReference = ResourceReference<LoadBalancerSituation>;
export type ServerGroupReference = ResourceReference<ServerGroupSituation>;

/** One element of `Tag.N`. A member that is absent is a parameter that is not sent. */
export interface TagDraft {
  readonly key?: string;
  readonly value?: string;
}

/**
 * A client token. A token must be unique among different requests, so `unique` text is completed with a nonce of the
 * run when it is sent; `literal` text goes out as it is.
 */
export type TokenDraft =
  | { readonly is: "unique"; readonly text: string }
  | { readonly is: "literal"; readonly text: string };

/**
 * A CreateListener request as generators make it and people read it. Text in place of a number or a boolean goes on the
 * wire as it is: that is how ill-typed values are sent. Source: section "Request parameters".
 */
export interface RequestDraft {
  readonly loadBalancer: LoadBalancerReference;
  readonly serverGroup: ServerGroupReference;
  readonly listenerDescription?: string;
  readonly tcpIdleTimeout?: number | string;
  readonly dryRun?: boolean | string;
  readonly clientToken?: TokenDraft;
  readonly tags?: readonly TagDraft[];
}

/** The least request the page allows: both ids, in the situation where nothing stands in its way. */
export const MINIMAL_DRAFT: RequestDraft = {
  loadBalancer: { is: "situation", situation: "load-balancer/idle" },
  serverGroup: { is: "situation", situation: "server-group/available" },
};

/** A parameter as it goes on the wire, name and value, before percent-encoding. */
export type Parameter = readonly [name: string, value: string];

/** Ids and token that a draft's references were resolved to; `undefined` means the parameter is not sent. */
export interface ResolvedReferences {
  readonly loadBalancerId: string | undefined;
  readonly serverGroupId: string | undefined;
  readonly clientToken: string | undefined;
}

/**
 * Flattens a draft to the parameters of the form body: array elements count from 1, names are joined by dots, absent
 * members are left out.
 * @returns parameters in the page's order
 */
export function toParameters(draft: RequestDraft, references: ResolvedReferences): Parameter[] {
  const parameters: Parameter[] = [];
  const add = (name: string, value: string | number | boolean | undefined) => {
    if (value !== undefined) parameters.push([name, String(value)]);
  };
  add("LoadBalancerId", references.loadBalancerId);
  add("ListenerDescription", draft.listenerDescription);
  add("ServerGroupId", references.serverGroupId);
  add("TcpIdleTimeout", draft.tcpIdleTimeout);
  add("DryRun", draft.dryRun);
  add("ClientToken", references.clientToken);
  draft.tags?.forEach((tag, index) => {
    add(`Tag.${index + 1}.Key`, tag.key);
    add(`Tag.${index + 1}.Value`, tag.value);
  });
  return parameters;
}
