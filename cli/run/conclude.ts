/** From records to the report, its files, and the last words on the terminal. */
import { join, resolve } from "node:path";
import { CONTRACT_REVISION, REQUIREMENT_IDS, REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import { PARTITION } from "../../generators/partition.js";
import { generateAllureReport } from "../../reports/allure/generate.js";
import { environmentOf, writeAllureResults } from "../../reports/allure/results.js";
import { buildReport, type ProofSummary, type Report } from "../../reports/report.js";
import { renderTerminal, terminalOptionsOf } from "../../reports/terminal.js";
import { ALLURE_REPORT, ALLURE_RESULTS, writeReports } from "../../reports/write.js";
import type { Config } from "../../target/config/config.js";
import { WAITS } from "../../target/config/waits.js";
import type { Excuse } from "../../verdict/baseline.js";
import { blankRecord } from "../../verdict/results.js";
import type { Io } from "../io.js";
import { citeProof } from "../self-test/citation.js";
import type { RunOutcome } from "./command.js";
import type { PreparedTarget } from "./prepare.js";
import { suiteIdentity } from "./suite.js";

/**
 * Writes the report of a run and prints the verdict.
 * @param config the configuration as the user gave it
 * @param target what was checked
 * @param outcome what the checks came to
 * @param baseline excused violations
 * @param io where to write
 * @returns the exit code
 */
export async function conclude(
  config: Config,
  target: CheckedTarget,
  outcome: RunOutcome,
  baseline: readonly Excuse[] | undefined,
  io: Io,
): Promise<number> {
  const { proof, problem } = await citeProof(resolve("proof.json"), {
    ...suiteIdentity(),
    contractRevision: CONTRACT_REVISION,
  });
  if (problem !== undefined) io.stderr.write(`warning: ${problem}\n`);
  const report = reportOf(config, target, outcome, baseline, proof);
  const files = await writeReports(config.run.output, report);
  const allure = await writeAllure(config.run.output, report, outcome.interrupted);
  io.stdout.write(`${renderTerminal(report, terminalOptionsOf(io.stdout, process.env))}\n`);
  writePaths([...files, ...allure], io);
  return report.judgement.exitCode;
}

/**
 * Writes the report of a run that met no target, so that whoever reads reports learns of it; every requirement names the reason.
 * @param config the configuration, with the endpoint
 * @param planned the requirements that were to be checked
 * @param reason why the target cannot be used
 * @param io where to write
 */
export async function concludeUnmet(
  config: Config,
  planned: readonly RequirementId[],
  reason: string,
  io: Io,
): Promise<void> {
  const outcome: RunOutcome = {
    planned,
    records: planned.map((id) => blankRecord(id, "environment-error", reason)),
    faults: [],
    interrupted: false,
    startedAt: new Date(),
  };
  const report = reportOf(config, { config, embedded: false }, outcome, undefined, undefined);
  const files = await writeReports(config.run.output, report);
  const allure = await writeAllure(config.run.output, report, true);
  writePaths([...files, ...allure], io);
}

function writePaths(paths: readonly string[], io: Io): void {
  io.stdout.write(`reports: ${paths.join("\n         ")}\n`);
}

type CheckedTarget = Pick<PreparedTarget, "config" | "embedded">;

function reportOf(
  config: Config,
  target: CheckedTarget,
  outcome: RunOutcome,
  baseline: readonly Excuse[] | undefined,
  proof: ProofSummary | undefined,
): Report {
  const ofProfile = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes(config.run.profile));
  return buildReport(
    {
      suite: suiteIdentity(),
      target: {
        endpoint: target.config.target.endpoint ?? "",
        region: target.config.target.region,
        auth: target.config.target.auth,
        embedded: target.embedded,
      },
      profile: config.run.profile,
      seed: config.run.seed,
      config: target.config,
      startedAt: outcome.startedAt,
      endedAt: new Date(),
      facts: {
        filtered: outcome.planned.length < ofProfile.length,
        interrupted: outcome.interrupted,
        timeStretched: isStretched(config),
        faults: outcome.faults,
        coverageFloor: config.run.coverageFloor,
      },
      planned: outcome.planned,
      records: outcome.records,
      partition: PARTITION,
      waitBudgets: config.waits,
      ...(outcome.replayOf === undefined ? {} : { replayOf: outcome.replayOf }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(proof === undefined ? {} : { proof }),
    },
    REQUIREMENTS,
  );
}

/** Whether some wait was given more time than the suite thinks right. */
function isStretched({ waits }: Config): boolean {
  return Object.entries(WAITS).some(([name, { budgetMs }]) =>
    Object.entries(waits).some(([own, ms]) => own === name && ms > budgetMs),
  );
}

async function writeAllure(output: string, report: Report, hurried: boolean): Promise<string[]> {
  const results = join(output, ALLURE_RESULTS);
  const made = join(output, ALLURE_REPORT);
  await writeAllureResults(results, report);
  if (hurried) return [results];
  const allure = await generateAllureReport({
    results,
    output: made,
    title: "GWLB CreateListener conformance",
    environment: environmentOf(report),
  });
  return allure.generated ? [allure.path] : [`no Allure report: ${allure.warning}`];
}
