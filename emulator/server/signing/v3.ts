/** Checking signatures of version 3; made apart from the client's own, so that a mistake in one shows. */
import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Pair, RawRequest } from "../decoder.js";
import { canonicalPairs, sha256Hex } from "./canonical.js";

/** Verifying side of `ACS3-HMAC-SHA256`. Source: Alibaba Cloud's description of the V3 request structure and signature. */
const V3_ALGORITHM = "ACS3-HMAC-SHA256";

interface V3Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Headers without which a signature says nothing about what is asked for. */
const ALWAYS_SIGNED = [
  "host",
  "x-acs-action",
  "x-acs-version",
  "x-acs-date",
  "x-acs-signature-nonce",
  "x-acs-content-sha256",
];

const AUTHORIZATION =
  /^ACS3-HMAC-SHA256\s+Credential=([^,\s]+)\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]+)$/;

/** Reads an Authorization header. @returns its parts, or undefined when it is not of this scheme or incomplete */
export function parseV3Authorization(header: string): V3Authorization | undefined {
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(header.trim()) ?? [];
  if (accessKeyId === undefined || names === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: names.toLowerCase().split(";"), signature };
}

/**
 * Tells the first header that ought to be signed and is not.
 * @param headers of the request, lower-case names
 */
export function unsignedHeader(headers: IncomingHttpHeaders, signed: readonly string[]): string | undefined {
  const sent = Object.keys(headers).filter((name) => name.startsWith("x-acs-") || name === "content-type");
  return [...ALWAYS_SIGNED, ...sent].find((name) => !signed.includes(name));
}

/** What the V3 calculation takes from a request. */
interface V3Input {
  readonly method: string;
  readonly query: readonly Pair[];
  readonly headers: IncomingHttpHeaders;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/**
 * Calculates the signature of a request.
 * @param secret access key secret, used as it is
 * @returns lower-case hex
 */
export function v3Signature(input: V3Input, secret: string): string {
  const names = [...input.signedHeaders].sort();
  const headers = names.map((name) => `${name}:${headerText(input.headers[name])}\n`).join("");
  const canonical = [input.method, "/", canonicalPairs(input.query), headers, names.join(";"), input.payloadHash].join(
    "\n",
  );
  return createHmac("sha256", secret)
    .update(`${V3_ALGORITHM}\n${sha256Hex(canonical)}`)
    .digest("hex");
}

/** Host headers a client may have signed: as sent, or without the port, which some runtimes add only on the wire. */
export function signedHostCandidates(headers: IncomingHttpHeaders): readonly IncomingHttpHeaders[] {
  const bare = headers.host?.replace(/:\d+$/, "");
  return bare === headers.host ? [headers] : [headers, { ...headers, host: bare }];
}

/** The hash a V3 request declares of its body, if it is the body's. */
export function verifiedPayloadHash(raw: RawRequest): string | undefined {
  const declared = headerText(raw.headers["x-acs-content-sha256"]);
  return declared === sha256Hex(raw.body) ? declared : undefined;
}

/**
 * A header as text; repeated ones joined by commas.
 * @param value as Node gives it
 */
export function headerText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();
}
