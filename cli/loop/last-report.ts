/** The report that the last run has left in an output folder, for commands that go on from it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../reports/report.js";
import { readReport } from "../../reports/report-file.js";

/**
 * Reads the report of the last run.
 * @param output absolute path of its output folder
 * @returns `undefined` when there is none
 * @throws FileError for one of another version, or what is no report
 */
export async function lastReport(output: string): Promise<Report | undefined> {
  const path = join(output, "report.json");
  return existsSync(path) ? readReport(path) : undefined;
}
