/** Putting a stored case to the target again. */
import type { Counterexample } from "../../contract/outcome.js";
import { CreationNotAllowed } from "../borrowed-load-balancer.js";
import { ControlTwins } from "../control-twins.js";
import type { Endpoint } from "../endpoint.js";
import { type Evidence, kindOfOwn } from "../evidence.js";
import { NoLoadBalancerLeft } from "../load-balancer-pool.js";
import { SituationMissing } from "../references.js";
import { judgeBurst, kindOfBurst } from "../stateful/bursts.js";
import { courseSettingOf, runCourse, runData } from "../stateful/run-course.js";
import { type Trial, tryCase } from "../trial.js";
import type { StoredFailure } from "./stored-failure.js";

/** What a stored case showed this time. */
export type Again =
  | { readonly is: "passes" }
  | {
      readonly is: "fails";
      /** The same as what is stored, or another one of its requirement. */
      readonly kind: string;
      readonly evidence: Evidence;
      readonly history?: Counterexample["history"];
    }
  /** The target does not answer. */
  | { readonly is: "unanswered"; readonly reason: string }
  /** The case cannot be put to this target as things are. */
  | { readonly is: "not-shown"; readonly reason: string };

/**
 * Puts a stored case to the target once.
 * @param endpoint of a check of its requirement
 * @param stored the case
 * @param slot chooses load balancers
 */
export async function tryAgain(endpoint: Endpoint, stored: StoredFailure, slot: number): Promise<Again> {
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
        return await tryCourse(endpoint, byValue.commands, slot);
      case "burst":
        return await tryBurst(endpoint, byValue, slot);
    }
  } catch (error) {
    const isMissing = [SituationMissing, NoLoadBalancerLeft, CreationNotAllowed].some((kind) => error instanceof kind);
    if (!isMissing || !(error instanceof Error)) throw error;
    return { is: "not-shown", reason: error.message };
  }
}

type Kept<Is extends StoredFailure["byValue"]["is"]> = Extract<StoredFailure["byValue"], { is: Is }>;

async function tryRequest(
  { session, log }: Endpoint,
  { lens, kind }: StoredFailure,
  { draft, violation, control }: Kept<"request">,
  slot: number,
): Promise<Again> {
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
  return shown === undefined ? { is: "passes" } : { is: "fails", kind: kindOfOwn(shown), evidence: shown };
}

/** No answer to this request is a finding when others are answered. */
function silence(
  { attempt }: Extract<Trial, { is: "unanswered" }>,
  othersAreAnswered: boolean,
  of: Pick<Evidence, "lens" | "violation">,
): Evidence[] | undefined {
  if (!othersAreAnswered) return undefined;
  const finding = { about: "case", expected: "an answer, as to the control twin", got: attempt.answer.is } as const;
  return [{ finding, ...of, attempt, exchanges: [attempt.exchange] }];
}

async function tryCourse(endpoint: Endpoint, commands: Kept<"course">["commands"], slot: number): Promise<Again> {
  const end = await runCourse(endpoint, courseSettingOf(endpoint), slot, (course) => runData(course, commands));
  switch (end.is) {
    case "consistent":
      return { is: "passes" };
    case "contradicted":
      return { is: "fails", kind: end.contradiction.kind, evidence: end.contradiction.evidence };
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
        return { ...judgement, is: "fails", kind: kindOfBurst(burst) };
      case "unanswered":
        return { is: "unanswered", reason: "no request of the burst was answered" };
      case "undecided":
        return { is: "not-shown", reason: "the answers were too many to be put in order" };
    }
  });
}
