import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { loadConfig } from "../config/load-config.js";
import { call } from "../neighbours/neighbour.js";
import { createClient, type TargetClient } from "../wire/client.js";
import { type Intention, Ledger } from "./ledger.js";
import { type Swept, sweep } from "./sweep.js";

const { waits } = loadConfig({ env: {} });
const folder = mkdtempSync(join(tmpdir(), "gwlb-sweep-"));
let emulator: RunningEmulator;
let client: TargetClient;
let ledger: Ledger;
let idle: readonly string[];
let serverGroupId: string;

before(async () => {
  emulator = await startEmulator({ auth: "none", transitionMs: 10, idleLoadBalancers: 4 });
  client = createClient({
    endpoint: emulator.endpoint,
    auth: "none",
    limits: { concurrency: 4, requestTimeoutMs: 2_000, responseBytes: 100_000 },
    waits,
  });
  ledger = Ledger.open(join(folder, "ledger.jsonl"), emulator.endpoint);
  idle = ids("load-balancer/idle");
  serverGroupId = ids("server-group/available")[0] ?? "";
});
after(async () => {
  ledger.close();
  await client.close();
  await emulator.close();
  rmSync(folder, { recursive: true });
});

function ids(situation: string): readonly string[] {
  const seeded = emulator.situations[situation];
  return Array.isArray(seeded) ? seeded : [];
}

async function create(loadBalancerId = ""): Promise<string> {
  const reading = await call(client, "CreateListener", [
    ["LoadBalancerId", loadBalancerId],
    ["ServerGroupId", serverGroupId],
  ]);
  assert.equal(reading.is, "done");
  return reading.is === "done" ? String(reading.body.ListenerId) : "";
}

async function exists(listenerId: string): Promise<boolean> {
  return (await call(client, "GetListenerAttribute", [["ListenerId", listenerId]])).is === "done";
}

describe("a sweep", () => {
  it("lists first, then removes what the ledger owns and nothing else", async () => {
    const [ours, lost, foreign, never] = idle;
    const entry = ledger.intend("listener", { loadBalancerId: ours ?? "", loadBalancerWasEmpty: true });
    const known = await create(ours);
    ledger.resolve(entry, { is: "created", id: known });
    ledger.intend("listener", { loadBalancerId: lost ?? "", loadBalancerWasEmpty: true });
    const unanswered = await create(lost);
    const somebodyElses = await create(foreign);
    ledger.intend("listener", { loadBalancerId: never ?? "", loadBalancerWasEmpty: true });
    ledger.intend("listener", { loadBalancerId: foreign ?? "", loadBalancerWasEmpty: false });

    const options = { client, ledger, waits };
    const listed = await sweep({ ...options, yes: false });
    assert.deepEqual(
      listed.map(({ is, id }) => [is, id]),
      [
        ["left", undefined],
        ["gone", undefined],
        ["would-remove", unanswered],
        ["would-remove", known],
      ],
    );
    assert.equal(ledger.owned().length, 4);
    assert.ok(await exists(known));

    const swept = await sweep({ ...options, yes: true });
    assert.deepEqual(
      swept.map(({ is }) => is),
      ["left", "gone", "removed", "removed"],
    );
    assert.ok(!(await exists(known)) && !(await exists(unanswered)));
    assert.ok(await exists(somebodyElses), "a listener that the ledger does not own");
    assert.deepEqual(
      (await sweep({ ...options, yes: true })).map(({ is }) => is),
      ["left"],
    );
  });

  it("finds load balancers and server groups by their names", async () => {
    const name = "gwlb-conformance-unanswered";
    const zone = [
      ["ZoneMappings.1.ZoneId", "z"],
      ["ZoneMappings.1.VSwitchId", "v"],
    ] as const;
    ledger.intend("server-group", { name });
    await call(client, "CreateServerGroup", [
      ["VpcId", "vpc-1"],
      ["ServerGroupName", name],
    ]);
    ledger.intend("load-balancer", { name });
    await call(client, "CreateLoadBalancer", [["VpcId", "vpc-1"], ["LoadBalancerName", name], ...zone]);
    const swept = await sweep({ client, ledger, waits, yes: true });
    assert.deepEqual(
      swept.filter(({ entry }) => entry.kind !== "listener").map(({ entry, is }) => [entry.kind, is]),
      [
        ["load-balancer", "removed"],
        ["server-group", "removed"],
      ],
    );
  });

  it("leaves alone what has the id of ours and is another one, and says so", async () => {
    const [, , , place = ""] = idle;
    const stranger = await create(place);
    const others: readonly Intention[] = [
      { loadBalancerId: idle[0] ?? "" },
      { loadBalancerId: place, serverGroupId: "sgp-another" },
      { loadBalancerId: place, description: "ours" },
      { loadBalancerId: place, tcpIdleTimeout: 351 },
      { loadBalancerId: place, tags: "0123456789abcdef" },
    ];
    for (const intention of others)
      ledger.resolve(ledger.intend("listener", intention), { is: "created", id: stranger });
    const about = (swept: readonly Swept[]) => swept.filter(({ entry }) => entry.id === stranger).map(({ is }) => is);
    const notOurs = others.map(() => "not-ours");
    assert.deepEqual(about(await sweep({ client, ledger, waits, yes: false })), notOurs);
    assert.deepEqual(about(await sweep({ client, ledger, waits, yes: true })), notOurs);
    assert.deepEqual(about(await sweep({ client, ledger, waits, yes: true })), [], "and is told once");
    assert.ok(await exists(stranger));
  });

  it("knows a listener again that reads otherwise than it was asked for, if the run saw it so", async () => {
    const [place = ""] = idle;
    const entry = ledger.intend("listener", { loadBalancerId: place, description: "as asked for" });
    const id = await create(place);
    ledger.resolve(entry, { is: "created", id });
    ledger.saw(entry, { loadBalancerId: place, description: "" });
    const swept = await sweep({ client, ledger, waits, yes: true });
    assert.equal(swept.find((one) => one.entry.id === id)?.is, "removed");
  });

  it("keeps in the ledger what cannot be removed, with a reason", async () => {
    const occupied = ids("load-balancer/occupied")[0] ?? "";
    // The emulator's load balancers are called by their ids.
    const entry = ledger.intend("load-balancer", { name: occupied });
    ledger.resolve(entry, { is: "created", id: occupied });
    const impatient = { ...waits, loadBalancerReady: 30 };
    const swept = await sweep({ client, ledger, waits: impatient, yes: true });
    const left = swept.find(({ id }) => id === occupied);
    assert.ok(left?.is === "left");
    assert.match(left.reason, /DeleteLoadBalancer answered HTTP 400 IncorrectStatus\.LoadBalancer/);
    assert.ok(ledger.owned().some(({ id }) => id === occupied));
  });
});
