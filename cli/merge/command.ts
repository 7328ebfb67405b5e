/** The `merge` command: from the folders of shards to one verdict, with the reports of a run that was not divided. */
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { type EndpointPlan, writePlan } from "../../exercise/plan.js";
import type { Report } from "../../reports/report.js";
import { renderLastLine, renderScreen } from "../../reports/screen.js";
import { terminalOptionsOf } from "../../reports/terminal.js";
import { ensureWritable, removeReports } from "../../reports/write.js";
import { loadConfig } from "../../target/config/load-config.js";
import type { FoundShard } from "../../verdict/shards.js";
import type { Io } from "../io.js";
import { clearFiles, filesOf } from "../run/brief.js";
import { writePaths } from "../run/carry-out.js";
import { runProjects } from "../run/projects-process.js";
import { listenForStop } from "../stopping.js";
import { UsageError } from "../usage-error.js";
import { readShards } from "./read-shards.js";
import { reportShards } from "./report-shards.js";

/**
 * Makes one report of shards.
 * @param places their output folders
 * @param output folder of the report
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws UsageError when no folder holds a shard, or the report would take the place of one; OutputError
 */
export async function mergeCommand(places: readonly string[], output: string, io: Io): Promise<number> {
  const folder = resolve(output);
  if (places.some((place) => resolve(place) === folder))
    throw new UsageError(`--output ${output}: this is the folder of a shard; choose another one for the report`);
  const { found, problems } = await readShards(places);
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(problems.join("\n"));
  await ensureWritable(folder);
  await removeReports(folder);
  const report = await reportShards([first, ...others], problems, folder);
  const options = terminalOptionsOf(io.stdout, process.env);
  io.stdout.write(`${renderScreen(report, options)}\n`);
  await tellByTests(report, [first, ...others], folder, io);
  writePaths(folder, io);
  io.stdout.write(renderLastLine(report, options));
  return report.judgement.exitCode;
}

/** Every clause as a test, of which Allure makes its page, as at the end of a run. */
async function tellByTests(
  { profile, seed }: Report,
  [{ evidence }]: readonly [FoundShard, ...FoundShard[]],
  output: string,
  io: Io,
): Promise<void> {
  const plan: EndpointPlan = {
    is: "endpoint",
    config: loadConfig({ env: {}, flags: { output, profile, seed } }),
    requirements: evidence.run.requirements,
    nonce: "merged",
    ledger: "",
    command: "npx gwlb-conformance run",
  };
  const files = filesOf(output);
  clearFiles(files);
  const stopping = listenForStop();
  try {
    const told = ["--no-deps", "--project=verdict", "--project=certificate"];
    const { output: words } = await runProjects(writePlan(files.plan, plan), stopping.signal, told);
    if (words !== "") io.stderr.write(`${words}\n`);
  } finally {
    stopping.end();
    rmSync(files.work, { recursive: true, force: true });
  }
}
