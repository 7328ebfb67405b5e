/** The causes that a report names, cut down to what the matrix shows. */
import type { Report } from "../report.js";
import type { MatrixCause } from "./page/data.js";
import { shown } from "./shown.js";

const CAUSES = 30;

/** The causes of a report, in its order: the one that explains most first. */
export function causesIn({ causes }: Report): MatrixCause[] {
  return causes.slice(0, CAUSES).map(({ title, outcome, clauses }) => ({
    title: shown(title),
    outcome: shown(outcome),
    clauses: clauses.map(shown),
  }));
}
