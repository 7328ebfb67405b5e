/** The digest that a report carries over everything else in it. Not signed: it shows that nothing was changed, never who wrote it. */
import { digestOf } from "../evidence/digest.js";
import type { Report } from "./report.js";

/** A report with the digest of its content, in place of one it may have had. */
export function withDigest(report: Report): Report {
  return { ...report, digest: reportDigest(report) };
}

/** The digest of a report's content, whatever digest it carries. */
export function reportDigest({ digest: _, ...content }: Report): string {
  return digestOf(content);
}
