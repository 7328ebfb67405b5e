/** Asking the questions of a recording: the checks of the list, put to a target by the engine that every run goes through. */
import type { Question } from "../../contract/questions.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { loadChecks, runChecks } from "../../exercise/run-checks.js";
import type { Session } from "../../exercise/session/session.js";
import type { Config } from "../../target/config/config.js";
import type { Budget } from "./budget.js";

/** How a recording is made, beyond the configuration of its target. */
interface RecordingSettings {
  readonly budget: Budget;
  /** Milliseconds after which a token is used once more. */
  readonly tokenAgeMs: number;
}

/**
 * The configuration under which questions are asked: the same cases whatever the profile, and nothing beyond the budget.
 * @param config of the target
 */
export function recordingConfig(config: Config, { budget, tokenAgeMs }: RecordingSettings): Config {
  return {
    ...config,
    limits: { ...config.limits, creates: budget.realRequests, minutes: budget.minutes },
    waits: { ...config.waits, tokenReplay: tokenAgeMs },
    run: { ...config.run, profile: "smoke", seed: SEED, runs: 0 },
  };
}

/** The questions are fixed, and so are the few cases that are drawn for them. */
const SEED = 1;

/**
 * Asks questions, all at once: the stage decides whose turn it is.
 * @param session with a configuration of `recordingConfig`
 * @returns a record of each as soon as it has its answers. Whoever reads them may stop at any
 */
export async function* askQuestions(
  session: Session,
  questions: readonly Question[],
): AsyncGenerator<RequirementRecord> {
  const asked = new Set<string>(questions.map(({ clause }) => clause));
  yield* runChecks(
    session,
    (await loadChecks()).filter(({ requirement }) => asked.has(requirement)),
  );
}

/**
 * Whether a record settles its question, so that it need not be asked again.
 * @param isOver whether the time of the recording was over when it ended
 */
export function isAnswered({ outcome, cut }: RequirementRecord, isOver: boolean): boolean {
  if (outcome === "environment-error" || outcome === "harness-error") return false;
  return !isOver || (cut === 0 && outcome !== "inconclusive");
}
