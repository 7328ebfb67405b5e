/** Evidence of shards that the tests of several rooms share. */
import type { RequirementId } from "../../contract/catalogue.js";
import type { RequirementRecord } from "../record.js";
import { catalogueDigest, type ShardEvidence, type ShardedRun } from "../shard-evidence.js";
import { MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "./records.js";

/** Clauses of each of three shards. */
const PARTS: readonly RequirementId[][] = [[MINIMUM], [MAXIMUM], [TAG_COUNT]];

/**
 * The evidence of one of three shards, each of which has one clause.
 * @param index from 1
 * @param changes of what all shards have in common
 * @param own changes of the record of its clause
 */
export function shardOf(
  index: number,
  changes: Partial<ShardedRun> = {},
  own: Partial<RequirementRecord> = {},
): ShardEvidence {
  const planned = PARTS[index - 1] ?? [];
  return {
    format: 1,
    shard: { index, count: 3 },
    run: {
      shards: 3,
      suite: { name: "gwlb-conformance", version: "0.1.0" },
      contractRevision: "2025-12-10/1",
      catalogue: catalogueDigest(),
      profile: "smoke",
      seed: 7,
      target: { is: "endpoint", endpoint: "http://127.0.0.1:1", embedded: false, region: "r", auth: "none" },
      requirements: PARTS.flat(),
      baseline: [],
      config: { limits: { concurrency: 32 }, situations: ["load-balancer/idle"] },
      ...changes,
    },
    startedAt: `2026-01-01T00:00:0${index}.000Z`,
    endedAt: `2026-01-01T00:01:0${index}.000Z`,
    endpoint: "http://127.0.0.1:1",
    asked: { situations: { "load-balancer/idle": [`lb-${index}`] }, run: { shard: { index, count: 3 }, seed: 7 } },
    waits: {},
    coverageFloor: 0.5,
    timeStretched: false,
    interrupted: false,
    planned,
    records: planned.map((id) => recordOf(id, own)),
    schedules: [{ loadBalancers: 1, durationMs: 10, cpuMs: 1, requests: 20, stays: [] }],
    faults: [],
    notes: [],
    strangers: [],
    replaySettings: "",
  };
}
