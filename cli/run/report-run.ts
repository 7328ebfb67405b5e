/** From what the exercise told to the report and its files. Whoever notices first that a run is over concludes it; the report says the same whoever it is. */
import { existsSync, readFileSync } from "node:fs";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { shardInWords } from "../../contract/shard.js";
import { evidenceOf, type RunEvidence, RunLogReader } from "../../evidence/run-log.js";
import type { EndpointSubject, Subject } from "../../evidence/subject.js";
import { type EndpointPlan, idsJudged, type RunPlan, type SdkPlan } from "../../exercise/plan.js";
import { ownPart } from "../../exercise/shards/division.js";
import { PARTITION } from "../../generators/partition.js";
import type { JsonObject } from "../../reports/redaction.js";
import { buildReport, type Report } from "../../reports/report.js";
import { writeReports } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { WAITS } from "../../target/config/waits.js";
import { blankRecord } from "../../verdict/results.js";
import { comparedInWords, takenBy } from "../plan/forecast.js";
import { filesOf, type RunBrief, readBrief } from "./brief.js";
import { replayCommandOf } from "./rerun.js";
import { suiteIdentity } from "./suite.js";
import { writeShard } from "./write-shard.js";

/** What is known of a run's end besides what the exercise told. */
interface KnownEnd {
  /** It was asked to stop. */
  readonly interrupted?: boolean;
  /** Faults of the suite that the exercise could not tell itself. */
  readonly faults?: readonly string[];
}

/**
 * Writes the report of a run that has come to its end, unless it is there already.
 * @param plan of the run
 * @param end what is known besides
 * @returns the report
 */
export async function reportRun(plan: RunPlan, end: KnownEnd = {}): Promise<Report> {
  const files = filesOf(plan.config.run.output);
  if (existsSync(files.report)) return JSON.parse(readFileSync(files.report, "utf8"));
  const seen = evidenceOf(new RunLogReader(files.log).read());
  const interrupted = !seen.complete && (end.interrupted === true || seen.stopped);
  const lost = seen.complete || interrupted ? [] : ["the exercise ended before all its checks had"];
  const evidence = { ...seen, faults: [...seen.faults, ...lost, ...(end.faults ?? [])] };
  return write(plan, readBrief(files), evidence, interrupted);
}

/**
 * Writes the report of a run that met nothing it could judge, so that whoever reads reports learns of it; every requirement names the reason.
 * @param plan what was to be done
 * @param target what was to be judged
 * @param reason why it cannot be: an endpoint for its surroundings, a library for the adapter, which is as much a part of the harness as the suite
 * @param asked configuration as it was asked for, secrets replaced: a shard's is kept
 */
export async function reportUnmet(
  plan: Concluded,
  target: Subject,
  reason: string,
  asked: JsonObject = {},
): Promise<void> {
  const planned = ownPart(plan.requirements, plan.config.run);
  const outcome = plan.is === "sdk" ? "harness-error" : "environment-error";
  const records = planned.map((id) => blankRecord(id, outcome, reason));
  const brief = { target, startedAt: new Date().toISOString(), baseline: [], asked };
  await write(plan, brief, { planned, records, faults: [], schedules: [], notes: [], strangers: [] }, false);
}

/**
 * An endpoint as the report names it.
 * @param config with the endpoint
 * @param embedded whether it is the suite's own emulator
 */
export function endpointSubject({ target }: Config, embedded: boolean): EndpointSubject {
  return { is: "endpoint", endpoint: target.endpoint ?? "", embedded, region: target.region, auth: target.auth };
}

/** As much of a plan as a report needs. */
type Concluded = Pick<EndpointPlan, "is" | "config" | "requirements"> | Pick<SdkPlan, "is" | "config" | "requirements">;

async function write(
  plan: Concluded,
  brief: Omit<RunBrief, "replay"> & Partial<Pick<RunBrief, "replay">>,
  evidence: Seen,
  interrupted: boolean,
): Promise<Report> {
  const { run } = plan.config;
  const { replay, proof, forecast, truth } = brief;
  const compared = forecast === undefined ? [] : [comparedInWords(forecast, takenBy(evidence.schedules))];
  const { selection, planned } = aboutOf(plan, evidence);
  const { shard } = run;
  const timeStretched = plan.is === "endpoint" && isStretched(plan.config);
  if (plan.is === "endpoint" && shard !== undefined && brief.target.is === "endpoint") {
    const end = { interrupted, timeStretched, selection, planned };
    await writeShard(shard, { ...plan, target: brief.target }, brief, { ...evidence, ...end });
  }
  const report = buildReport(
    {
      suite: suiteIdentity(),
      target: brief.target,
      profile: run.profile,
      seed: run.seed,
      config: shownConfig(plan),
      startedAt: new Date(brief.startedAt),
      endedAt: new Date(),
      facts: {
        filtered:
          selection.length < idsJudged(plan).filter((id) => REQUIREMENTS[id].profiles.includes(run.profile)).length,
        interrupted,
        timeStretched,
        ...(shard === undefined ? {} : { shard: shardInWords(shard) }),
        faults: evidence.faults,
        strangers: evidence.strangers,
        coverageFloor: run.coverageFloor,
      },
      planned,
      records: evidence.records,
      schedules: evidence.schedules,
      notes: [...evidence.strangers, ...evidence.notes, ...compared],
      partition: plan.is === "endpoint" ? PARTITION : [],
      waitBudgets: plan.is === "endpoint" ? plan.config.waits : {},
      baseline: brief.baseline,
      ...(truth === undefined ? {} : { truth }),
      ...(replay === undefined ? {} : { replayOf: (one) => replayCommandOf(replay, one) }),
      ...(proof === undefined ? {} : { proof }),
    },
    REQUIREMENTS,
  );
  await writeReports(run.output, report, evidence.schedules);
  return report;
}

/** What the exercise told, as far as a report goes by it. */
type Seen = Pick<RunEvidence, "planned" | "selection" | "records" | "faults" | "schedules" | "notes" | "strangers">;

/** What a run was about, with all its shards and by itself; where nothing has begun, what it was to be about. */
function aboutOf({ config, requirements }: Concluded, { planned, selection }: Seen) {
  if (config.run.shard !== undefined && selection !== undefined) return { selection, planned };
  if (planned.length > 0 && config.run.shard === undefined) return { selection: planned, planned };
  return { selection: requirements, planned: ownPart(requirements, config.run) };
}

/** Of an adapter's command line and variables only what can be shown. */
function shownConfig(plan: Concluded): object {
  if (plan.is === "endpoint") return plan.config;
  const { shown, folder } = plan.config.adapter;
  return { ...plan.config, adapter: { command: shown, folder } };
}

/** Whether some wait was given more time than the suite thinks right. */
function isStretched({ waits }: Config): boolean {
  return Object.entries(WAITS).some(([name, { budgetMs }]) =>
    Object.entries(waits).some(([own, ms]) => own === name && ms > budgetMs),
  );
}
