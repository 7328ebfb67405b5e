import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../index.js";
import { idOf } from "../../testing/call.js";
import { type Difference, isoDate, send } from "../../testing/signed-call.js";

const UNKNOWN = { accessKeyId: "emulator-nobody", accessKeySecret: "emulator-nobody-secret" };
const DENIED = { accessKeyId: "emulator-denied", accessKeySecret: "emulator-denied-secret" };
const WRONG = { accessKeyId: "emulator-admin", accessKeySecret: "not-the-secret" };
const STALE = { date: isoDate(Date.now() - 7_200_000) };
const SAME_NONCE = { nonce: "the same again" };

const times = (count: number, one: Difference) => Array.from({ length: count }, () => one);

/** Requests sent one after the other on one connection; the last one shows the fault. */
const FAULTS: Readonly<Record<string, { requests: readonly Difference[]; correct: number; faulty: number }>> = {
  "unsigned-accepted": { requests: [{ authorization: () => undefined }], correct: 400, faulty: 200 },
  "signature-unchecked": { requests: [{ caller: WRONG }], correct: 400, faulty: 200 },
  "signature-checked-once-per-key": { requests: [{}, { caller: WRONG }], correct: 400, faulty: 200 },
  "wrong-secret-server-error": { requests: [{ caller: WRONG }], correct: 400, faulty: 500 },
  "unknown-key-accepted": { requests: [{ caller: UNKNOWN }], correct: 404, faulty: 200 },
  "unknown-key-server-error": { requests: [{ caller: UNKNOWN }], correct: 404, faulty: 500 },
  "body-not-signed": { requests: [{ body: "MaxResults=2" }], correct: 400, faulty: 200 },
  "denied-caller-accepted": { requests: [{ caller: DENIED }], correct: 403, faulty: 200 },
  "denied-caller-now-and-then-accepted": { requests: times(5, { caller: DENIED }), correct: 403, faulty: 200 },
  "signature-now-and-then-unchecked": { requests: times(8, { caller: WRONG }), correct: 400, faulty: 200 },
  "denied-caller-server-error": { requests: [{ caller: DENIED }], correct: 403, faulty: 500 },
  "authorization-codes-differ": { requests: [{ caller: DENIED }], correct: 403, faulty: 401 },
  "open-expired-dates-accepted": { requests: [STALE], correct: 400, faulty: 200 },
  "open-nonces-not-remembered": { requests: [SAME_NONCE, SAME_NONCE], correct: 400, faulty: 200 },
};

async function lastStatus(mutant: string | undefined, requests: readonly Difference[]): Promise<[number, number]> {
  const emulator = await startEmulator(mutant === undefined ? {} : { mutant });
  try {
    let status = 0;
    for (const request of requests) [status] = await send(emulator, request);
    return [status, emulator.fired()];
  } finally {
    await emulator.close();
  }
}

for (const [mutant, { requests, correct, faulty }] of Object.entries(FAULTS)) {
  test(`${mutant}: ${correct} becomes ${faulty}`, async () => {
    assert.deepEqual(await lastStatus(undefined, requests), [correct, 0]);
    const [status, fired] = await lastStatus(mutant, requests);
    assert.equal(status, faulty);
    assert.ok(fired > 0);
  });
}

test("denied-caller-creates refuses, and creates", async () => {
  const emulator = await startEmulator({ mutant: "denied-caller-creates" });
  const loadBalancer = idOf(emulator, "load-balancer/idle");
  const signedBody = `LoadBalancerId=${loadBalancer}&ServerGroupId=${idOf(emulator, "server-group/available")}`;
  const create = { action: "CreateListener", signedBody };
  try {
    assert.deepEqual(await send(emulator, { ...create, caller: DENIED }), [403, "Forbidden.RAM"]);
    assert.deepEqual(await send(emulator, create), [400, "OperationDenied.TooManyListeners"]);
    assert.equal(emulator.fired(), 1);
  } finally {
    await emulator.close();
  }
});

test("signature-checked-once-per-connection trusts a connection that carried a good request", async () => {
  const emulator = await startEmulator({ mutant: "signature-checked-once-per-connection" });
  try {
    assert.deepEqual(await send(emulator), [200, undefined]);
    assert.deepEqual(await send(emulator, { caller: WRONG }), [200, undefined]);
    assert.equal(emulator.fired(), 1);
  } finally {
    await emulator.close();
  }
});
