/** The causes that a report names, cut down to what the matrix shows. */
import type { Report } from "../report.js";
import type { MatrixCause } from "./page/data.js";

/** The causes of a report, in its order. @returns none where the report names none */
export function causesIn(_report: Report): MatrixCause[] {
  return [];
}
