/** One shard of a measured run, in a process of its own: it runs its part of the checks and tells how it went. What to do comes as JSON in the first argument. */
import { REQUIREMENT_IDS, REQUIREMENTS } from "../contract/catalogue.js";
import type { Profile } from "../contract/profile.js";
import type { Shard } from "../contract/shard.js";
import type { RequirementRecord } from "../evidence/record.js";
import type { Schedule } from "../evidence/schedule.js";
import { loadChecks, runChecks } from "../exercise/run-checks.js";
import { startSchedule } from "../exercise/session/schedule-of.js";
import { partOf } from "../exercise/shards/division.js";
import { openServed, type Served } from "./engine.js";

/** What a shard is to do. */
export interface ShardTask {
  readonly served: Served;
  readonly profile: Profile;
  readonly shard: Shard;
  readonly folder: string;
}

/** How it went. */
export interface ShardEnd {
  readonly schedule: Schedule;
  readonly cut: number;
  readonly outcomes: readonly Pick<RequirementRecord, "requirement" | "outcome" | "reason">[];
}

const argument = process.argv[2];
if (argument !== undefined) {
  const task: ShardTask = JSON.parse(argument);
  process.send?.(await runShard(task));
  process.disconnect();
}

async function runShard({ served, profile, shard, folder }: ShardTask): Promise<ShardEnd> {
  const ids = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(profile));
  const own = partOf(ids, profile, shard);
  const settings = { profile, output: folder, shard: `${shard.index}/${shard.count}`, shardLoadBalancers: "own" };
  const target = await openServed(served, settings, `${folder}/ledger-${shard.index}.jsonl`);
  const checks = (await loadChecks()).filter(({ requirement }) => own.includes(requirement));
  const scheduleOf = startSchedule(target);
  const records: RequirementRecord[] = [];
  for await (const record of runChecks(target.session, checks)) records.push(record);
  const schedule = scheduleOf();
  await target.close();
  return {
    schedule,
    cut: records.reduce((sum, { cut }) => sum + cut, 0),
    outcomes: records.map(({ requirement, outcome, reason }) => ({
      requirement,
      outcome,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}
