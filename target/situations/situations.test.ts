import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import type { Config } from "../config/config.js";
import { loadConfig } from "../config/load-config.js";
import { Ledger } from "../ledger/ledger.js";
import { call, listed } from "../neighbours/neighbour.js";
import { createClient, type TargetClient } from "../wire/client.js";
import { resolveSituations } from "./provider.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-situations-"));
const defaults = loadConfig({ env: {} });
const SEED = 7;
let emulator: RunningEmulator;
let client: TargetClient;
let ledger: Ledger;
let config: Config;

before(async () => {
  emulator = await startEmulator({ transitionMs: 30, idleLoadBalancers: 1 });
  const { endpoint, region, credentials } = emulator;
  config = { ...defaults, target: { endpoint, region, auth: "acs3" }, credentials };
  client = createClient({ endpoint, auth: "acs3", credentials, limits: config.limits, waits: config.waits });
});
beforeEach(() => {
  ledger = Ledger.open(join(folder, "ledger.jsonl"), emulator.endpoint);
});
afterEach(() => {
  assert.deepEqual(ledger.owned(), [], "a test left resources behind");
  ledger.close();
});
after(async () => {
  await client.close();
  await emulator.close();
  rmSync(folder, { recursive: true });
});

const PROVISION = {
  vpcId: "vpc-1",
  otherVpcId: "vpc-2",
  zoneMappings: [{ zoneId: "z1", vSwitchId: "v1" }],
  loadBalancers: 3,
};

async function count(operation: "ListLoadBalancers" | "ListServerGroups"): Promise<number> {
  const reading = await call(client, operation, [["MaxResults", "100"]]);
  return reading.is === "done" ? listed(reading.body, operation.slice("List".length)).length : Number.NaN;
}

describe("situations made through the API", () => {
  it("are ready for use, and gone after the tear-down", async () => {
    const before = [await count("ListLoadBalancers"), await count("ListServerGroups")];
    const situations = await resolveSituations({ ...config, provision: PROVISION }, client, ledger, SEED);
    assert.equal(situations.idleLoadBalancers.length, 3);
    assert.equal(ledger.owned().length, 7);
    for (const id of situations.idleLoadBalancers) {
      const reading = await call(client, "GetLoadBalancerAttribute", [["LoadBalancerId", id]]);
      assert.equal(reading.is === "done" && reading.body.LoadBalancerStatus, "Active");
    }
    for (const [situation, member, value] of [
      ["server-group/available", "Scheduler", "5TCH"],
      ["server-group/scheduler-3tch", "Scheduler", "3TCH"],
      ["server-group/scheduler-2tch", "Scheduler", "2TCH"],
      ["server-group/other-vpc", "VpcId", "vpc-2"],
    ] as const) {
      const supply = situations.find(situation);
      assert.equal(supply?.by, "api");
      assert.equal(supply?.racy, false);
      const reading = await call(client, "ListServerGroups", [["ServerGroupIds.1", supply?.ids[0] ?? ""]]);
      const group = reading.is === "done" ? listed(reading.body, "ServerGroups")[0] : undefined;
      assert.equal(group?.[member], value);
      assert.equal(group?.ServerGroupStatus, "Available");
    }
    assert.equal(situations.find("load-balancer/financially-locked"), undefined);
    assert.deepEqual(await situations.tearDown(), []);
    assert.deepEqual([await count("ListLoadBalancers"), await count("ListServerGroups")], before);
  });

  it("give way to what the configuration names", async () => {
    const given = { "load-balancer/idle": ["gwlb-given"], "server-group/other-vpc": ["sgp-given"] };
    const situations = await resolveSituations(
      { ...config, situations: given, provision: PROVISION },
      client,
      ledger,
      SEED,
    );
    assert.deepEqual(situations.idleLoadBalancers, ["gwlb-given"]);
    assert.deepEqual(situations.find("server-group/other-vpc"), { by: "static", ids: ["sgp-given"], racy: false });
    assert.equal(situations.find("server-group/available")?.by, "api");
    assert.equal(ledger.owned().length, 3);
    await situations.tearDown();
  });

  it("pass, where they are states on the way", async () => {
    const situations = await resolveSituations(
      { ...config, situations: { "load-balancer/idle": ["gwlb-given"] }, provision: PROVISION },
      client,
      ledger,
      SEED,
    );
    assert.equal(situations.find("load-balancer/provisioning"), undefined);
    const fresh = await situations.makeFresh("load-balancer/provisioning");
    assert.ok(fresh);
    assert.deepEqual(situations.find("load-balancer/provisioning"), { by: "api", ids: [fresh.id], racy: true });
    await fresh.release();
    assert.equal(situations.find("load-balancer/provisioning"), undefined);
    assert.equal(await situations.makeFresh("load-balancer/financially-locked"), undefined);
    const unreleased = await situations.makeFresh("server-group/creating");
    assert.ok(unreleased);
    assert.deepEqual(await situations.tearDown(), []);
  });

  it("are missing with a reason when the target refuses", async () => {
    const nowhere = { ...PROVISION, zoneMappings: [{ zoneId: "", vSwitchId: "" }] };
    const situations = await resolveSituations({ ...config, provision: nowhere }, client, ledger, SEED);
    assert.equal(situations.find("load-balancer/idle"), undefined);
    assert.match(situations.reasonMissing("load-balancer/idle") ?? "", /CreateLoadBalancer answered HTTP 400/);
    await situations.tearDown();
  });

  it("are not made without the user's word", async () => {
    const situations = await resolveSituations(config, client, ledger, SEED);
    assert.deepEqual(situations.idleLoadBalancers, []);
    assert.equal(situations.find("server-group/available"), undefined);
    assert.equal(await situations.makeFresh("server-group/creating"), undefined);
  });
});

describe("callers", () => {
  it("are made up where that is possible, the same for the same seed", async () => {
    const [first, again, other] = await Promise.all(
      [SEED, SEED, SEED + 1].map((seed) => resolveSituations(config, client, ledger, seed)),
    );
    assert.ok(first && again && other);
    const unknown = first.caller("caller/unknown");
    assert.match(unknown?.accessKeyId ?? "", /^LTAI5t[0-9a-z]{18}$/);
    assert.deepEqual(again.caller("caller/unknown"), unknown);
    assert.notDeepEqual(other.caller("caller/unknown"), unknown);
    const wrong = first.caller("caller/wrong-secret");
    assert.equal(wrong?.accessKeyId, emulator.credentials.accessKeyId);
    assert.notEqual(wrong?.accessKeySecret, emulator.credentials.accessKeySecret);
    assert.equal(first.caller("caller/denied"), undefined);
    assert.equal(first.caller("load-balancer/idle"), undefined);
  });

  it("come from the configuration first, and are none where nothing is signed", async () => {
    const denied = { accessKeyId: "denied-key", accessKeySecret: "denied-secret" };
    const given = { ...config, situations: { "caller/denied": denied, "caller/unknown": denied } };
    const situations = await resolveSituations(given, client, ledger, SEED);
    assert.deepEqual(situations.caller("caller/denied"), denied);
    assert.deepEqual(situations.caller("caller/unknown"), denied);
    const unsigned = { ...given, target: { ...config.target, auth: "none" as const } };
    const bare = await resolveSituations(unsigned, client, ledger, SEED);
    assert.equal(bare.caller("caller/denied"), undefined);
  });
});
