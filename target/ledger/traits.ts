/** What tells one listener from another: of a request, as its listener should read back; of a listener, as it reads. */
import { createHash } from "node:crypto";
import { type Classification, classify } from "../../contract/classify.js";
import type { ListenerView } from "../../contract/listener.js";
import { TCP_IDLE_TIMEOUT } from "../../contract/parameters.js";
import type { RequestDraft, ResolvedReferences } from "../../contract/request.js";

/** A member that is absent is not known, and is compared with nothing. */
export interface ListenerTraits {
  readonly loadBalancerId?: string;
  readonly serverGroupId?: string;
  /** "": none. */
  readonly description?: string;
  /** Seconds. */
  readonly tcpIdleTimeout?: number;
  /** Digest of all tags, in any order. */
  readonly tags?: string;
}

/** Traits of the listener that a request makes. How a target stores what the page does not allow is not known: such parameters give no trait. */
export function traitsOfRequest(
  draft: RequestDraft,
  sent: Pick<ResolvedReferences, "loadBalancerId" | "serverGroupId">,
): ListenerTraits {
  const classification = classify(draft);
  const isSound = (prefix: string) => !namesOf(classification).some((name) => name.startsWith(prefix));
  return {
    ...(sent.loadBalancerId === undefined ? {} : { loadBalancerId: sent.loadBalancerId }),
    ...(sent.serverGroupId === undefined ? {} : { serverGroupId: sent.serverGroupId }),
    ...(isSound("listener-description") ? { description: draft.listenerDescription ?? "" } : {}),
    ...(isSound("tcp-idle-timeout")
      ? { tcpIdleTimeout: Number(draft.tcpIdleTimeout ?? TCP_IDLE_TIMEOUT.default) }
      : {}),
    ...(isSound("tag") ? { tags: digestOf((draft.tags ?? []).map(({ key = "", value = "" }) => [key, value])) } : {}),
  };
}

const namesOf = ({ violations, unspecified }: Classification): readonly string[] => [...violations, ...unspecified];

/** Traits of a listener as it was read. No description may read back as nothing, null or "": the page does not say which. */
export function traitsOfView({
  loadBalancerId,
  serverGroupId,
  description,
  tcpIdleTimeout,
  tags,
}: ListenerView): ListenerTraits {
  return {
    ...(typeof loadBalancerId === "string" ? { loadBalancerId } : {}),
    ...(typeof serverGroupId === "string" ? { serverGroupId } : {}),
    ...(typeof description === "string" || description === null ? { description: description ?? "" } : {}),
    ...(typeof tcpIdleTimeout === "number" ? { tcpIdleTimeout } : {}),
    ...(tags === undefined ? {} : { tags: digestOf([...tags]) }),
  };
}

/** The traits among the members of an object that has others besides. */
export function traitsOf(known: ListenerTraits): ListenerTraits {
  const traits = NAMED_TRAITS.map(([trait]) => [trait, known[trait]] as const);
  return Object.fromEntries(traits.filter(([, value]) => value !== undefined));
}

/**
 * In what a listener is another one than expected.
 * @returns the first difference in words, or `undefined` where what is known of both is the same
 */
export function differenceBetween(expected: ListenerTraits, seen: ListenerTraits): string | undefined {
  const differing = NAMED_TRAITS.find(([trait]) => differs(expected[trait], seen[trait]));
  if (differing === undefined) return undefined;
  const [trait, name] = differing;
  return trait === "tags" ? `other ${name}` : `${name} ${shown(seen[trait])}, not ${shown(expected[trait])}`;
}

const NAMED_TRAITS = [
  ["loadBalancerId", "LoadBalancerId"],
  ["serverGroupId", "ServerGroupId"],
  ["description", "ListenerDescription"],
  ["tcpIdleTimeout", "TcpIdleTimeout"],
  ["tags", "Tags"],
] as const;

function differs(expected: string | number | undefined, seen: string | number | undefined): boolean {
  if (expected === undefined || seen === undefined) return false;
  // No two things have ids that differ in case only, but some targets show ids in another case.
  return String(expected).toLowerCase() !== String(seen).toLowerCase();
}

const shown = (value: string | number | undefined) => JSON.stringify(value)?.slice(0, 80) ?? "";

function digestOf(tags: readonly (readonly [string, string])[]): string {
  const sorted = tags.map(([key, value]) => JSON.stringify([key, value])).sort();
  return createHash("sha256").update(sorted.join("\n")).digest("hex").slice(0, 16);
}
