import assert from "node:assert/strict";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { type RunningEmulator, startEmulator } from "./index.js";
import { call, idOf } from "./testing/call.js";

const JSON_TYPE = { "content-type": "application/json" };

async function withControl(use: (emulator: RunningEmulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ auth: "none", control: true });
  try {
    await use(emulator);
  } finally {
    await emulator.close();
  }
}

/** Sends a body to the control, with headers that `fetch` would not let through. */
async function post(endpoint: string, body: string, headers: Record<string, string> = JSON_TYPE) {
  const sent = request(`${endpoint}/__emulator/faults`, { method: "POST", headers });
  sent.end(body);
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  const answer: Readonly<Record<string, unknown>> = JSON.parse(await text(response));
  return { status: response.statusCode, answer };
}

test("faults come and go while the emulator runs, and what it holds stays", () =>
  withControl(async (emulator) => {
    const { endpoint } = emulator;
    const LoadBalancerId = idOf(emulator, "load-balancer/idle");
    const wanted = { LoadBalancerId, ServerGroupId: idOf(emulator, "server-group/available"), TcpIdleTimeout: "59" };
    const dryRun = async () => (await call(endpoint, "CreateListener", { ...wanted, DryRun: "true" })).body.Code;
    const created = await call(endpoint, "CreateListener", { ...wanted, TcpIdleTimeout: "60" });
    assert.equal(created.status, 200);

    assert.equal(await dryRun(), "IllegalParam.TcpIdleTimeout");
    const changed = await post(endpoint, '{"mutant": "timeout-59-accepted"}');
    assert.deepEqual(changed, { status: 200, answer: { mutant: "timeout-59-accepted" } });
    assert.notEqual(await dryRun(), "IllegalParam.TcpIdleTimeout");
    assert.equal(emulator.fired(), 1);
    assert.equal((await post(endpoint, "{}")).status, 200);
    assert.equal(await dryRun(), "IllegalParam.TcpIdleTimeout");

    const ListenerId = String(created.body.ListenerId);
    assert.equal((await call(endpoint, "GetListenerAttribute", { ListenerId })).body.ListenerId, ListenerId);
  }));

test("requests are let in as often as is said, and all of them again when nothing is said", () =>
  withControl(async ({ endpoint }) => {
    const codes = async () =>
      (await Promise.all([1, 2, 3].map(() => call(endpoint, "ListListeners")))).map(({ body }) => body.Code);
    const turnedAway = async () => (await codes()).filter((code) => code === "Throttling.User").length;
    assert.equal(await turnedAway(), 0);
    await post(endpoint, '{"requestsPerSecond": 1}');
    assert.ok((await turnedAway()) >= 1);
    await post(endpoint, "{}");
    assert.equal(await turnedAway(), 0);
  }));

for (const [what, body, headers, status, error] of [
  ["an unknown mutant", '{"mutant": "timeout-59-acepted"}', JSON_TYPE, 400, /did you mean "timeout-59-accepted"\?/u],
  ["an unknown member", '{"latency": 5}', JSON_TYPE, 400, /^unknown member "latency"; the members are mutant/u],
  ["a value of the wrong kind", '{"latencyMs": "5"}', JSON_TYPE, 400, /^latencyMs must be integer/u],
  ["no JSON", "latencyMs=5", JSON_TYPE, 400, /must be object/u],
  ["a form", "{}", { "content-type": "text/plain" }, 400, /content type must be application\/json/u],
  ["a name that is not this machine's", "{}", { ...JSON_TYPE, host: "evil.test" }, 403, /from this machine only/u],
] as const) {
  test(`${what} is refused, and changes nothing`, () =>
    withControl(async ({ endpoint }) => {
      await post(endpoint, '{"latencyMs": 1}');
      const refused = await post(endpoint, body, headers);
      assert.equal(refused.status, status);
      assert.match(String(refused.answer.error), error);
      assert.deepEqual(await (await fetch(`${endpoint}/__emulator/faults`)).json(), { latencyMs: 1 });
    }));
}
