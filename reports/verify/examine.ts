/** From a file to what is wrong with it: a report that does not fit its schema is found wanting, a file that is no JSON is a mistake of usage. */
import { REPORT_FILES } from "../report-file.js";
import { type Finding, type SuiteKnowledge, when } from "./finding.js";
import { type Verification, verifyReport } from "./verify.js";

/**
 * Examines a report.json.
 * @throws FileError if it cannot be read or is no JSON
 */
export async function examineReport(path: string, suite: SuiteKnowledge): Promise<Verification> {
  const text = await REPORT_FILES.text(path);
  const data = REPORT_FILES.parsed(text, path);
  const isReport = REPORT_FILES.validator();
  if (isReport(data)) {
    const { findings, limits } = verifyReport(data, suite);
    return { findings: [...repeatedMembers(text, data), ...findings], limits };
  }
  return {
    findings: (isReport.errors ?? []).map(({ instancePath, message, params }) => ({
      about: instancePath || "the top level",
      problem: `does not fit the schema: ${message ?? "no reason"} ${JSON.stringify(params)}`,
    })),
    limits: ["Nothing else was looked at: it is not a report of this version."],
  };
}

/** Of two members of one name a program reads the last, and a person the first. */
function repeatedMembers(text: string, data: unknown): Finding[] {
  const strings = text.match(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?/gsu) ?? [];
  const written = strings.filter((one) => one.endsWith(":")).length;
  return when(written !== membersIn(data), "the file", "has members of one name twice, of which only the last is read");
}

function membersIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const below = Object.values(value).reduce((sum: number, item: unknown) => sum + membersIn(item), 0);
  return below + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
