import assert from "node:assert/strict";
import { test } from "node:test";
import { type RunningEmulator, startEmulator } from "../index.js";
import { type Difference, isoDate, send } from "../testing/signed-call.js";
import { CappedMap } from "./capped-map.js";

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
