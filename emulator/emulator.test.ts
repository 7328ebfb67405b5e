import assert from "node:assert/strict";
import { test } from "node:test";
import { SITUATIONS } from "../contract/situations.js";
import { startEmulator } from "./index.js";
import { call, idOf, withEmulator } from "./testing/call.js";

for (const [name, loadBalancer, serverGroup, more, status, code] of [
  ["unknown load balancer", "gwlb-none", "server-group/available", {}, 404, "ResourceNotFound.LoadBalancer"],
  ["unknown server group", "load-balancer/idle", "sgp-none", {}, 404, "ResourceNotFound.ServerGroup"],
  [
    "locked",
    "load-balancer/financially-locked",
    "server-group/available",
    {},
    400,
    "IncorrectBusinessStatus.LoadBalancer",
  ],
  ["provisioning", "load-balancer/provisioning", "server-group/available", {}, 400, "IncorrectStatus.LoadBalancer"],
  ["configuring", "load-balancer/configuring", "server-group/available", {}, 400, "IncorrectStatus.LoadBalancer"],
  ["inactive", "load-balancer/inactive", "server-group/available", {}, 400, "IncorrectStatus.LoadBalancer"],
  ["occupied", "load-balancer/occupied", "server-group/available", {}, 400, "OperationDenied.TooManyListeners"],
  ["group creating", "load-balancer/idle", "server-group/creating", {}, 400, "IncorrectStatus.ServerGroup"],
  ["group configuring", "load-balancer/idle", "server-group/configuring", {}, 400, "IncorrectStatus.ServerGroup"],
  ["other VPC", "load-balancer/idle", "server-group/other-vpc", {}, 400, "Mismatch.VpcId"],
  ["address in use", "load-balancer/idle", "server-group/ip-in-use", {}, 400, "ResourceInUse.IP"],
  [
    "timeout with 3TCH",
    "load-balancer/idle",
    "server-group/scheduler-3tch",
    { TcpIdleTimeout: "351" },
    400,
    "OperationDenied.TcpIdleTimeoutConflictWithScheduler",
  ],
  [
    "default timeout with 2TCH",
    "load-balancer/idle",
    "server-group/scheduler-2tch",
    { TcpIdleTimeout: "350" },
    400,
    "DryRunOperation",
  ],
] as const) {
  test(`situation ${name}: ${status} ${code}, in a dry run and without`, () =>
    withEmulator({}, async (emulator) => {
      const id = (named: string) => (named in emulator.situations ? idOf(emulator, named) : named);
      const request = { LoadBalancerId: id(loadBalancer), ServerGroupId: id(serverGroup), ...more };
      const dry = await call(emulator.endpoint, "CreateListener", { ...request, DryRun: "true" });
      assert.deepEqual([dry.status, dry.body.Code], [status, code]);
      assert.deepEqual(Object.keys(dry.body), ["RequestId", "HostId", "Code", "Message", "Recommend"]);
      assert.equal(dry.headers.get("x-acs-request-id"), dry.body.RequestId);
      if (code === "DryRunOperation") return;
      const real = await call(emulator.endpoint, "CreateListener", request);
      assert.deepEqual([real.status, real.body.Code], [status, code]);
    }));
}

test("a client token names its first listener, also concurrently, and other parameters are refused", () =>
  withEmulator({}, async (emulator) => {
    const request = {
      LoadBalancerId: idOf(emulator, "load-balancer/idle"),
      ServerGroupId: idOf(emulator, "server-group/available"),
      ClientToken: `t%+ ${"x".repeat(100)}`,
    };
    const refused = await call(emulator.endpoint, "CreateListener", { ...request, TcpIdleTimeout: "1" });
    const dry = await call(emulator.endpoint, "CreateListener", { ...request, DryRun: "true" });
    assert.deepEqual([refused.status, dry.body.Code], [400, "DryRunOperation"]);
    const all = await Promise.all(Array.from({ length: 8 }, () => call(emulator.endpoint, "CreateListener", request)));
    assert.deepEqual([...new Set(all.map(({ status }) => status))], [200]);
    assert.equal(new Set(all.map(({ body }) => body.ListenerId)).size, 1);
    assert.equal(new Set(all.map(({ body }) => body.RequestId)).size, 8);
    const other = await call(emulator.endpoint, "CreateListener", { ...request, TcpIdleTimeout: "100" });
    assert.deepEqual([other.status, other.body.Code], [400, "IdempotentParameterMismatch"]);
  }));

test("lists come in pages", () =>
  withEmulator({ idleLoadBalancers: 3 }, async ({ endpoint }) => {
    const ids: unknown[] = [];
    let NextToken = "";
    do {
      const page = await call(endpoint, "ListLoadBalancers", { MaxResults: "3", NextToken });
      assert.equal(page.body.TotalCount, 8);
      for (const item of Array.isArray(page.body.LoadBalancers) ? page.body.LoadBalancers : [])
        ids.push(item.LoadBalancerId);
      NextToken = String(page.body.NextToken);
    } while (NextToken !== "");
    assert.equal(new Set(ids).size, 8);
    assert.equal((await call(endpoint, "ListLoadBalancers", { MaxResults: "1001" })).status, 400);
  }));

test("what is no call at all gets the same envelope", () =>
  withEmulator({}, async ({ endpoint }) => {
    const unknown = await call(endpoint, "NoSuchAction");
    assert.deepEqual([unknown.status, unknown.body.Code], [404, "InvalidAction.NotFound"]);
    const long = await call(endpoint, "CreateListener", `LoadBalancerId=${"x".repeat(300_000)}`);
    assert.deepEqual([long.status, typeof long.body.Code], [413, "string"]);
    const broken = await call(endpoint, "CreateListener", "LoadBalancerId=%zz");
    assert.deepEqual([broken.status, broken.body.Code], [400, "InvalidParameter.Format"]);
    for (const [method, path, status] of [
      ["PUT", "/", 405],
      ["GET", "/elsewhere", 404],
      ["GET", "/%zz", 404],
    ] as const) {
      const response = await fetch(endpoint + path, { method });
      assert.equal(response.status, status);
      assert.match(await response.text(), /"Code":"[A-Z]/);
    }
  }));

test("every situation is seeded, under the same ids every time", async () => {
  const first = await startEmulator({ idleLoadBalancers: 2 });
  const second = await startEmulator({ idleLoadBalancers: 2 });
  try {
    assert.deepEqual(Object.keys(first.situations).sort(), [...SITUATIONS].sort());
    assert.deepEqual(first.situations, second.situations);
  } finally {
    await Promise.all([first.close(), second.close()]);
  }
});

test("closing does not wait for idle connections", async () => {
  const emulator = await startEmulator({ auth: "none" });
  await call(emulator.endpoint, "ListListeners");
  assert.equal(emulator.requests(), 1);
  const before = performance.now();
  await emulator.close();
  assert.ok(performance.now() - before < 1_000);
});

test("an unknown mutant is named with its nearest neighbour", async () => {
  await assert.rejects(startEmulator({ mutant: "no-such-mutant" }), /unknown mutant "no-such-mutant"/);
});
