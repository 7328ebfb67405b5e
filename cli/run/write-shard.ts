/** From the end of a shard to the file by which shards are put together. */
import { join } from "node:path";
import { CONTRACT_REVISION, type RequirementId } from "../../contract/catalogue.js";
import type { Shard } from "../../contract/shard.js";
import type { RunEvidence } from "../../evidence/run-log.js";
import { catalogueDigest, type ShardedRun, shardText } from "../../evidence/shard-evidence.js";
import type { EndpointSubject } from "../../evidence/subject.js";
import type { EndpointPlan } from "../../exercise/plan.js";
import { SHARD_FILE } from "../../reports/names.js";
import { type JsonObject, type JsonValue, withoutUserInfo } from "../../reports/redaction.js";
import { writeReport } from "../../reports/write.js";
import type { RunBrief } from "./brief.js";
import { suiteIdentity } from "./suite.js";

/** What was judged, and by what. */
interface JudgedShard extends Pick<EndpointPlan, "config"> {
  readonly target: EndpointSubject;
}

/** What is known at its end. */
interface ShardEnd extends Pick<RunEvidence, "records" | "faults" | "schedules" | "notes" | "strangers"> {
  readonly interrupted: boolean;
  readonly timeStretched: boolean;
  /** Clauses of all shards together. */
  readonly selection: readonly RequirementId[];
  /** Clauses of this one. */
  readonly planned: readonly RequirementId[];
}

/**
 * Writes the evidence of a shard into its output folder, whole or not at all.
 * @throws OutputError when it cannot be written
 */
export async function writeShard(
  shard: Shard,
  { config, target }: JudgedShard,
  brief: Pick<RunBrief, "startedAt" | "baseline"> & Partial<Pick<RunBrief, "replay" | "asked">>,
  { selection, ...end }: ShardEnd,
): Promise<void> {
  const { asked = {}, baseline, startedAt, replay } = brief;
  const { records, faults, schedules, notes, strangers, interrupted, timeStretched, planned } = end;
  const { endpoint: _, ...subject } = target;
  const endpoint = withoutUserInfo(target.endpoint);
  const run: ShardedRun = {
    shards: shard.count,
    suite: suiteIdentity(),
    contractRevision: CONTRACT_REVISION,
    catalogue: catalogueDigest(),
    profile: config.run.profile,
    seed: config.run.seed,
    target: target.embedded ? subject : { ...subject, endpoint },
    requirements: selection,
    baseline,
    config: comparable(asked),
  };
  const text = shardText({
    ...{ shard, run, startedAt, endedAt: new Date().toISOString(), endpoint, asked },
    ...{ waits: config.waits, coverageFloor: config.run.coverageFloor },
    ...{ timeStretched, interrupted, planned, records, schedules, faults, notes, strangers },
    replaySettings: replay?.settings ?? "",
  });
  await writeReport(join(config.run.output, SHARD_FILE), text);
}

/** Settings of `run` that shards of one run may have each for itself, or that are compared elsewhere. */
const OF_EACH: readonly string[] = ["shard", "workers", "output", "only", "baseline", "history", "notifyFile"];

/** Of situations only which there are, of resources to make only that they are made: their ids differ where shards have load balancers of their own. */
function comparable({ situations = {}, provision, credentials: _, run = {}, ...others }: JsonObject): JsonObject {
  return {
    ...others,
    situations: Object.keys(situations ?? {}).sort(),
    provision: provision !== undefined,
    run: Object.fromEntries(entriesOf(run).filter(([name]) => !OF_EACH.includes(name))),
  };
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
