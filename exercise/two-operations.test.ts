/** A target with CreateListener and GetListenerAttribute only: nothing can be removed there, so each load balancer is worth one creation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import { loadChecks, runChecks } from "./run-checks.js";
import { withEmulator } from "./testing/emulator.js";

const checks = (await loadChecks()).filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes("smoke"));

async function run(idleLoadBalancers: number, variant = "two-operations-only") {
  return withEmulator({ variant, idleLoadBalancers }, { concurrency: 8 }, async (session) => {
    const records: RequirementRecord[] = [];
    for await (const record of runChecks(session, checks)) records.push(record);
    const required = records.filter(({ requirement }) => REQUIREMENTS[requirement].kind === "required");
    // Without signatures nothing can be said of authorization: that is another matter.
    const judged = required.filter(({ requirement }) => !requirement.includes(".authorization."));
    const named = (outcome: string) =>
      judged.filter((one) => one.outcome === outcome).map(({ requirement, reason }) => `${requirement}: ${reason}`);
    return { judged, named, notes: session.notes() };
  });
}

test("with 16 load balancers five clauses in six are exercised, the others say why not, and nothing is wrong", async () => {
  const { judged, named, notes } = await run(16);
  assert.deepEqual([...named("fail"), ...named("flaky"), ...named("inconclusive"), ...named("harness-error")], []);
  assert.ok(named("pass").length >= 0.83 * judged.length, `${named("pass").length} of ${judged.length}`);
  for (const words of named("not-exercised")) assert.match(words, /used up|no ListListeners|cannot be removed/u);
  const [first = "", ...others] = notes;
  assert.match(first, /^DeleteListener cannot be used, it answered HTTP 404 InvalidAction\.NotFound/u);
  assert.match(first, /15 listeners on 16 load balancers were made, and they stay; \d+ more load balancers would/u);
  assert.match(others.join("\n"), /^ListListeners cannot be used.*\nGetLoadBalancerAttribute cannot be used/u);
});

test("with a single one most refusals and dry runs are still exercised", async () => {
  const { judged, named } = await run(1);
  assert.deepEqual([...named("fail"), ...named("flaky"), ...named("inconclusive"), ...named("harness-error")], []);
  assert.ok(named("pass").length >= 0.7 * judged.length, `${named("pass").length} of ${judged.length}`);
});
