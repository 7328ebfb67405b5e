/** Whether the dates and durations of a report can be those of one run. */
import type { Report } from "../report.js";
import { type Finding, when } from "./finding.js";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Clocks of a machine may be set while a run goes on, and start and end are taken from another one than durations. */
const SLACK_MS = 5_000;

/**
 * Compares dates and durations.
 * @param now a report may be a day ahead of it: of another machine's clock
 */
export function timeFindings(report: Report, now: Date): Finding[] {
  const { startedAt, endedAt, proof, requirements, waits, schedules } = report;
  const lasted = Date.parse(endedAt) - Date.parse(startedAt);
  const tooLong = (about: string, ms: number) =>
    when(ms > lasted + SLACK_MS, about, `took ${Math.round(ms)} ms in a run of ${lasted} ms`);
  return [
    ...when(lasted < 0, "run", `ended at ${endedAt}, before it started at ${startedAt}`),
    ...when(Date.parse(endedAt) > now.getTime() + DAY_MS, "run", `ended at ${endedAt}, which is yet to come`),
    ...when(
      proof !== undefined && Date.parse(proof.provedAt) > Date.parse(startedAt) + DAY_MS,
      "proof",
      `was made at ${proof?.provedAt}, after the run`,
    ),
    ...requirements.flatMap(({ id, durationMs }) => tooLong(id, durationMs)),
    ...waits.flatMap(({ name, max }) => tooLong(`wait ${name}`, max)),
    ...schedules.flatMap(({ durationMs }) => tooLong("schedules", durationMs)),
    ...requirements.flatMap(({ id, counterexamples }) => counterexamples.flatMap((one) => backwards(id, one))),
  ];
}

function backwards(
  id: string,
  { exchanges, history = [] }: Report["requirements"][number]["counterexamples"][number],
): Finding[] {
  return [
    ...when(
      exchanges.some(({ startedAt, endedAt }) => endedAt < startedAt),
      id,
      "has an answer from before its request",
    ),
    ...when(
      history.some(({ invokedAt, returnedAt }) => returnedAt < invokedAt),
      id,
      "has an operation that ended before it began",
    ),
  ];
}
