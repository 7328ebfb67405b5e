/** A request as it arrived at the suite's service, before and after decoding, and what its signature is worth. */
import type { IncomingMessage } from "node:http";
import { claimReader } from "../../emulator/server/authentication.js";
import { correctDecoder, decodeRequest, type Pair, type RawRequest } from "../../emulator/server/decoder.js";
import { headerText, verifiedPayloadHash } from "../../emulator/server/signing/v3.js";

/** What the service made of a request, for the evidence. */
export type Treatment =
  | {
      readonly is: "replied";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly is: "reset" }
  | { readonly is: "silence" };

/** What a request says of its sender. */
export interface Signature {
  readonly scheme: "v3" | "v2" | "none";
  /** Why it is not valid, in a few words; absent where it is. */
  readonly problem?: string;
  readonly nonce: string;
  readonly timestamp: string;
  /** The signature itself: it must not be seen anywhere else. */
  readonly text: string;
  readonly securityToken?: string;
}

/** One request. Times are milliseconds of one monotonic clock. */
export interface Arrival {
  readonly nth: number;
  readonly at: number;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** Names as they were sent, in their order. */
  readonly headers: readonly Pair[];
  readonly body: Buffer;
  readonly raw: RawRequest;
  /** Query and form, decoded; `undefined` where they cannot be. */
  readonly query: readonly Pair[] | undefined;
  readonly form: readonly Pair[] | undefined;
  readonly accessKeyId: string;
  signature: Signature;
  treatment: Treatment;
  /** When its answer was through, or the caller gave it up; absent while neither has happened. */
  endedAt?: number;
  /** Whether the caller closed the connection before the answer was through. */
  abandoned?: boolean;
}

const readClaim = claimReader(verifiedPayloadHash);
const CREDENTIAL = /Credential=([^,\s]+)/u;
const V3_SIGNATURE = /Signature=([^,\s]+)/u;

/**
 * Reads a request that is there as a whole.
 * @param request head of the request
 * @param body its body
 * @param at when it came
 * @param secretOf the secret that belongs to an access key, if the suite gave it out
 */
export function readArrival(
  request: IncomingMessage,
  body: Buffer,
  at: number,
  secretOf: (accessKeyId: string) => string | undefined,
): Arrival {
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const raw: RawRequest = {
    method: request.method ?? "",
    query: mark < 0 ? "" : target.slice(mark + 1),
    headers: request.headers,
    body,
    connection: request.socket,
  };
  const decoded = decodeRequest(raw, correctDecoder);
  const readable = "code" in decoded ? undefined : decoded;
  const authorization = headerText(raw.headers.authorization);
  const accessKeyId = CREDENTIAL.exec(authorization)?.[1] ?? readable?.parameters.get("AccessKeyId") ?? "";
  return {
    nth: -1,
    at,
    method: raw.method,
    target,
    headers: pairsOf(request.rawHeaders),
    body,
    raw,
    query: readable?.query,
    form: readable?.form,
    accessKeyId,
    signature: signatureOf(raw, authorization, secretOf(accessKeyId)),
    treatment: { is: "silence" },
  };
}

function signatureOf(raw: RawRequest, authorization: string, secret: string | undefined): Signature {
  const decoded = decodeRequest(raw, correctDecoder);
  const parameters: ReadonlyMap<string, string> = "code" in decoded ? new Map() : decoded.parameters;
  const scheme = authorization !== "" ? "v3" : parameters.has("Signature") ? "v2" : "none";
  const token = headerText(raw.headers["x-acs-security-token"]) || parameters.get("SecurityToken");
  const plain = {
    scheme,
    nonce: headerText(raw.headers["x-acs-signature-nonce"]) || (parameters.get("SignatureNonce") ?? ""),
    timestamp: headerText(raw.headers["x-acs-date"]) || (parameters.get("Timestamp") ?? ""),
    text: (scheme === "v3" ? V3_SIGNATURE.exec(authorization)?.[1] : parameters.get("Signature")) ?? "",
    ...(token === undefined || token === "" ? {} : { securityToken: token }),
  } as const;
  const problem = problemOf();
  return problem === undefined ? plain : { ...plain, problem };

  function problemOf(): string | undefined {
    if ("code" in decoded) return "parameters that cannot be decoded";
    if (scheme === "none") return "no signature";
    const claim = readClaim(raw, decoded);
    if ("code" in claim) return claim.message;
    if (secret === undefined) return "an access key that nobody gave it";
    if (!claim.matches(secret)) return `a ${scheme === "v3" ? "V3" : "V2"} signature that is not that of what was sent`;
    return undefined;
  }
}

function pairsOf(raw: readonly string[]): Pair[] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? "", raw[2 * i + 1] ?? ""] as const);
}
