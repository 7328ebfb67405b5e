/** What GitLab reads: a code quality report, in the form of Code Climate. */
import { createHash } from "node:crypto";
import { visible, visibleJson } from "../../evidence/text.js";
import type { Report } from "../report.js";
import { type CiLevel, ciFindingsOf } from "./findings.js";
import { type PlaceOf, pathFrom } from "./place.js";

const SEVERITIES: Readonly<Record<CiLevel, "critical" | "minor" | "info">> = {
  error: "critical",
  warning: "minor",
  notice: "info",
};

/**
 * The code quality report of a run. Source: "Code Quality" of GitLab's documentation, custom tools.
 * @param placeOf finds the line on which a clause is declared
 * @param root the folder that GitLab has checked out
 * @param reportFile absolute path of report.json, where what belongs to no clause is said to stand
 * @returns a list with an entry for each finding; the same finding has the same fingerprint in every run, so that GitLab tells new ones from known ones
 */
export function codeQualityOf(report: Report, placeOf: PlaceOf, root: string, reportFile: string): string {
  const entries = ciFindingsOf(report).map(({ id, level, message }) => {
    const { file, line } = placeOf(id) ?? { file: reportFile, line: 1 };
    return {
      description: visible(message[0] ?? ""),
      check_name: id,
      fingerprint: createHash("sha256").update(id).digest("hex"),
      severity: SEVERITIES[level],
      location: { path: pathFrom(root, file), lines: { begin: line } },
      content: { body: message.map(visible).join("\n") },
    };
  });
  return `${visibleJson(entries)}\n`;
}
