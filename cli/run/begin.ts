/** Everything between a configuration and the first check, for whoever starts the exercise: the command line, or Playwright itself. */
import { join, resolve } from "node:path";
import { CONTRACT_REVISION, type RequirementId } from "../../contract/catalogue.js";
import { LEARNED_FROM_ONE_ANSWER } from "../../contract/needs.js";
import { shardInWords } from "../../contract/shard.js";
import { counted } from "../../contract/words.js";
import type { TruthUse } from "../../evidence/truth/truth.js";
import { readTruth } from "../../evidence/truth/truth-file.js";
import { type EndpointPlan, type RunPlan, writePlan } from "../../exercise/plan.js";
import { ownPart } from "../../exercise/shards/division.js";
import { redactedConfig } from "../../reports/redaction.js";
import { ensureWritable, removeReports } from "../../reports/write.js";
import type { Config, RunSettings } from "../../target/config/config.js";
import { type ConfigSource, loadConfig } from "../../target/config/load-config.js";
import { shareOfShard } from "../../target/config/share-of-shard.js";
import type { Activity } from "../../target/wire/activity.js";
import { readBaseline } from "../../verdict/baseline.js";
import type { Leftover } from "../leftovers.js";
import { forecastFor } from "../plan/forecast.js";
import { citeProof } from "../self-test/citation.js";
import { clearFiles, filesOf, writeBrief } from "./brief.js";
import { FAILURES, tryFirst } from "./corpus.js";
import { requireNamedTarget } from "./named-target.js";
import { nameOf, prepareTarget, TargetUnusable } from "./prepare.js";
import { endpointSubject, reportUnmet } from "./report-run.js";
import { replayAdviceOf, rerunCommandOf } from "./rerun.js";
import { selectRequirements } from "./selection.js";
import { suiteIdentity } from "./suite.js";

export { FAILURES } from "./corpus.js";

/** A run whose target is ready. */
export interface BegunRun {
  readonly plan: RunPlan;
  /** Environment variables by which the processes that run checks find the plan. */
  readonly variables: Readonly<Record<string, string>>;
  /** The target, for people. */
  readonly targetName: string;
  readonly warnings: readonly string[];
  /** Removes what the run made at the target and still owns. @returns what is left */
  release(): Promise<readonly Leftover[]>;
}

/**
 * Begins a run: reads what it is to do, makes its target ready, and writes its plan. Reports of an earlier run are removed.
 * @param source flags, file and environment of the configuration
 * @param signal gives up
 * @param activity told of the requests of the preparation and of the release
 * @throws ConfigError, BaselineError or OutputError, for people; TargetUnusable when there is no point in going on, with a report that says
 *   so if the surroundings are to blame; AnotherRun when one is under way in the same folder
 */
export async function beginRun(source: ConfigSource, signal: AbortSignal, activity?: Activity): Promise<BegunRun> {
  const whole = loadConfig(source);
  requireNamedTarget(source, whole);
  const config = shareOfShard(whole);
  const asked = redactedConfig(whole);
  const { output } = config.run;
  const requirements = selectRequirements(config.run.profile, config.run.only);
  const baseline = config.run.baseline === undefined ? [] : await readBaseline(config.run.baseline);
  const truth = await truthToUse(config.run);
  await ensureWritable(output);
  const startedAt = new Date().toISOString();
  const target = await prepareTarget(config, signal, activity).catch(async (error: unknown) => {
    if (error instanceof TargetUnusable) {
      await removeReports(output);
      if (error.blame === "environment")
        await reportUnmet(
          { is: "endpoint", config, requirements },
          endpointSubject(config, false),
          error.message,
          asked,
        );
    }
    throw error;
  });
  try {
    // Not before it is clear that no other run is about to write some.
    await removeReports(output);
    const suite = suiteIdentity();
    const { proof, problem } = await citeProof(resolve("proof.json"), {
      ...suite,
      contractRevision: CONTRACT_REVISION,
    });
    const folder = join(output, FAILURES);
    tryFirst(config.run.corpus, folder);
    const forecast = forecastFor(config);
    const plan: RunPlan = {
      is: "endpoint",
      ...(target.isStatic ? forStaticMock(target.config, requirements) : { config: target.config, requirements }),
      nonce: target.nonce,
      ledger: target.ledgerFile,
      mayBeShared: target.mayBeShared,
      command: rerunCommandOf(source, config),
      failures: { folder, suiteVersion: suite.version, target: nameOf(target) },
    };
    const files = filesOf(output);
    clearFiles(files);
    writeBrief(files, {
      target: endpointSubject(target.config, target.embedded),
      startedAt,
      baseline,
      asked,
      ...(truth === undefined ? {} : { truth }),
      replay: replayAdviceOf(source, folder),
      ...(proof === undefined ? {} : { proof }),
      ...(forecast === undefined ? {} : { forecast }),
    });
    return {
      plan,
      variables: writePlan(files.plan, plan),
      targetName: target.embedded ? "the embedded emulator" : nameOf(target),
      warnings: [...target.warnings, ...(problem === undefined ? [] : [problem])],
      release: () => target.release(),
    };
  } catch (error) {
    await target.release();
    throw error;
  }
}

async function truthToUse({ against, strictTruth }: RunSettings): Promise<TruthUse | undefined> {
  return against === undefined ? undefined : { truth: await readTruth(against), strict: strictTruth === true };
}

/** What there is to do at a target that answers the same to everything: what one answer to a creation shows. */
function forStaticMock(config: Config, asked: readonly RequirementId[]): Pick<EndpointPlan, "config" | "requirements"> {
  const learned = asked.filter((id) => LEARNED_FROM_ONE_ANSWER.includes(id));
  const creations = config.run.lenses.filter((lens) => lens === "create");
  const lenses = creations.length > 0 ? creations : config.run.lenses;
  return {
    config: { ...config, run: { ...config.run, lenses } },
    requirements: learned.length > 0 ? learned : asked,
  };
}

/**
 * One line that says what a run is about to do.
 * @param run begun
 */
export function announcementOf({ plan, targetName }: BegunRun): string {
  const { run } = plan.config;
  const { length } = ownPart(plan.requirements, run);
  const own = run.shard === undefined ? "" : `shard ${shardInWords(run.shard)}, no certificate by itself: `;
  return `${own}${counted(length, "requirement")}, profile ${run.profile}, seed ${run.seed}, ${targetName}`;
}
