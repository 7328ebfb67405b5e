/** From the evidence of shards to one report, as if one run had seen all of it. */
import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { CONTRACT_REVISION, REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { catalogueDigest, type ShardEvidence, type ShardedRun } from "../../evidence/shard-evidence.js";
import { fileNameOf } from "../../evidence/stored-failure.js";
import { visible } from "../../evidence/text.js";
import { PARTITION } from "../../generators/partition.js";
import { redactedConfig } from "../../reports/redaction.js";
import { buildReport, type Report } from "../../reports/report.js";
import { writeReports } from "../../reports/write.js";
import { type FoundShard, gatherShards } from "../../verdict/shards.js";
import { FAILURES } from "../run/begin.js";
import { replayCommandOf } from "../run/rerun.js";
import { suiteIdentity } from "../run/suite.js";
import { citeProof } from "../self-test/citation.js";

/**
 * Writes the report of shards that were put together, and copies the failures that they kept.
 * @param found the evidence of one shard at least
 * @param unread why folders that were named hold no evidence, in sentences
 * @param output absolute path of the folder for the report
 * @returns the report; it grants no certificate unless the shards are together one whole run
 */
export async function reportShards(
  found: readonly [FoundShard, ...FoundShard[]],
  unread: readonly string[],
  output: string,
): Promise<Report> {
  const { run, shards, records, problems } = gatherShards(found);
  const all = shards.map(({ evidence }) => evidence);
  const suite = suiteIdentity();
  const { proof } = await citeProof(resolve("proof.json"), { ...suite, contractRevision: CONTRACT_REVISION });
  const of = <T>(list: (one: ShardEvidence) => readonly T[]) => [...new Set(all.flatMap(list))];
  const strangers = of((one) => one.strangers);
  const schedules = all.flatMap((one) => one.schedules);
  const [first = found[0].evidence] = all;
  const folder = join(output, FAILURES);
  const shardProblems = [...problems, ...unread, ...strangeSuite(run)];
  await keepFailures(shards, folder);
  const advice = { folder, here: process.cwd(), settings: first.replaySettings };
  const report = buildReport(
    {
      suite: run.suite,
      target: { ...run.target, endpoint: first.endpoint },
      profile: run.profile,
      seed: run.seed,
      config: redactedConfig(wholeConfig(all, output)),
      startedAt: new Date(Math.min(...all.map((one) => Date.parse(one.startedAt)))),
      endedAt: new Date(Math.max(...all.map((one) => Date.parse(one.endedAt)))),
      facts: {
        filtered:
          run.requirements.length <
          REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(run.profile)).length,
        interrupted: all.some((one) => one.interrupted),
        timeStretched: all.some((one) => one.timeStretched),
        faults: of((one) => one.faults),
        strangers,
        ...(shardProblems.length === 0 ? {} : { shardProblems }),
        coverageFloor: first.coverageFloor,
      },
      planned: run.requirements,
      records,
      schedules,
      notes: [...strangers, ...of((one) => one.notes)],
      partition: PARTITION,
      waitBudgets: first.waits,
      baseline: run.baseline,
      replayOf: (one) => replayCommandOf(advice, one),
      ...(proof === undefined ? {} : { proof }),
    },
    REQUIREMENTS,
  );
  await writeReports(output, report, schedules);
  return report;
}

/** Another suite may judge what was seen otherwise. */
function strangeSuite({ suite, catalogue }: ShardedRun): string[] {
  const own = suiteIdentity();
  if (suite.version === own.version && catalogue === catalogueDigest()) return [];
  return [
    `the shards are of another suite (${visible(suite.version)}) than this one (${own.version}): merge them with theirs`,
  ];
}

/** The configuration as it was asked for, with the load balancers of all shards. */
function wholeConfig(all: readonly ShardEvidence[], output: string): object {
  const { situations, run, ...asked } = all[0]?.asked ?? {};
  const idle = new Set(all.flatMap((one) => idleIn(one.asked.situations)));
  const others = isMap(situations) ? situations : {};
  const { shard: _, ...settings } = isMap(run) ? run : {};
  return {
    ...asked,
    situations: idle.size === 0 ? others : { ...others, [IDLE]: [...idle] },
    run: { ...settings, output },
  };
}

const IDLE = "load-balancer/idle";

function idleIn(situations: unknown): readonly unknown[] {
  const ids = isMap(situations) ? situations[IDLE] : undefined;
  return Array.isArray(ids) ? ids : [];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Copies what shards kept of their failures, so that it can be replayed from here; with the file of a shard alone nothing has come that can be. */
async function keepFailures(shards: readonly FoundShard[], folder: string): Promise<void> {
  for (const { source, evidence } of shards) {
    const from = join(source.endsWith(".json") ? dirname(source) : source, FAILURES);
    const kept = evidence.records.flatMap((record) => record.counterexamples).flatMap(storedName);
    const there = kept.filter((name) => existsSync(join(from, name)));
    if (there.length > 0) await mkdir(folder, { recursive: true });
    for (const name of there) await copyFile(join(from, name), join(folder, name));
  }
}

function storedName({ requirement, kind }: Counterexample): string[] {
  return kind === undefined ? [] : [fileNameOf({ requirement, kind })];
}
