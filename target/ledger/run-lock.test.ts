/** Two runs with one ledger notice each other, and a dead one stands in nobody's way. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { AnotherRun, lockLedger, lockLoadBalancers } from "./run-lock.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-lock-"));
after(() => rmSync(folder, { recursive: true }));
const ledgerOf = (name: string) => join(folder, name, "ledger.jsonl");
const lockOf = (name: string) => `${ledgerOf(name)}.lock`;

test("a second run is told who is there, and may have it afterwards", async () => {
  const ledger = ledgerOf("a");
  const first = await lockLedger(ledger);
  await assert.rejects(lockLedger(ledger), (error) => {
    assert.ok(error instanceof AnotherRun);
    assert.equal(error.owner.pid, process.pid);
    assert.match(error.message, /another run is under way.*process \d+/u);
    return true;
  });
  first.release();
  const second = await lockLedger(ledger);
  second.release();
  assert.deepEqual(readdirSync(join(folder, "a")), []);
});

/** Takes a lock in a process of its own. */
async function lockElsewhere(ledger: string) {
  const code = `import { lockLedger } from ${JSON.stringify(new URL("./run-lock.js", import.meta.url).href)};
    await lockLedger(${JSON.stringify(ledger)}); console.log("locked"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

test("the lock of a process that was killed is taken over; that of a living one is not", async () => {
  const ledger = ledgerOf("b");
  const child = await lockElsewhere(ledger);
  await assert.rejects(lockLedger(ledger), AnotherRun);
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.ok(existsSync(lockOf("b")), "it outlived its owner");
  (await lockLedger(ledger)).release();
  assert.ok(!existsSync(lockOf("b")));
});

test("of many that take over at once one has it", async () => {
  const ledger = ledgerOf("c");
  (await lockLedger(ledger)).release();
  writeFileSync(lockOf("c"), "torn");
  const taken = await Promise.allSettled(Array.from({ length: 6 }, () => lockLedger(ledger)));
  const holders = taken.filter(({ status }) => status === "fulfilled");
  assert.equal(holders.length, 1);
  for (const one of taken) if (one.status === "fulfilled") one.value.release();
});

function forge(name: string, change: object): void {
  const owner: unknown = JSON.parse(readFileSync(lockOf(name), "utf8"));
  writeFileSync(lockOf(name), JSON.stringify({ ...(owner instanceof Object ? owner : {}), ...change }));
}

test("a process id that came again is no owner", async () => {
  const ledger = ledgerOf("d");
  await lockLedger(ledger);
  forge("d", { began: "another time", nonce: "x" });
  (await lockLedger(ledger)).release();
});

test("an owner on another machine is alive while it gives signs of life", async () => {
  const ledger = ledgerOf("e");
  await lockLedger(ledger);
  forge("e", { host: `not-${hostname()}`, nonce: "x" });
  await assert.rejects(lockLedger(ledger), /on not-/u);
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(lockOf("e"), longAgo, longAgo);
  (await lockLedger(ledger)).release();
});

test("two runs that share a load balancer of one endpoint notice each other, wherever they write", async () => {
  const endpoint = `http://lock-test-${process.pid}.example`;
  const many = Array.from({ length: 64 }, (_, i) => `gwlb-x${i}`);
  const first = await lockLoadBalancers(endpoint, ["gwlb-1", "gwlb-2", ...many]);
  assert.ok(process.listenerCount("exit") < 10);
  await assert.rejects(lockLoadBalancers(endpoint, ["gwlb-3", "gwlb-2"]), /another run is under way on gwlb-2/u);
  const others = [
    await lockLoadBalancers(endpoint, ["gwlb-3"]),
    await lockLoadBalancers("http://lock-test.example", ["gwlb-1"]),
  ];
  first.release();
  others.push(await lockLoadBalancers(endpoint, ["gwlb-1", "gwlb-1"]));
  for (const one of others) one.release();
});
