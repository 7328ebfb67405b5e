/** The causes of a run as its report holds them: bounded, and with the command that replays what shows each. */
import type { Outcome } from "../contract/outcome.js";
import type { Counterexample } from "../evidence/counterexample.js";
import { cut } from "../evidence/text.js";
import type { Cause } from "../verdict/causes/causes.js";
import { boundedCounterexamples } from "./bounds.js";
import type { ReportedCounterexample } from "./counterexample.js";

/** What explains some of the clauses that did not pass. */
export interface ReportedCause {
  /** The same in every run that shows the same. */
  readonly id: string;
  /** What was observed, one sentence. */
  readonly title: string;
  readonly outcome: Extract<Outcome, "fail" | "flaky" | "inconclusive">;
  /** Ids, the most telling first. */
  readonly clauses: readonly string[];
  readonly counterexample?: ReportedCounterexample;
}

const CAUSES = 100;
const TITLE_BYTES = 500;

/**
 * Causes for a report.
 * @param causes the one that explains most first
 * @param replayOf the command that replays a counterexample, where it was kept
 */
export function reportedCauses(
  causes: readonly Cause[],
  replayOf: ((counterexample: Counterexample) => string | undefined) | undefined,
): ReportedCause[] {
  return causes.slice(0, CAUSES).map(({ counterexample, title, ...cause }) => {
    const [shown] = boundedCounterexamples(counterexample === undefined ? [] : [counterexample]).counterexamples;
    const replay = counterexample === undefined ? undefined : replayOf?.(counterexample);
    return {
      ...cause,
      title: cut(title, TITLE_BYTES),
      ...(shown === undefined ? {} : { counterexample: replay === undefined ? shown : { ...shown, replay } }),
    };
  });
}
