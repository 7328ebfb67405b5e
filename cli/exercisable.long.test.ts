/** What `doctor` says can be exercised is what a run exercises, on every kind of target. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { type EmulatorOptions, startEmulator } from "../emulator/index.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { openTarget } from "../exercise/session/open-target.js";
import type { Config } from "../target/config/config.js";
import { loadConfig } from "../target/config/load-config.js";
import { diagnose } from "./commands/doctor.js";
import { temporaryFolder } from "./testing/folder.js";

const checks = (await loadChecks()).filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes("smoke"));

interface Kind {
  readonly name: string;
  readonly emulator: EmulatorOptions;
  readonly lens?: string;
}

const KINDS: readonly Kind[] = [
  { name: "the emulator as it is", emulator: {} },
  { name: "no ListListeners", emulator: { variant: "no-list-listeners" } },
  { name: "lists of another shape", emulator: { variant: "lists-of-another-shape" } },
  { name: "no DeleteListener", emulator: { variant: "no-delete-listener", idleLoadBalancers: 12 } },
  { name: "two operations only", emulator: { variant: "two-operations-only", idleLoadBalancers: 16 } },
  { name: "two operations and few load balancers", emulator: { variant: "two-operations-only", idleLoadBalancers: 3 } },
  { name: "dry runs only", emulator: {}, lens: "dry-run" },
  { name: "dry runs only, without lists", emulator: { variant: "no-list-listeners" }, lens: "dry-run" },
  { name: "few load balancers", emulator: { idleLoadBalancers: 2 } },
  { name: "no signatures", emulator: { auth: "none" } },
];

async function exercisedIn(config: Config, ledger: string): Promise<string[]> {
  const plan = { config, requirements: [], nonce: "n", ledger, command: "gwlb-conformance run" };
  const target = await openTarget(plan, { index: 0, count: 1 });
  try {
    const exercised: string[] = [];
    for await (const { requirement, outcome, reason } of runChecks(target.session, checks)) {
      if (REQUIREMENTS[requirement].kind !== "required" || outcome === "not-exercised") continue;
      assert.equal(outcome, "pass", `${requirement}: ${reason}`);
      exercised.push(requirement);
    }
    return exercised;
  } finally {
    await target.close();
  }
}

for (const { name, emulator: options, lens = "both" } of KINDS) {
  test(`doctor and run agree: ${name}`, async () => {
    const emulator = await startEmulator({ transitionMs: 4, idleLoadBalancers: 24, ...options });
    const { endpoint, situations, credentials } = emulator;
    const given = options.auth === "none" ? withoutCallers(situations) : situations;
    const folder = temporaryFolder();
    const loaded = loadConfig({
      cwd: folder,
      env: {},
      flags: { endpoint, auth: options.auth ?? "acs3", lens, profile: "smoke", seed: 1, concurrency: 16 },
    });
    const waits = { ...loaded.waits, tokenReplay: 50, staysRunning: 50 };
    const config: Config = { ...loaded, waits, situations: given, ...(options.auth === "none" ? {} : { credentials }) };
    try {
      const { exercisable } = await diagnose(config, endpoint);
      const exercised = await exercisedIn(config, join(folder, "ledger.jsonl"));
      assert.deepEqual(exercised.sort(), [...(exercisable?.requirements ?? [])].sort());
    } finally {
      await emulator.close();
    }
  });
}

function withoutCallers(situations: object): Config["situations"] {
  return Object.fromEntries(Object.entries(situations).filter(([name]) => !name.startsWith("caller/")));
}
