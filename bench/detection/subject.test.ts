import assert from "node:assert/strict";
import { test } from "node:test";
import { isJsonObject } from "../../contract/answer.js";
import { type Subject, startSubject } from "./subject.js";

async function create(subject: Subject, more: Readonly<Record<string, string>> = {}) {
  const { loadBalancerId, serverGroupId } = subject;
  const response = await fetch(`${subject.endpoint}/?Action=CreateListener&Version=2024-04-15`, {
    method: "POST",
    body: new URLSearchParams({ LoadBalancerId: loadBalancerId, ServerGroupId: serverGroupId, ...more }),
    signal: AbortSignal.timeout(5_000),
  });
  const answer: unknown = await response.json();
  assert.ok(isJsonObject(answer));
  return { status: response.status, answer };
}

test("every request meets an idle load balancer, and only the tool's requests are counted", async (t) => {
  const subject = await startSubject();
  t.after(() => subject.close());
  const created = [await create(subject), await create(subject), await create(subject)];
  assert.deepEqual(
    created.map(({ status }) => status),
    [200, 200, 200],
  );
  assert.equal(new Set(created.map(({ answer }) => answer.ListenerId)).size, 3);
  assert.equal(subject.arrivals().length, 3);
});

test("a refusal passes unchanged", async (t) => {
  const subject = await startSubject();
  t.after(() => subject.close());
  const { status, answer } = await create(subject, { LoadBalancerId: "gwlb-unknown" });
  assert.equal(status, 404);
  assert.equal(answer.Code, "ResourceNotFound.LoadBalancer");
});

test("a mutant's fault shows through the relay", async (t) => {
  const subject = await startSubject("timeout-large-accepted");
  t.after(() => subject.close());
  assert.equal((await create(subject, { TcpIdleTimeout: "6001" })).status, 200);
  assert.ok(subject.fired() > 0);
});
