/** From final outcomes to verdict and exit code; the README and docs/cli.md name the codes too. */
import type { Catalogue } from "../contract/catalogue.js";
import type { Outcome } from "../contract/outcome.js";
import { counted } from "../contract/words.js";
import type { RequirementRecord } from "../evidence/record.js";
import { type BaselineReading, NO_BASELINE } from "./baseline.js";

export type Verdict = "conformant" | "not-conformant" | "inconclusive";

/** What the process says to whoever called it. `usage` is never the outcome of a run. */
export const EXIT_CODES = {
  conformant: 0,
  violation: 1,
  usage: 2,
  environment: 3,
  suiteFault: 4,
  certifiesNothing: 5,
  staleBaseline: 6,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** What kind of run it was. */
export interface RunFacts {
  /** The run looked at fewer requirements than its profile has. */
  readonly filtered: boolean;
  /** The run was stopped before its end. */
  readonly interrupted: boolean;
  /** Some wait was given a longer budget than its default. */
  readonly timeStretched: boolean;
  /** What went wrong in the suite itself, outside any requirement. */
  readonly faults: readonly string[];
  /** Who else was seen at work on the load balancers of the run, in sentences; absent: nobody was. */
  readonly strangers?: readonly string[];
  /** Which shard it was of how many, `2/4`; absent: the run was whole. */
  readonly shard?: string;
  /** What keeps shards that were put together from being a whole run, in sentences; absent: nothing, or there were none. */
  readonly shardProblems?: readonly string[];
  /** Share of the required requirements that must be exercised, 0 to 1. */
  readonly coverageFloor: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  /** Required requirements of the run, and how many of them met the target at all. */
  readonly required: number;
  readonly exercised: number;
  /** Why there is no certificate, for people; empty if and only if there is one. */
  readonly withheld: readonly string[];
}

const EXERCISED: readonly Outcome[] = ["pass", "fail", "flaky"];
const VIOLATED: readonly Outcome[] = ["fail", "flaky"];

/**
 * Judges a whole run.
 * @param results one record per requirement, complete: see `completeResults`
 * @param catalogue tells which requirements decide
 * @param facts what kind of run it was
 * @param baseline which violations are excused, and what is wrong with the excuses
 * @returns verdict, exit code and, where there is no certificate, why
 */
export function judgeRun(
  results: readonly RequirementRecord[],
  catalogue: Catalogue,
  facts: RunFacts,
  baseline: BaselineReading = NO_BASELINE,
): Judgement {
  const required = results.filter((result) => catalogue[result.requirement].kind === "required");
  const withOutcome = (...outcomes: readonly Outcome[]) => required.filter(({ outcome }) => outcomes.includes(outcome));
  const violations = withOutcome(...VIOLATED);
  const unexcused = violations.filter(({ requirement }) => !baseline.excused.has(requirement));
  const exercised = withOutcome(...EXERCISED).length;
  const doubts = doubtsOf(withOutcome, { exercised, required: required.length }, facts);

  return {
    verdict: unexcused.length > 0 ? "not-conformant" : doubts.length > 0 ? "inconclusive" : "conformant",
    exitCode: exitCodeOf({
      // An expired excuse excuses nothing, but blames the baseline: the violation is known.
      newViolations: unexcused.filter(({ requirement }) => !baseline.expired.has(requirement)).length,
      suiteFaults: withOutcome("harness-error").length + facts.faults.length,
      environmentErrors: withOutcome("environment-error").length,
      staleExcuses: baseline.stale.length,
      doubts: doubts.length,
    }),
    required: required.length,
    exercised,
    withheld: [
      ...(violations.length > unexcused.length
        ? [`${counted(violations.length - unexcused.length, "violation")} excused by the baseline`]
        : []),
      ...(unexcused.length > 0 ? [`${counted(unexcused.length, "required requirement")} violated`] : []),
      ...doubts,
      ...(facts.timeStretched ? ["waits were given more time than their defaults"] : []),
      ...(baseline.stale.length > 0
        ? [`${counted(baseline.stale.length, "stale entry", "stale entries")} in the baseline`]
        : []),
    ],
  };
}

/** Reasons for which a run without a violation still does not show that the target conforms. */
function doubtsOf(
  withOutcome: (...outcomes: readonly Outcome[]) => readonly RequirementRecord[],
  share: { readonly exercised: number; readonly required: number },
  facts: RunFacts,
): string[] {
  const doubts: string[] = [];
  const doubt = (outcome: Outcome, words: string) => {
    const count = withOutcome(outcome).length;
    if (count > 0) doubts.push(`${counted(count, "required requirement")} ${words}`);
  };
  doubt("harness-error", "not judged because of a fault of the suite");
  if (facts.faults.length > 0)
    doubts.push(`${counted(facts.faults.length, "fault")} of the suite outside any requirement`);
  doubt("environment-error", "not judged because of the environment");
  doubt("inconclusive", "inconclusive");
  if (facts.filtered) doubts.push("the run looked at a part of its profile only");
  if (facts.shard !== undefined)
    doubts.push(
      `it is shard ${facts.shard}, and a shard is no certificate: \`gwlb-conformance merge\` makes one report of all`,
    );
  doubts.push(...(facts.shardProblems ?? []));
  if (facts.interrupted) doubts.push("the run was stopped before its end");
  if (share.exercised === 0) doubts.push("no required requirement was exercised");
  else if (share.exercised / share.required < facts.coverageFloor) {
    const floor = `${Math.round(facts.coverageFloor * 100)} %`;
    doubts.push(`${share.exercised} of ${share.required} required requirements exercised, below the floor of ${floor}`);
  }
  return doubts;
}

interface Blame {
  readonly newViolations: number;
  readonly suiteFaults: number;
  readonly environmentErrors: number;
  readonly staleExcuses: number;
  readonly doubts: number;
}

/** A violation outranks all, since it was seen; a fault of the suite outranks the environment, lest it hide behind it. */
function exitCodeOf(blame: Blame): ExitCode {
  if (blame.newViolations > 0) return EXIT_CODES.violation;
  if (blame.suiteFaults > 0) return EXIT_CODES.suiteFault;
  if (blame.environmentErrors > 0) return EXIT_CODES.environment;
  if (blame.staleExcuses > 0) return EXIT_CODES.staleBaseline;
  if (blame.doubts > 0) return EXIT_CODES.certifiesNothing;
  return EXIT_CODES.conformant;
}
