/** Errors that pass: repeated like throttling, with bounds that shrink where repeating is no use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange } from "../../contract/exchange.js";
import { PassingErrors } from "./passing-errors.js";

function answered(status: number, Code?: string): Exchange {
  const body = JSON.stringify({ RequestId: "R", ...(Code === undefined ? {} : { Code, Message: "m" }) });
  const request = { method: "POST", url: "http://fake.test/", headers: {}, body: "", parameters: [] };
  const outcome = { is: "response", response: { status, headers: {}, body } } as const;
  return { operation: "CreateListener", request, outcome, startedAt: 0, endedAt: 0, throttled: 0 };
}

const statusOf = ({ outcome }: Exchange) => (outcome.is === "response" ? outcome.response.status : 0);

test("what passes is repeated until it has passed, and counted by status and code", async () => {
  const answers = [answered(409, "Conflict.Lock"), answered(400, "LockFailed"), answered(200)];
  const meter = { requests: 0, throttled: 0, passing: new Map<string, number>() };
  let told = 0;
  const exchange = await new PassingErrors(2_000).repeat(
    () => Promise.resolve(answers.shift() ?? assert.fail("sent too often")),
    { meter, onPutOff: () => (told += 1) },
  );
  assert.deepEqual([statusOf(exchange), told], [200, 2]);
  assert.deepEqual(Object.fromEntries(meter.passing), { "HTTP 409 Conflict.Lock": 1, "HTTP 400 LockFailed": 1 });
});

test("a refusal of the page is not repeated, and neither is a server error", async () => {
  for (const answer of [answered(400, "IncorrectStatus.LoadBalancer"), answered(500, "LockFailed"), answered(409)]) {
    let sent = 0;
    await new PassingErrors(2_000).repeat(() => {
      sent += 1;
      return Promise.resolve(answer);
    }, {});
    assert.equal(sent, 1);
  }
});

test("an error that never passes is given up in time, and after a few such calls nearly at once", async () => {
  const errors = new PassingErrors(300);
  let sent = 0;
  const send = () => {
    sent += 1;
    return Promise.resolve(answered(409, "TaskConflict"));
  };
  const startedAt = performance.now();
  for (let call = 0; call < 20; call += 1) assert.equal(statusOf(await errors.repeat(send, {})), 409);
  assert.ok(performance.now() - startedAt < 3 * 300 + 20 * 120, String(performance.now() - startedAt));
  assert.ok(sent <= 60, String(sent));
});
