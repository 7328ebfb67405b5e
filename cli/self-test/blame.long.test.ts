/** Whole runs: whom a target is charged for when requests meet does not depend on how many of them this suite sends at once. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { loadChecks } from "../../exercise/run-checks.js";
import { type EmulatedTargetOptions, openEmulatedTarget } from "./emulated-target.js";
import { plannedChecks } from "./try-mutant.js";
import { runWhole } from "./whole-run.js";

type Manner = Pick<EmulatedTargetOptions, "mutant" | "variant" | "concurrency">;

/** @returns required clauses that are charged or left undecided, and whether the run is conformant */
async function run(manner: Manner): Promise<{ readonly conformant: boolean; readonly charged: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "gwlb-blame-"));
  const waits = { listenerRunning: 8_000, listenerGone: 8_000, loadBalancerReady: 8_000, tokenReplay: 500 };
  const common = { profile: "smoke", seed: 3, transitionMs: 8, folder, nonce: "b", waits, minutes: 60 } as const;
  const target = await openEmulatedTarget({ ...manner, ...common });
  try {
    const { results, judgement } = await runWhole(target, plannedChecks(await loadChecks(), "smoke"));
    const charged = results.filter(
      ({ requirement, outcome }) =>
        REQUIREMENTS[requirement].kind !== "probe" && outcome !== "pass" && outcome !== "not-exercised",
    );
    return { conformant: judgement.verdict === "conformant", charged: charged.map(({ requirement }) => requirement) };
  } finally {
    await target.close();
    await rm(folder, { recursive: true, force: true });
  }
}

for (const concurrency of [1, 32]) {
  test(`a lock on requests that meet is no fault, ${concurrency} at once`, { timeout: 1_200_000 }, async () => {
    assert.deepEqual(await run({ variant: "locks-overlapping-requests", concurrency }), {
      conformant: true,
      charged: [],
    });
  });
}

for (const mutant of ["dry-runs-full-beside-each-other", "dry-runs-refused-beside-each-other"]) {
  test(`dry runs that block each other break one clause, and none of validation: ${mutant}`, {
    timeout: 1_200_000,
  }, async () => {
    assert.deepEqual(await run({ mutant, concurrency: 16 }), {
      conformant: false,
      charged: ["create-listener.concurrency.without-effect"],
    });
  });
}
