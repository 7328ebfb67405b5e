import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { loadConfig } from "../../target/config/load-config.js";
import { Ledger } from "../../target/ledger/ledger.js";
import { call } from "../../target/neighbours/neighbour.js";
import type { TargetClient } from "../../target/wire/client.js";
import { openClient } from "../target-client.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
let emulator: RunningEmulator;
let client: TargetClient;
let at: readonly string[];

before(async () => {
  emulator = await startEmulator({ auth: "none", transitionMs: 5, idleLoadBalancers: 2 });
  client = openClient(loadConfig({ flags: { auth: "none" }, env: {} }), emulator.endpoint);
  at = ["--endpoint", emulator.endpoint, "--auth", "none"];
});
after(async () => {
  await client.close();
  await emulator.close();
});

function idOf(situation: string): string {
  const ids = emulator.situations[situation];
  return Array.isArray(ids) ? (ids[0] ?? "") : "";
}

/** Makes a listener as a run does that ends before it cleans up. */
async function leaveListener(file: string): Promise<string> {
  const ledger = Ledger.open(file, emulator.endpoint);
  const loadBalancerId = idOf("load-balancer/idle");
  const entry = ledger.intend("listener", { loadBalancerId, loadBalancerWasEmpty: true });
  const created = await call(client, "CreateListener", [
    ["LoadBalancerId", loadBalancerId],
    ["ServerGroupId", idOf("server-group/available")],
  ]);
  assert.ok(created.is === "done");
  const id = String(created.body.ListenerId);
  ledger.resolve(entry, { is: "created", id });
  ledger.close();
  return id;
}

const isThere = async (id: string) => (await call(client, "GetListenerAttribute", [["ListenerId", id]])).is === "done";

describe("sweep", () => {
  it("lists first, removes on --yes, and then has nothing left to do", async () => {
    const file = join(folder, "ledger.jsonl");
    const id = await leaveListener(file);
    const listed = await run(["sweep", ...at, "--output", folder]);
    assert.equal(listed.code, 0, listed.stderr);
    assert.match(listed.stdout, new RegExp(`^to be removed: listener ${id} on gwlb-.*\nnothing was removed yet`, "u"));
    assert.ok(await isThere(id));

    const swept = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.equal(swept.code, 0, swept.stderr);
    assert.match(swept.stdout, new RegExp(`^removed: listener ${id} on `, "u"));
    assert.ok(!(await isThere(id)));

    const again = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.deepEqual([again.code, again.stdout], [0, "nothing to sweep: the ledger owns nothing at this endpoint\n"]);
  });

  it("names a listener once, however often its creation was replayed", async () => {
    const file = join(folder, "replayed.jsonl");
    const id = await leaveListener(file);
    const ledger = Ledger.open(file, emulator.endpoint);
    const replay = { loadBalancerId: idOf("load-balancer/idle"), loadBalancerWasEmpty: false };
    for (let times = 0; times < 2; times += 1) {
      ledger.resolve(ledger.intend("listener", replay), { is: "created", id });
    }
    ledger.close();
    const listed = await run(["sweep", ...at, "--ledger", file]);
    assert.equal(listed.stdout.split(id).length, 2, listed.stdout);
    const swept = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.equal(swept.code, 0, swept.stderr);
    assert.match(swept.stdout, new RegExp(`^removed: listener ${id} on `, "mu"));
    assert.ok(!(await isThere(id)));
  });

  it("ends with 3 and keeps in the ledger what it cannot find out about", async () => {
    const file = join(folder, "doubtful.jsonl");
    const ledger = Ledger.open(file, emulator.endpoint);
    ledger.intend("listener", { loadBalancerId: idOf("load-balancer/occupied"), loadBalancerWasEmpty: false });
    ledger.close();
    const { code, stdout } = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.equal(code, 3);
    assert.match(
      stdout,
      /^left: 1 listener without an id on gwlb-\S+: its creation gave no id that could be read.*$/mu,
    );
  });

  it("leaves alone what has the id of ours on another load balancer, and says so", async () => {
    const file = join(folder, "again.jsonl");
    const id = await leaveListener(join(folder, "of-a-stranger.jsonl"));
    const ledger = Ledger.open(file, emulator.endpoint);
    ledger.resolve(ledger.intend("listener", { loadBalancerId: "gwlb-another" }), { is: "created", id });
    ledger.close();
    const { code, stdout } = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      new RegExp(`^not ours any more, left alone: listener ${id} on gwlb-another: LoadBalancerId`, "u"),
    );
    assert.ok(await isThere(id));
    await run(["sweep", ...at, "--ledger", join(folder, "of-a-stranger.jsonl"), "--yes"]);
  });

  it("touches nothing of another endpoint, but names it", async () => {
    const file = join(folder, "elsewhere.jsonl");
    const ledger = Ledger.open(file, "https://elsewhere.example");
    ledger.intend("load-balancer", { name: "x" });
    ledger.close();
    const { code, stdout, stderr } = await run(["sweep", ...at, "--ledger", file, "--yes"]);
    assert.equal(code, 0);
    assert.match(stdout, /^nothing to sweep/u);
    assert.equal(stderr, "note: 1 resource at other endpoints: https://elsewhere.example\n");
  });

  it("ends with 3 when the endpoint cannot be reached, and removes nothing from the ledger", async () => {
    const file = join(folder, "unreachable.jsonl");
    const endpoint = "http://127.0.0.1:1";
    const ledger = Ledger.open(file, endpoint);
    ledger.resolve(ledger.intend("listener", {}), { is: "created", id: "lsn-1" });
    ledger.close();
    const { code, stderr } = await run(["sweep", "--endpoint", endpoint, "--auth", "none", "--ledger", file, "--yes"]);
    assert.equal(code, 3);
    assert.match(stderr, /^error: http:\/\/127\.0\.0\.1:1: connection refused/u);
    const later = Ledger.open(file, endpoint);
    assert.deepEqual(
      later.owned().map(({ id }) => id),
      ["lsn-1"],
    );
    later.close();
  });

  it("ends with 0 when no run has left a ledger, and with 2 when a ledger that is named is not there", async () => {
    const none = await run(["sweep", ...at, "--output", join(folder, "new")]);
    assert.equal(none.code, 0);
    assert.match(none.stdout, /^nothing to sweep: no run has left a ledger at /u);
    const misspelled = await run(["sweep", ...at, "--ledger", "ledgr.jsonl"]);
    assert.equal(misspelled.code, 2);
    assert.match(misspelled.stderr, /^error: ledgr\.jsonl: no such ledger;/u);
  });

  it("ends with 2 without an endpoint", async () => {
    const { code, stderr } = await run(["sweep"], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, /^error: sweep needs the endpoint/u);
  });
});
