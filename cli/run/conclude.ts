/** From records to the report, its files, and the last words on the terminal. */
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { CONTRACT_REVISION, REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import { PARTITION } from "../../generators/partition.js";
import { generateAllureReport } from "../../reports/allure/generate.js";
import { environmentOf, writeAllureResults } from "../../reports/allure/results.js";
import type { Excuse } from "../../reports/baseline.js";
import { buildReport, type ProofSummary, type Report } from "../../reports/report.js";
import { renderTerminal, terminalOptionsOf } from "../../reports/terminal.js";
import { EXIT_CODES } from "../../reports/verdict.js";
import { writeReports } from "../../reports/write.js";
import type { Config } from "../../target/config.js";
import { WAITS } from "../../target/waits.js";
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
  target: PreparedTarget,
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
  for (const fault of outcome.faults.slice(0, 5)) io.stderr.write(`fault of the suite: ${fault}\n`);
  io.stdout.write(`reports: ${[...files, ...allure].join("\n         ")}\n`);
  return outcome.faults.length > 0 && report.judgement.exitCode !== EXIT_CODES.violation
    ? EXIT_CODES.suiteFault
    : report.judgement.exitCode;
}

function reportOf(
  config: Config,
  target: PreparedTarget,
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
        coverageFloor: config.run.coverageFloor,
      },
      planned: outcome.planned,
      records: outcome.records,
      partition: PARTITION,
      waitBudgets: config.waits,
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
  const results = join(output, "allure-results");
  const made = join(output, "allure-report");
  if (existsSync(made)) rmSync(made, { recursive: true, force: true });
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
