/** V3-signed requests for the tests of this room. */
import { Agent, request } from "undici";
import type { RunningEmulator } from "../index.js";
import type { KeyPair } from "../server/seed.js";
import { sha256Hex } from "../server/signing/canonical.js";
import { v3Signature } from "../server/signing/v3.js";

const BODY = "MaxResults=1";
let nonces = 0;
/** Requests to one emulator go over the same connection, one after the other. */
const ONE_CONNECTION = new Agent({ connections: 1 });

/** How a signed request departs from a good one. */
export interface Difference {
  readonly date?: string;
  readonly nonce?: string;
  /** The body that is signed; a harmless one when absent. */
  readonly signedBody?: string;
  /** Sent instead of the signed body. */
  readonly body?: string;
  /** Sent without being signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  /** Credentials to sign with; the administrator's when absent. */
  readonly caller?: KeyPair;
  /** Operation; ListListeners when absent. */
  readonly action?: string;
  readonly authorization?: (signed: string) => string | undefined;
}

/**
 * A date as signatures have it.
 * @param at milliseconds since 1970
 */
export const isoDate = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** Sends a V3-signed request with some differences. @returns HTTP status and error code */
export async function send(emulator: RunningEmulator, difference: Difference = {}): Promise<[number, unknown]> {
  nonces += 1;
  const { signedBody = BODY } = difference;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    host: new URL(emulator.endpoint).host,
    "x-acs-action": difference.action ?? "ListListeners",
    "x-acs-content-sha256": sha256Hex(signedBody),
    "x-acs-date": difference.date ?? isoDate(Date.now()),
    "x-acs-signature-nonce": difference.nonce ?? `nonce-${nonces}`,
    "x-acs-version": "2024-04-15",
  };
  const signedHeaders = Object.keys(headers);
  const { accessKeyId, accessKeySecret } = difference.caller ?? emulator.credentials;
  const signature = v3Signature(
    { method: "POST", query: [], headers, signedHeaders, payloadHash: sha256Hex(signedBody) },
    accessKeySecret,
  );
  const signed = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(";")},Signature=${signature}`;
  const authorization = difference.authorization === undefined ? signed : difference.authorization(signed);
  const response = await request(`${emulator.endpoint}/`, {
    dispatcher: ONE_CONNECTION,
    method: "POST",
    headers: { ...headers, ...difference.unsigned, ...(authorization === undefined ? {} : { authorization }) },
    body: difference.body ?? signedBody,
    signal: AbortSignal.timeout(10_000),
  });
  const body: unknown = await response.body.json();
  return [response.statusCode, typeof body === "object" && body !== null && "Code" in body ? body.Code : undefined];
}
