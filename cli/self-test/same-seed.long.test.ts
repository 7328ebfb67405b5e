/** Whole runs: the same seed gives the same cases, outcomes and counterexamples, however fast the target is and however the run is spread. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { loadChecks, runChecks } from "../../exercise/run-checks.js";
import { concludeRun } from "../../verdict/conclude.js";
import { openEmulatedTarget } from "./emulated-target.js";
import { plannedChecks } from "./try-mutant.js";

/** How a run is spread, and how fast its target is. */
interface Manner {
  readonly mutant?: string;
  readonly concurrency: number;
  readonly processes: number;
  readonly transitionMs: number;
}

/** What must be the same: everything but times, numbers of requests and names made for the run. */
interface Essence {
  readonly cases: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly counterexamples: Readonly<Record<string, readonly string[]>>;
}

/** Only time may cut what a run does: how busy this machine is must not. */
const AMPLE_MINUTES = 60;
const AMPLE_WAITS = { listenerRunning: 60_000, listenerGone: 60_000, loadBalancerReady: 60_000 } as const;

async function run({ mutant, concurrency, processes, transitionMs }: Manner): Promise<Essence> {
  const folder = await mkdtemp(join(tmpdir(), "gwlb-same-seed-"));
  const checks = plannedChecks(await loadChecks(), "smoke");
  const records: RequirementRecord[] = [];
  try {
    for (let part = 0; part < processes; part += 1) {
      const target = await openEmulatedTarget({
        ...(mutant === undefined ? {} : { mutant }),
        ...{ profile: "smoke", seed: 7, transitionMs, concurrency, folder, nonce: `s${part}` },
        minutes: AMPLE_MINUTES,
        waits: AMPLE_WAITS,
      });
      const share = checks.filter((_, i) => i % processes === part);
      for await (const record of runChecks(target.session, share)) records.push(record);
      await target.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return essenceOf(records);
}

function essenceOf(records: readonly RequirementRecord[]): Essence {
  const facts = { filtered: false, interrupted: false, timeStretched: false, coverageFloor: 0, faults: [] };
  const planned = records.map(({ requirement }) => requirement);
  const { results } = concludeRun({ records, planned, facts, excuses: [], today: "" }, REQUIREMENTS);
  const shown = ({ counterexamples }: RequirementRecord) =>
    counterexamples.map(({ violation, lens, expected, got, path }) =>
      [violation, lens, expected, got, path].join(" | "),
    );
  const sorted = records.toSorted((a, b) => (a.requirement < b.requirement ? -1 : 1));
  return {
    cases: Object.fromEntries(sorted.map(({ requirement, cases }) => [requirement, cases])),
    outcomes: Object.fromEntries(results.map(({ requirement, outcome }) => [requirement, outcome])),
    counterexamples: Object.fromEntries(sorted.map((record) => [record.requirement, shown(record)])),
  };
}

for (const mutant of [undefined, "timeout-above-900-refused", "description-lost"]) {
  test(`however a run is made: ${mutant ?? "the correct emulator"}`, { timeout: 1_800_000 }, async () => {
    const common = mutant === undefined ? {} : { mutant };
    const plain = await run({ ...common, concurrency: 16, processes: 1, transitionMs: 5 });
    assert.equal(
      Object.values(plain.outcomes).includes("fail"),
      mutant !== undefined,
      JSON.stringify(Object.entries(plain.outcomes).filter(([, outcome]) => outcome !== "pass")),
    );
    for (const manner of [
      { concurrency: 1, processes: 1, transitionMs: 5 },
      { concurrency: 32, processes: 1, transitionMs: 5 },
      { concurrency: 16, processes: 2, transitionMs: 5 },
      { concurrency: 16, processes: 1, transitionMs: 150 },
    ]) {
      assert.deepEqual(await run({ ...common, ...manner }), plain, JSON.stringify(manner));
    }
  });
}
