/** Putting a stored case to the target again. */
import type { Lens } from "../../contract/lens.js";
import type { Counterexample, TimedOperation } from "../../evidence/counterexample.js";
import type { StoredFailure } from "../../evidence/stored-failure.js";
import { ControlTwins } from "../cases/control-twins.js";
import { type Evidence, kindOfOwn } from "../cases/evidence.js";
import { type Trial, tryCase } from "../cases/trial.js";
import type { Check } from "../check/check.js";
import type { CheckBody } from "../check/requirement.js";
import { judgeBurst, kindOfBurst } from "../models/bursts.js";
import { courseSettingOf, runCourse, runData } from "../models/run-course.js";
import { SituationMissing } from "../session/resolve-references.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { CreationNotAllowed, NoLoadBalancerLeft, TurnDenied } from "../stage/denial.js";
import { borrowTo } from "../stage/listener-limit.js";
import { SomebodyElse } from "../stage/somebody-else.js";
import { rerunCheck } from "./rerun-check.js";

/** What a stored case showed this time. */
export type RetryResult =
  | { readonly is: "passes" }
  | {
      readonly is: "fails";
      /** The same as what is stored, or another one of its requirement. */
      readonly kind: string;
      readonly counterexample: Counterexample;
    }
  /** The target does not answer. */
  | { readonly is: "unanswered"; readonly reason: string }
  /** The case cannot be put to this target as things are. */
  | { readonly is: "not-shown"; readonly reason: string };

/** What is put to the target again, and by what. */
export interface Retrial {
  /** Of a check of the requirement. */
  readonly check: Check;
  /** The check itself. */
  readonly body: CheckBody;
  readonly stored: StoredFailure;
}

/**
 * Puts a stored case to the target once.
 * @param retrial the case and its check
 * @param depth number of the case among those of its clause
 */
export async function retryStored({ check, body, stored }: Retrial, depth: number): Promise<RetryResult> {
  const { session } = check;
  const { byValue, lens } = stored;
  if (lens === undefined || byValue.is === "conversation") {
    return { is: "not-shown", reason: "it is a client library's, and this is an endpoint" };
  }
  if (!session.lenses.includes(lens)) {
    return { is: "not-shown", reason: `requests through the ${lens} lens are not allowed in this run` };
  }
  try {
    switch (byValue.is) {
      case "request":
        return await tryRequest(check, { ...stored, lens }, byValue, depth);
      case "course":
        return await tryCourse(check, byValue, depth);
      case "burst":
        return await tryBurst(check, byValue, depth);
      case "check":
        return await tryCheck(check, body, stored);
    }
  } catch (error) {
    const isMissing = [SituationMissing, NoLoadBalancerLeft, TurnDenied, CreationNotAllowed, SomebodyElse].some(
      (kind) => error instanceof kind,
    );
    if (!isMissing || !(error instanceof Error)) throw error;
    return { is: "not-shown", reason: error.message };
  }
}

type Kept<Is extends StoredFailure["byValue"]["is"]> = Extract<StoredFailure["byValue"], { is: Is }>;

async function tryRequest(
  check: Check,
  { lens, kind }: StoredFailure & { readonly lens: Lens },
  { draft, violation, control }: Kept<"request">,
  depth: number,
): Promise<RetryResult> {
  const { session, log } = check;
  const specimen = {
    draft,
    ...(violation === undefined ? {} : { violation }),
    ...(control === undefined ? {} : { control }),
  };
  const controls = new ControlTwins(session);
  const trial = await tryCase(session, specimen, lens, depth, controls, { createTwin: true });
  if (trial.is === "inconclusive" || trial.is === "suite-fault") return { is: "not-shown", reason: trial.reason };
  const evidence =
    trial.is === "judged"
      ? trial.evidence.filter(({ finding }) => log.isOwn(finding))
      : silence(trial, await controls.answersAtAll(specimen), { lens, violation });
  if (evidence === undefined) return { is: "unanswered", reason: "the target does not answer" };
  const shown = evidence.find((one) => kindOfOwn(one) === kind) ?? evidence[0];
  return shown === undefined ? { is: "passes" } : failing(check, shown, { kind: kindOfOwn(shown) });
}

/** A failure for people; whether it shows every time is said by whoever tries several times. */
function failing(
  check: Check,
  evidence: Evidence,
  found: { readonly kind: string; readonly history?: readonly TimedOperation[] },
): RetryResult {
  const counterexample = check.counterexample(evidence, { ...found, shrinkRequests: 0, reproducible: "not-rerun" });
  return { is: "fails", kind: found.kind, counterexample };
}

/** No answer to this request is a finding when others are answered. */
function silence(
  { attempt }: Extract<Trial, { is: "unanswered" }>,
  othersAreAnswered: boolean,
  of: Pick<Evidence, "lens" | "violation">,
): Evidence[] | undefined {
  if (!othersAreAnswered || attempt.answer.is === "throttled") return undefined;
  const finding = { about: "case", expected: "an answer, as to the control twin", got: attempt.answer.is } as const;
  return [{ finding, ...of, attempt, exchanges: [attempt.exchange] }];
}

async function tryCourse(check: Check, { commands }: Kept<"course">, depth: number): Promise<RetryResult> {
  const end = await runCourse(check, courseSettingOf(check), depth, (course) => runData(course, commands));
  switch (end.is) {
    case "consistent":
      return { is: "passes" };
    case "contradicted":
      return failing(check, end.contradiction.evidence, { kind: end.contradiction.kind });
    case "cut-short":
      return { is: end.unanswered ? "unanswered" : "not-shown", reason: end.reason };
    case "not-run":
      return { is: "not-shown", reason: check.log.outcome().reason ?? "it could not be run" };
  }
}

async function tryBurst(check: Check, burst: Kept<"burst">, depth: number): Promise<RetryResult> {
  const retry = async ([one]: readonly BorrowedLoadBalancer[]): Promise<RetryResult> => {
    if (one === undefined) return { is: "not-shown", reason: "no load balancer was lent" };
    const judgement = await judgeBurst(check, one, burst);
    switch (judgement.is) {
      case "explained":
        return { is: "passes" };
      case "unexplained":
        return failing(check, judgement.evidence, { kind: kindOfBurst(burst), history: judgement.history });
      case "unanswered":
        return { is: "unanswered", reason: "no request of the burst was answered" };
      case "not-lent":
        return { is: "not-shown", reason: "no load balancer was lent" };
      case "undecided":
        return { is: "not-shown", reason: "the answers were too many to be put in order" };
    }
  };
  return borrowTo(check.session, depth, 1, retry, "all that fit");
}

async function tryCheck(check: Check, body: CheckBody, { kind }: StoredFailure): Promise<RetryResult> {
  const log = await rerunCheck(check, body);
  const shown = log.counterexamples.find((one) => one.kind === kind) ?? log.counterexamples[0];
  if (shown !== undefined) return { is: "fails", kind: shown.kind ?? "", counterexample: shown };
  const { outcome, reason = "nothing of it could be put to this target" } = log.outcome();
  if (outcome === "pass") return { is: "passes" };
  return { is: outcome === "environment-error" ? "unanswered" : "not-shown", reason };
}
