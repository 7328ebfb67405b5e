/** Who calls, and whether that is to be believed: the steps, in their order, for both schemes of signing. */
import { CappedMap } from "./capped-map.js";
import type { DecodedRequest, RawRequest } from "./decoder.js";
import { type Refusal, refuse } from "./refusal.js";
import { sameSignature } from "./signing/canonical.js";
import { v2Signature } from "./signing/v2.js";
import { headerText, parseV3Authorization, signedHostCandidates, unsignedHeader, v3Signature } from "./signing/v3.js";

/** Somebody with an access key. */
export interface Caller {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Whether its RAM policy grants the product's actions. */
  readonly permitted: boolean;
}

/** What a signed request says of its sender, whichever scheme it uses. */
export interface Claim {
  readonly scheme: "v3" | "v2";
  readonly accessKeyId: string;
  readonly timestamp: string;
  readonly nonce: string;
  /** Whether the signature is the one this secret gives. */
  matches(secret: string): boolean;
}

/** What one check of the authentication sees. */
export interface AuthenticationContext {
  readonly raw: RawRequest;
  readonly action: string;
  readonly claim: Claim;
  readonly caller: Caller | undefined;
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
}

/** A named step of the authentication. */
export interface AuthenticationRule {
  readonly name: string;
  check(context: AuthenticationContext): Refusal | undefined;
}

/** Milliseconds a request's date may be off. */
const DATE_WINDOW = 15 * 60 * 1000;
const NONCES_KEPT = 100_000;

const NOT_MATCHING = refuse(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
const INCOMPLETE = "The request signature does not conform to Alibaba Cloud standards.";

/** Reads who a request claims to be from, or refuses one without complete authentication. */
export type ClaimReader = (raw: RawRequest, decoded: DecodedRequest) => Claim | Refusal;

/**
 * Reads a claim from the Authorization header (V3), or from query and form parameters (V2).
 * @param payloadHash hash of a V3 request's body, or undefined when it is not the one that was signed
 */
export function claimReader(payloadHash: (raw: RawRequest) => string | undefined): ClaimReader {
  return (raw, decoded) => {
    const header = headerText(raw.headers.authorization);
    return header === "" ? readV2Claim(raw, decoded) : readV3Claim(raw, decoded, header, payloadHash);
  };
}

function readV3Claim(
  raw: RawRequest,
  decoded: DecodedRequest,
  header: string,
  payloadHash: (raw: RawRequest) => string | undefined,
): Claim | Refusal {
  const authorization = parseV3Authorization(header);
  if (authorization === undefined) return refuse(400, "IncompleteSignature", INCOMPLETE);
  const forgotten = unsignedHeader(raw.headers, authorization.signedHeaders);
  if (forgotten !== undefined) return refuse(400, "IncompleteSignature", `${INCOMPLETE} Not signed: ${forgotten}.`);
  const { accessKeyId, signature, signedHeaders } = authorization;
  return {
    scheme: "v3",
    accessKeyId,
    timestamp: headerText(raw.headers["x-acs-date"]),
    nonce: headerText(raw.headers["x-acs-signature-nonce"]),
    matches: (secret) => {
      const hash = payloadHash(raw);
      if (hash === undefined) return false;
      const input = { method: raw.method, query: decoded.query, signedHeaders, payloadHash: hash };
      return signedHostCandidates(raw.headers).some((headers) =>
        sameSignature(v3Signature({ ...input, headers }, secret), signature),
      );
    },
  };
}

function readV2Claim(raw: RawRequest, decoded: DecodedRequest): Claim | Refusal {
  const pairs = [...decoded.query, ...decoded.form];
  const values = new Map<string, string>();
  for (const name of ["AccessKeyId", "Signature", "SignatureNonce", "Timestamp"]) {
    const value = decoded.parameters.get(name);
    if (!value) return refuse(400, `Missing${name}`, `${name} is mandatory for this action.`);
    values.set(name, value);
  }
  return {
    scheme: "v2",
    accessKeyId: values.get("AccessKeyId") ?? "",
    timestamp: values.get("Timestamp") ?? "",
    nonce: values.get("SignatureNonce") ?? "",
    matches: (secret) => sameSignature(v2Signature(raw.method, pairs, secret), values.get("Signature") ?? ""),
  };
}

/**
 * The checks of an authenticated request in their order: key, date, signature, nonce, permission. The content of a
 * security token is not checked, only that it is signed like everything else.
 */
export function correctAuthentication(): readonly AuthenticationRule[] {
  return [
    { name: "key-known", check: checkKey },
    { name: "date", check: checkDate },
    {
      name: "signature",
      check: ({ claim, caller }) =>
        caller !== undefined && claim.matches(caller.accessKeySecret) ? undefined : NOT_MATCHING,
    },
    { name: "nonce", check: nonceCheck() },
    { name: "permission", check: checkPermission },
  ];
}

function checkKey({ caller }: AuthenticationContext): Refusal | undefined {
  if (caller !== undefined) return undefined;
  return refuse(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
}

function checkDate({ claim, now }: AuthenticationContext): Refusal | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(claim.timestamp) || Number.isNaN(Date.parse(claim.timestamp))) {
    return refuse(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
  }
  if (Math.abs(now - Date.parse(claim.timestamp)) <= DATE_WINDOW) return undefined;
  return refuse(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
}

/** A nonce need not be remembered longer than its date is good for. */
function nonceCheck(): AuthenticationRule["check"] {
  const used = new CappedMap<string, number>(NONCES_KEPT);
  return ({ claim, now }) => {
    const key = `${claim.accessKeyId} ${claim.nonce}`;
    const before = used.get(key);
    if (before !== undefined && now - before <= 2 * DATE_WINDOW) {
      return refuse(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }
    used.set(key, now);
    return undefined;
  };
}

function checkPermission({ caller }: AuthenticationContext): Refusal | undefined {
  if (caller?.permitted) return undefined;
  const message = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";
  return refuse(403, "Forbidden.RAM", message);
}
