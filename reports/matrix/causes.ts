/** The causes that a report names, cut down to what the matrix shows. */
import type { Report } from "../report.js";
import type { MatrixCause } from "./page/data.js";
import { shown } from "./shown.js";

const CAUSES = 30;

/** As much of a report as this needs; reports of older versions name no causes. */
interface Explained extends Pick<Report, "suite"> {
  readonly causes?: readonly {
    readonly title: string;
    readonly outcome: string;
    readonly clauses: readonly string[];
  }[];
}

/** The causes of a report, in its order: the one that explains most first. @returns none where the report names none */
export function causesIn({ causes = [] }: Explained): MatrixCause[] {
  return causes.slice(0, CAUSES).map(({ title, outcome, clauses }) => ({
    title: shown(title),
    outcome: shown(outcome),
    clauses: clauses.map(shown),
  }));
}
