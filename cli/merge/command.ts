/** The `merge` command: from the folders of shards to one verdict, with the reports of a run that was not divided. */
import { resolve } from "node:path";
import { locateClauses } from "../../playwright/clause-locations.js";
import { writeAllurePage } from "../../reports/allure/page.js";
import { ciStep } from "../../reports/ci/step.js";
import { renderLastLine, renderScreen } from "../../reports/screen.js";
import { renderTerminal, terminalOptionsOf } from "../../reports/terminal.js";
import { ensureWritable, removeReports } from "../../reports/write.js";
import type { Io } from "../io.js";
import { writePaths } from "../run/carry-out.js";
import { UsageError } from "../usage-error.js";
import { readShards } from "./read-shards.js";
import { reportShards } from "./report-shards.js";

/** What is wanted of a merge. */
export interface MergeOptions {
  /** Folder of the report. */
  readonly output: string;
  /** Whether all of the report is shown. */
  readonly verbose?: boolean;
}

/**
 * Makes one report of shards.
 * @param places their output folders
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws UsageError when no folder holds a shard, or the report would take the place of one; OutputError
 */
export async function mergeCommand(places: readonly string[], options: MergeOptions, io: Io): Promise<number> {
  const folder = resolve(options.output);
  if (places.some((place) => resolve(place) === folder))
    throw new UsageError(
      `--output ${options.output}: this is the folder of a shard; choose another one for the report`,
    );
  const { found, problems } = await readShards(places);
  const [first, ...others] = found;
  if (first === undefined) throw new UsageError(problems.join("\n"));
  await ensureWritable(folder);
  await removeReports(folder);
  const ci = ciStep({ env: process.env, ...io });
  ci.begin();
  try {
    const report = await reportShards([first, ...others], problems, folder);
    const shown = terminalOptionsOf(io.stdout, process.env);
    io.stdout.write(`${options.verbose ? `${renderTerminal(report, shown)}\n` : ""}${renderScreen(report, shown)}\n`);
    const warning = await writeAllurePage(report, folder);
    if (warning !== undefined) io.stderr.write(`no Allure report: ${warning}\n`);
    await ci.tell(report, folder, locateClauses);
    writePaths(folder, io);
    io.stdout.write(renderLastLine(report, shown));
    return report.judgement.exitCode;
  } finally {
    ci.end();
  }
}
