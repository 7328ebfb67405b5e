/** A run with a bound in time ends within it, names what it cut, and accuses nobody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import { loadChecks, runChecks } from "./run-checks.js";
import { withEmulator } from "./testing/emulator.js";

test("what the limit cuts is inconclusive and says so; nothing is left behind", { timeout: 60_000 }, async () => {
  const changes = { profile: "smoke", concurrency: 8, minutes: 2 / 60, listenerRunning: 5_000 } as const;
  await withEmulator({ transitionMs: 400, idleLoadBalancers: 4 }, changes, async (session) => {
    const checks = (await loadChecks()).filter(({ requirement }) =>
      REQUIREMENTS[requirement].profiles.includes("smoke"),
    );
    const records: RequirementRecord[] = [];
    const startedAt = performance.now();
    for await (const record of runChecks(session, checks)) records.push(record);
    assert.ok(performance.now() - startedAt < 20_000);
    assert.equal(records.length, checks.length);
    const cut = records.filter(({ outcome }) => outcome === "inconclusive");
    assert.ok(cut.length > 10, `${cut.length} cut`);
    for (const { requirement, reason } of cut) assert.match(reason ?? "", /time limit/u, requirement);
    const others = new Set(records.map(({ outcome }) => outcome));
    for (const bad of ["fail", "flaky", "harness-error"] as const) assert.ok(!others.has(bad), bad);
    // What was under way when the limit came has its load balancer for a moment longer.
    for (let i = 0; i < 100 && session.ledger.owned().length > 0; i += 1) {
      await session.stage.restored();
      await sleep(100);
    }
    assert.deepEqual(session.ledger.owned(), []);
  });
});
