/** Signing by version 3 (ACS3-HMAC-SHA256). */
import { createHmac, hash } from "node:crypto";

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

const ACS3_ALGORITHM = "ACS3-HMAC-SHA256";

/**
 * SHA-256 as lower-case hex.
 * @param text hashed as UTF-8
 */
export function sha256Hex(text: string): string {
  return hash("sha256", text, "hex");
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

/** A request's signature and the headers it covers. */
interface Acs3Signature {
  /** Names joined by `;`. */
  readonly signedHeaders: string;
  /** Lower-case hex. */
  readonly signature: string;
}

/**
 * The text whose hash is signed. Source: V3 request structure and signature, steps 1 to 6.
 * @param names its signed headers, sorted
 */
export function acs3CanonicalRequest(request: Acs3Request, names: readonly string[]): string {
  const canonicalHeaders = names.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("");
  return [request.method, request.path, request.query, canonicalHeaders, names.join(";"), request.bodyHash].join("\n");
}

/** Signs a request by ACS3-HMAC-SHA256. */
export function signAcs3(request: Acs3Request, accessKeySecret: string): Acs3Signature {
  const names = signedHeaderNames(request.headers);
  const stringToSign = `${ACS3_ALGORITHM}\n${sha256Hex(acs3CanonicalRequest(request, names))}`;
  const signature = createHmac("sha256", accessKeySecret).update(stringToSign, "utf8").digest("hex");
  return { signedHeaders: names.join(";"), signature };
}

/** The value of the `Authorization` header of a V3 request. */
export function acs3Authorization(request: Acs3Request, accessKeyId: string, accessKeySecret: string): string {
  const { signedHeaders, signature } = signAcs3(request, accessKeySecret);
  return `${ACS3_ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}
