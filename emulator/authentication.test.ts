import assert from "node:assert/strict";
import { test } from "node:test";
import { CappedMap } from "./capped-map.js";
import { type RunningEmulator, startEmulator } from "./index.js";
import { sha256Hex } from "./signing/canonical.js";
import { v3Signature } from "./signing/v3.js";

const BODY = "MaxResults=1";
let nonces = 0;

interface Difference {
  readonly date?: string;
  readonly nonce?: string;
  /** Sent instead of the signed body. */
  readonly body?: string;
  /** Sent without being signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly authorization?: (signed: string) => string | undefined;
}

const isoDate = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

/** Sends a V3-signed ListListeners with one difference; gives status and code. */
async function send(emulator: RunningEmulator, difference: Difference = {}): Promise<[number, unknown]> {
  nonces += 1;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    host: new URL(emulator.endpoint).host,
    "x-acs-action": "ListListeners",
    "x-acs-content-sha256": sha256Hex(BODY),
    "x-acs-date": difference.date ?? isoDate(Date.now()),
    "x-acs-signature-nonce": difference.nonce ?? `nonce-${nonces}`,
    "x-acs-version": "2024-04-15",
  };
  const signedHeaders = Object.keys(headers);
  const { accessKeyId, accessKeySecret } = emulator.credentials;
  const signature = v3Signature(
    { method: "POST", query: [], headers, signedHeaders, payloadHash: sha256Hex(BODY) },
    accessKeySecret,
  );
  const signed = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(";")},Signature=${signature}`;
  const authorization = difference.authorization === undefined ? signed : difference.authorization(signed);
  const response = await fetch(`${emulator.endpoint}/`, {
    method: "POST",
    headers: { ...headers, ...difference.unsigned, ...(authorization === undefined ? {} : { authorization }) },
    body: difference.body ?? BODY,
  });
  const body: unknown = await response.json();
  return [response.status, typeof body === "object" && body !== null && "Code" in body ? body.Code : undefined];
}

async function withVerifying(check: (emulator: RunningEmulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator();
  try {
    await check(emulator);
  } finally {
    await emulator.close();
  }
}

for (const [name, difference, expected] of [
  ["nothing unusual", {}, [200, undefined]],
  ["a body changed after signing", { body: "MaxResults=2" }, [400, "SignatureDoesNotMatch"]],
  ["a header that is not signed", { unsigned: { "x-acs-extra": "1" } }, [400, "IncompleteSignature"]],
  ["no authorization", { authorization: () => undefined }, [400, "MissingAccessKeyId"]],
  ["another algorithm", { authorization: () => "ACS3-HMAC-SM3 x" }, [400, "IncompleteSignature"]],
  [
    "another signature",
    { authorization: (signed: string) => `${signed.slice(0, -2)}00` },
    [400, "SignatureDoesNotMatch"],
  ],
  ["an hour-old date", { date: isoDate(Date.now() - 3_600_000) }, [400, "InvalidTimeStamp.Expired"]],
  ["a date with fractions", { date: new Date().toISOString() }, [400, "InvalidTimeStamp.Format"]],
] as const satisfies readonly (readonly [string, Difference, readonly [number, unknown]])[]) {
  test(`a V3 request with ${name}: ${expected.join(" ")}`, () =>
    withVerifying(async (emulator) => assert.deepEqual(await send(emulator, difference), expected)));
}

test("a nonce counts once", () =>
  withVerifying(async (emulator) => {
    assert.deepEqual(await send(emulator, { nonce: "same" }), [200, undefined]);
    assert.deepEqual(await send(emulator, { nonce: "same" }), [400, "SignatureNonceUsed"]);
  }));

test("a capped map forgets its oldest entry and no other", () => {
  const map = new CappedMap<string, number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  map.set("c", 4);
  assert.deepEqual([map.get("a"), map.get("b"), map.get("c"), map.size], [3, undefined, 4, 2]);
});
