/**
 * What each clause costs a slow target, by profile: the listeners that its check makes and the requests that it sends, measured against the
 * emulator and written to `exercise/shards/measured-costs.ts`, by which shards are divided. Counts, not times: how busy this machine is does not matter.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../contract/catalogue.js";
import { PROFILES, type Profile } from "../contract/profile.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import type { CheckCost } from "../exercise/shards/division.js";
import { openServed, startServer } from "./engine.js";

const FILE = fileURLToPath(new URL("../../exercise/shards/measured-costs.ts", import.meta.url));
const LOAD_BALANCERS = 8;

/** Milliseconds of a transition: the less is done in a profile, the slower a target may be that it is meant for. */
const TRANSITION_MS: Readonly<Record<Profile, number>> = { smoke: 3_000, standard: 3_000, full: 1_000 };

async function costsIn(profile: Profile): Promise<ReadonlyMap<string, CheckCost>> {
  const { child, served } = await startServer({
    transitionMs: TRANSITION_MS[profile],
    idleLoadBalancers: LOAD_BALANCERS,
  });
  const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-costs-"));
  const situations = Object.fromEntries(
    Object.entries(served.situations).filter(([name]) => !name.startsWith("caller/")),
  );
  const target = await openServed({ ...served, situations }, { profile, output: folder }, join(folder, "ledger.jsonl"));
  try {
    const checks = await loadChecks();
    const planned = checks.filter(({ requirement }) => REQUIREMENTS[requirement].profiles.includes(profile));
    const costs = new Map<string, CheckCost>();
    for await (const { requirement, requests } of runChecks(target.session, planned)) {
      const stays = target.session.stage.stays.filter(({ by }) => by === requirement);
      costs.set(requirement, { listeners: stays.reduce((sum, { listeners }) => sum + listeners, 0), requests });
      console.error(`${profile}: ${costs.size} of ${planned.length}`);
    }
    return costs;
  } finally {
    await target.close();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const measured = await Promise.all(PROFILES.map(costsIn));
const lines = REQUIREMENT_IDS.map((id) => {
  const numbers = measured.flatMap((costs) => {
    const { listeners, requests } = costs.get(id) ?? { listeners: -1, requests: -1 };
    return [listeners, requests];
  });
  return `  "${id}": [${numbers.join(", ")}],`;
});
writeFileSync(
  FILE,
  [
    "/** What each clause costs, as `npm run bench:costs` measured it: listeners and requests in the profile smoke, in standard and in full; -1 where the profile has it not. Nothing is written here by hand. */",
    "export const MEASURED_COSTS: Readonly<Record<string, readonly number[]>> = {",
    ...lines,
    "};",
    "",
  ].join("\n"),
);
