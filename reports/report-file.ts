/** Reading a report.json that may be of another version, or of another program. */
import { PublishedFile } from "../evidence/published-file.js";
import type { Report } from "./report.js";

/** Files that a run has written. */
export const REPORT_FILES = new PublishedFile<Report>({
  schema: "report.schema.json",
  name: "a report of this version",
  mostMebibytes: 256,
  remedy: "give the path of a report.json",
});

/**
 * Reads a report.json.
 * @throws FileError if it cannot be read, is no JSON or is no report
 */
export function readReport(path: string): Promise<Report> {
  return REPORT_FILES.read(path);
}
