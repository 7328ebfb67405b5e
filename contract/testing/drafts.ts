/** Requests that the tests of this room start from. */
import { MINIMAL_DRAFT, type RequestDraft, type TagDraft } from "../request.js";
import type { LoadBalancerSituation, ServerGroupSituation } from "../situations.js";

/** The least request with something changed. */
export function minimalWith(change: Partial<RequestDraft>): RequestDraft {
  return { ...MINIMAL_DRAFT, ...change };
}

/** The least request on a load balancer in another situation. */
export function onLoadBalancer(situation: LoadBalancerSituation): RequestDraft {
  return minimalWith({ loadBalancer: { is: "situation", situation } });
}

/** The least request with a server group in another situation, and a time-out if one is given. */
export function onServerGroup(situation: ServerGroupSituation, tcpIdleTimeout?: number): RequestDraft {
  return minimalWith({
    serverGroup: { is: "situation", situation },
    ...(tcpIdleTimeout === undefined ? {} : { tcpIdleTimeout }),
  });
}

/** `count` tags with different keys. */
export function tags(count: number): TagDraft[] {
  return Array.from({ length: count }, (_, i) => ({ key: `key${i}`, value: "value" }));
}

/** The least request with one tag. */
export function withTag(key: string | undefined, value: string | undefined = "value"): RequestDraft {
  return minimalWith({ tags: [{ ...(key === undefined ? {} : { key }), value }] });
}
