/** The shorthand in which clauses on client libraries are written: none rests on a fragment of the page, each says where it comes from. */
import type { Profile } from "../../profile.js";
import type { Kind, Requirement, SdkSection } from "../../requirement.js";

const EVERY_PROFILE: readonly Profile[] = ["smoke", "standard", "full"];

/** What a clause on a client library says. */
interface SdkClauseText {
  readonly statement: string;
  readonly breaks: string;
  readonly source: string;
  readonly profiles?: readonly Profile[];
}

/**
 * Makers of the clauses of one section, one per kind that there is of client libraries.
 * @param section heading under which they stand
 */
export function sdkClausesOf(
  section: SdkSection,
): Record<Exclude<Kind, "probe">, (text: SdkClauseText) => Requirement> {
  const maker =
    (kind: Kind) =>
    ({ statement, breaks, source, profiles }: SdkClauseText): Requirement => ({
      kind,
      section,
      statement,
      breaks,
      fragments: [],
      source,
      situations: [],
      profiles: profiles ?? EVERY_PROFILE,
      validatedAt: "never",
    });
  return { required: maker("required"), advisory: maker("advisory") };
}

/** Where clauses come from. */
export const SOURCES = {
  parameters: "request parameters of the page",
  gateway: "RPC style of the API gateway: operation, version and parameters as name and value",
  numbering: "RPC style of the API gateway: list items are numbered from 1",
  integers: "type integer of the page; JSON and protobuf clients pass numbers of 64 bits",
  signature: "signature methods V3 (ACS3-HMAC-SHA256) and V2 (HMAC-SHA1) of the API gateway",
  response: "response elements of the page",
  reading: "GetListenerAttribute, which the page names for watching the listener",
  json: "RFC 8259",
  http: "RFC 9112 and RFC 9110",
  codes: "error codes of the page",
  envelope: "error envelope of the API gateway: Code, Message, RequestId, with an HTTP status of 4xx or 5xx",
  token: "request parameter ClientToken of the page: unique among requests, ASCII only",
  resending: "the page's advice on idempotency, and what retries are for",
  timeouts: "time-outs that the caller has set",
  states: "the page: the listener is made asynchronously, and is ready in state Running",
  custom: "custom of client libraries",
  secrecy: "credentials belong to the caller and to the service that was named",
} as const;
