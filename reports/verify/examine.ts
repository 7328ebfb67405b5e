/** From a file to what is wrong with it: a report that does not fit its schema is found wanting, a file that is no JSON is a mistake of usage. */
import { readJson, reportValidator } from "../report-file.js";
import type { SuiteKnowledge } from "./finding.js";
import { type Verification, verifyReport } from "./verify.js";

/**
 * Examines a report.json.
 * @throws ReportFileError if it cannot be read or is no JSON
 */
export async function examineReport(path: string, suite: SuiteKnowledge): Promise<Verification> {
  const data = await readJson(path);
  const isReport = await reportValidator();
  if (isReport(data)) return verifyReport(data, suite);
  return {
    findings: (isReport.errors ?? []).map(({ instancePath, message, params }) => ({
      about: instancePath || "the top level",
      problem: `does not fit the schema: ${message ?? "no reason"} ${JSON.stringify(params)}`,
    })),
    limits: ["Nothing else was looked at: it is not a report of this version."],
  };
}
