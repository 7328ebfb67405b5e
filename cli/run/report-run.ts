/** From what the exercise told to the report and its files. Whoever notices first that a run is over concludes it; the report says the same whoever it is. */
import { existsSync, readFileSync } from "node:fs";
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { evidenceOf, type RunEvidence, RunLogReader } from "../../evidence/run-log.js";
import type { RunPlan } from "../../exercise/plan.js";
import { PARTITION } from "../../generators/partition.js";
import { buildReport, type Report } from "../../reports/report.js";
import { writeReports } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { WAITS } from "../../target/config/waits.js";
import { blankRecord } from "../../verdict/results.js";
import { filesOf, type RunBrief, readBrief } from "./brief.js";
import { replayCommandOf } from "./rerun.js";
import { suiteIdentity } from "./suite.js";

/** What is known of a run's end besides what the exercise told. */
export interface KnownEnd {
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
 * Writes the report of a run that met no target, so that whoever reads reports learns of it; every requirement names the reason.
 * @param config the configuration, with the endpoint
 * @param planned the requirements that were to be checked
 * @param reason why the target cannot be used
 */
export async function reportUnmet(config: Config, planned: readonly RequirementId[], reason: string): Promise<void> {
  const records = planned.map((id) => blankRecord(id, "environment-error", reason));
  const brief = { embedded: false, startedAt: new Date().toISOString(), baseline: [] };
  const evidence = { planned, records, faults: [], schedules: [], notes: [], strangers: [] };
  await write({ config, requirements: planned }, brief, evidence, false);
}

async function write(
  { config, requirements }: Pick<RunPlan, "config" | "requirements">,
  brief: Omit<RunBrief, "replay"> & Partial<Pick<RunBrief, "replay">>,
  evidence: Pick<RunEvidence, "planned" | "records" | "faults" | "schedules" | "notes" | "strangers">,
  interrupted: boolean,
): Promise<Report> {
  const { target, run, waits } = config;
  const { replay, proof } = brief;
  const planned = evidence.planned.length === 0 ? requirements : evidence.planned;
  const ofProfile = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(run.profile));
  const report = buildReport(
    {
      suite: suiteIdentity(),
      target: { endpoint: target.endpoint ?? "", region: target.region, auth: target.auth, embedded: brief.embedded },
      profile: run.profile,
      seed: run.seed,
      config,
      startedAt: new Date(brief.startedAt),
      endedAt: new Date(),
      facts: {
        filtered: planned.length < ofProfile.length,
        interrupted,
        timeStretched: isStretched(config),
        faults: evidence.faults,
        strangers: evidence.strangers,
        coverageFloor: run.coverageFloor,
      },
      planned,
      records: evidence.records,
      schedules: evidence.schedules,
      notes: [...evidence.strangers, ...evidence.notes],
      partition: PARTITION,
      waitBudgets: waits,
      baseline: brief.baseline,
      ...(replay === undefined ? {} : { replayOf: (one) => replayCommandOf(replay, one) }),
      ...(proof === undefined ? {} : { proof }),
    },
    REQUIREMENTS,
  );
  await writeReports(run.output, report, evidence.schedules);
  return report;
}

/** Whether some wait was given more time than the suite thinks right. */
function isStretched({ waits }: Config): boolean {
  return Object.entries(WAITS).some(([name, { budgetMs }]) =>
    Object.entries(waits).some(([own, ms]) => own === name && ms > budgetMs),
  );
}
