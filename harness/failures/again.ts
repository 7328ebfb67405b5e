/** Putting a stored case to the target again. */
import type { Counterexample, TimedOperation } from "../../contract/outcome.js";
import { CreationNotAllowed } from "../borrowed-load-balancer.js";
import { ControlTwins } from "../control-twins.js";
import type { Endpoint } from "../endpoint.js";
import { type Evidence, kindOfOwn } from "../evidence.js";
import { NoLoadBalancerLeft } from "../load-balancer-pool.js";
import { SituationMissing } from "../references.js";
import type { Check } from "../requirement.js";
import { judgeBurst, kindOfBurst } from "../stateful/bursts.js";
import { courseSettingOf, runCourse, runData } from "../stateful/run-course.js";
import { type Trial, tryCase } from "../trial.js";
import type { StoredFailure } from "./stored-failure.js";
import { runAnew } from "./whole-check.js";

/** What a stored case showed this time. */
export type Again =
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
  readonly endpoint: Endpoint;
  /** The check itself. */
  readonly check: Check;
  readonly stored: StoredFailure;
}

/**
 * Puts a stored case to the target once.
 * @param retrial the case and its check
 * @param slot chooses load balancers
 */
export async function tryAgain({ endpoint, check, stored }: Retrial, slot: number): Promise<Again> {
  const { session } = endpoint;
  if (!session.lenses.includes(stored.lens)) {
    return { is: "not-shown", reason: `requests through the ${stored.lens} lens are not allowed in this run` };
  }
  try {
    const { byValue } = stored;
    switch (byValue.is) {
      case "request":
        return await tryRequest(endpoint, stored, byValue, slot);
      case "course":
        return await tryCourse(endpoint, byValue, slot);
      case "burst":
        return await tryBurst(endpoint, byValue, slot);
      case "check":
        return await tryCheck(endpoint, check, stored);
    }
  } catch (error) {
    const isMissing = [SituationMissing, NoLoadBalancerLeft, CreationNotAllowed].some((kind) => error instanceof kind);
    if (!isMissing || !(error instanceof Error)) throw error;
    return { is: "not-shown", reason: error.message };
  }
}

type Kept<Is extends StoredFailure["byValue"]["is"]> = Extract<StoredFailure["byValue"], { is: Is }>;

async function tryRequest(
  endpoint: Endpoint,
  { lens, kind }: StoredFailure,
  { draft, violation, control }: Kept<"request">,
  slot: number,
): Promise<Again> {
  const { session, log } = endpoint;
  const specimen = {
    draft,
    ...(violation === undefined ? {} : { violation }),
    ...(control === undefined ? {} : { control }),
  };
  const controls = new ControlTwins(session);
  const trial = await tryCase(session, specimen, lens, slot, controls, { createTwin: true });
  if (trial.is === "inconclusive" || trial.is === "suite-fault") return { is: "not-shown", reason: trial.reason };
  const evidence =
    trial.is === "judged"
      ? trial.evidence.filter(({ finding }) => log.isOwn(finding))
      : silence(trial, await controls.answersAtAll(specimen), { lens, violation });
  if (evidence === undefined) return { is: "unanswered", reason: "the target does not answer" };
  const shown = evidence.find((one) => kindOfOwn(one) === kind) ?? evidence[0];
  return shown === undefined ? { is: "passes" } : failing(endpoint, shown, { kind: kindOfOwn(shown) });
}

/** A failure for people; whether it shows every time is said by whoever tries several times. */
function failing(
  endpoint: Endpoint,
  evidence: Evidence,
  found: { readonly kind: string; readonly history?: readonly TimedOperation[] },
): Again {
  const counterexample = endpoint.counterexample(evidence, { ...found, shrinkRequests: 0, reproducible: "not-rerun" });
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

async function tryCourse(endpoint: Endpoint, { commands }: Kept<"course">, slot: number): Promise<Again> {
  const end = await runCourse(endpoint, courseSettingOf(endpoint), slot, (course) => runData(course, commands));
  switch (end.is) {
    case "consistent":
      return { is: "passes" };
    case "contradicted":
      return failing(endpoint, end.contradiction.evidence, { kind: end.contradiction.kind });
    case "cut-short":
      return { is: end.unanswered ? "unanswered" : "not-shown", reason: end.reason };
    case "not-run":
      return { is: "not-shown", reason: endpoint.log.outcome().reason ?? "it could not be run" };
  }
}

async function tryBurst(endpoint: Endpoint, burst: Kept<"burst">, slot: number): Promise<Again> {
  return endpoint.session.borrow(slot, 1, async ([one]): Promise<Again> => {
    if (one === undefined) return { is: "not-shown", reason: "no load balancer was lent" };
    const judgement = await judgeBurst(endpoint, one, burst);
    switch (judgement.is) {
      case "explained":
        return { is: "passes" };
      case "unexplained":
        return failing(endpoint, judgement.evidence, { kind: kindOfBurst(burst), history: judgement.history });
      case "unanswered":
        return { is: "unanswered", reason: "no request of the burst was answered" };
      case "not-lent":
        return { is: "not-shown", reason: "no load balancer was lent" };
      case "undecided":
        return { is: "not-shown", reason: "the answers were too many to be put in order" };
    }
  });
}

async function tryCheck(endpoint: Endpoint, check: Check, { kind }: StoredFailure): Promise<Again> {
  const log = await runAnew(endpoint, check);
  const shown = log.counterexamples.find((one) => one.kind === kind) ?? log.counterexamples[0];
  if (shown !== undefined) return { is: "fails", kind: shown.kind ?? "", counterexample: shown };
  const { outcome, reason = "nothing of it could be put to this target" } = log.outcome();
  if (outcome === "pass") return { is: "passes" };
  return { is: outcome === "environment-error" ? "unanswered" : "not-shown", reason };
}
