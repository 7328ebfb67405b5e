import { createHash, createHmac } from "node:crypto";

/** What the V3 signature covers. */
export interface Acs3Request {
  readonly method: string;
  readonly path: string;
  /** Canonical query string: encoded, sorted by name; empty when there is none. */
  readonly query: string;
  /** All headers that go out, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body bytes, lower-case hex: the value of `x-acs-content-sha256`. */
  readonly bodyHash: string;
}

export const ACS3_ALGORITHM = "ACS3-HMAC-SHA256";

/**
 * SHA-256 as lower-case hex.
 * @param text hashed as UTF-8
 */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/**
 * Names of the headers that a V3 signature must cover: `host`, `content-type` and everything that starts with `x-acs-`, sorted.
 * @param headers headers with lower-case names
 */
export function signedHeaderNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers)
    .filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"))
    .sort();
}

/**
 * The text whose hash is signed. Source: V3 request structure and signature, steps 1 to 6.
 * @param request the request as it goes out
 */
export function acs3CanonicalRequest(request: Acs3Request): string {
  const names = signedHeaderNames(request.headers);
  const canonicalHeaders = names.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
  return [request.method, request.path, request.query, canonicalHeaders, names.join(";"), request.bodyHash].join("\n");
}

/**
 * Signs a request by ACS3-HMAC-SHA256.
 * @param request the request as it goes out
 * @param accessKeySecret key of the HMAC, used as it is
 * @returns the signature, lower-case hex
 */
export function acs3Signature(request: Acs3Request, accessKeySecret: string): string {
  const stringToSign = `${ACS3_ALGORITHM}\n${sha256Hex(acs3CanonicalRequest(request))}`;
  return createHmac("sha256", accessKeySecret).update(stringToSign, "utf8").digest("hex");
}

/**
 * The value of the `Authorization` header of a V3 request.
 * @param request the request as it goes out
 * @param accessKeyId whose signature it is
 * @param accessKeySecret key of the HMAC
 */
export function acs3Authorization(request: Acs3Request, accessKeyId: string, accessKeySecret: string): string {
  const signedHeaders = signedHeaderNames(request.headers).join(";");
  const signature = acs3Signature(request, accessKeySecret);
  return `${ACS3_ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}
