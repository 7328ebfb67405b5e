/** One case put to the target through one lens, and what it showed. */
import { describeAnswer } from "../../contract/answer.js";
import { type Classification, classify } from "../../contract/classify.js";
import { type Finding, firstOfEach } from "../../contract/finding.js";
import { judge, through } from "../../contract/judge.js";
import type { Lens } from "../../contract/lens.js";
import { lifeFindings } from "../../contract/life.js";
import { attributeFindings } from "../../contract/listener.js";
import type { RequestDraft } from "../../contract/request.js";
import { customFindings } from "../../contract/shape.js";
import type { Situation } from "../../contract/situations.js";
import type { Specimen } from "../../generators/specimen.js";
import { readLoadBalancerStatus } from "../session/listener-reads.js";
import type { Attempt, Session } from "../session/session.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../stage/followed-listener.js";
import { borrow, borrowFor, clearDryRunPlace } from "../stage/lending.js";
import type { Evidence } from "./evidence.js";

/** What one case showed. */
export type Trial =
  /** The target answered; findings may be none. */
  | {
      readonly is: "judged";
      /** The request as sent. */
      readonly draft: RequestDraft;
      readonly evidence: readonly Evidence[];
      readonly customs: readonly Finding[];
      /** The case that was put in place of the one that was wanted. */
      readonly specimen?: Specimen;
    }
  /** No usable answer: connection lost, time-out, throttled to the end of patience. */
  | { readonly is: "unanswered"; readonly attempt: Attempt }
  /** A prerequisite was not observed. */
  | {
      readonly is: "inconclusive";
      readonly reason: string;
      /** It is the control twin that was not accepted. */
      readonly refusedTwin?: true;
    }
  /** The generator and the judge disagree on what the request breaks: a fault of this suite. */
  | { readonly is: "suite-fault"; readonly reason: string };

/** Knows which control twins were accepted; each is sent once. */
export interface Controls {
  /** Puts the twin through the dry-run lens. `undefined` when it was accepted, else what came instead. */
  byDryRun(specimen: Specimen): Promise<string | undefined>;
  /** Puts the twin to an idle load balancer that is in this case's hands. `undefined` when it was accepted, else what came instead. */
  on(one: BorrowedLoadBalancer, specimen: Specimen): Promise<string | undefined>;
}

/** How thoroughly a case is tried. */
interface TrialSettings {
  /** The control twin is really created on the load balancer that has just refused, which shows that the refusal had no effect. */
  readonly createTwin: boolean;
}

/**
 * Puts one case to the target.
 * @param depth number of the case among those of its clause
 * @param controls memory of control twins
 */
export async function tryCase(
  session: Session,
  specimen: Specimen,
  lens: Lens,
  depth: number,
  controls: Controls,
  settings: TrialSettings,
): Promise<Trial> {
  const classification = classify(specimen.draft);
  const fault = disagreement(specimen, classification);
  if (fault !== undefined) return { is: "suite-fault", reason: fault };
  const put = { session, specimen, classification, controls, depth };
  if (lens === "dry-run") return tryDryRun(put);
  return specimen.violation === undefined ? tryCreation(put) : tryRefusedCreation(put, settings);
}

interface Put {
  readonly session: Session;
  readonly specimen: Specimen;
  readonly classification: Classification;
  readonly controls: Controls;
  readonly depth: number;
}

function disagreement({ draft, violation }: Specimen, { violations, unspecified }: Classification): string | undefined {
  const expected = violation === undefined ? [] : [violation];
  if (unspecified.length === 0 && violations.length === expected.length && violations.every((one) => one === violation))
    return undefined;
  return `a case made to break [${expected}] is read as breaking [${violations}] and leaving open [${unspecified}]: ${JSON.stringify(draft).slice(0, 300)}`;
}

async function tryDryRun({ session, specimen, classification, controls, depth }: Put): Promise<Trial> {
  const twin = await controls.byDryRun(specimen);
  if (twin !== undefined) return { is: "inconclusive", reason: twin, refusedTwin: true };
  const attempt = await session.send(through("dry-run", specimen.draft), { depth });
  if (attempt.answer.is === "accepted") await clearDryRunPlace(session, attempt.sent.loadBalancerId);
  return judged(attempt, "dry-run", specimen, judge(attempt.draft, attempt.answer, classification), [attempt.exchange]);
}

/** The request had a token of its own or none: it is no replay. */
const ID_OF_ANOTHER: Finding = {
  about: "create-listener.response.listener-id-unique",
  expected: "a ListenerId of its own",
  got: "the ListenerId of an earlier listener",
};

async function tryCreation({ session, specimen, classification, depth }: Put): Promise<Trial> {
  return borrowFor(session, depth, specimen.draft, async (one) => {
    const attempt = await one.create(specimen.draft);
    const findings = judge(attempt.draft, attempt.answer, classification);
    if (attempt.answer.is !== "accepted") return judged(attempt, "create", specimen, findings, [attempt.exchange]);
    const listener = attempt.answer.listenerId === undefined ? undefined : one.listeners.get(attempt.answer.listenerId);
    if (listener === undefined) return judged(attempt, "create", specimen, findings, [attempt.exchange]);
    const life = await followToRunning(session, one, listener);
    const all = [...findings, ...life, ...(listener.announcedBefore ? [ID_OF_ANOTHER] : [])];
    return judged(attempt, "create", specimen, all, [attempt.exchange, ...listener.exchanges]);
  });
}

/**
 * Follows a created listener to Running: attributes at the first read and at the last, and its life.
 * @param one where it was created
 */
async function followToRunning(
  session: Session,
  one: BorrowedLoadBalancer,
  listener: FollowedListener,
): Promise<Finding[]> {
  await one.read(listener);
  await one.waitRunning(listener);
  listener.judged = true;
  const views = listener.history.flatMap((read) => (read.is === "found" ? [read.view] : []));
  const [first, last] = [views[0], views.at(-1)];
  const { draft, sent } = listener.attempt;
  const found = [
    ...(first === undefined ? [] : attributeFindings(draft, sent, first)),
    ...(last === undefined || last === first ? [] : attributeFindings(draft, sent, last)),
    ...lifeFindings(listener.history, session.config.waits.listenerRunning, listener.watchedToEnd),
  ];
  return firstOfEach(found);
}

async function tryRefusedCreation(put: Put, { createTwin }: TrialSettings): Promise<Trial> {
  const { session, specimen, classification, controls, depth } = put;
  const makes = createTwin || !session.lenses.includes("dry-run") ? "listeners" : "nothing";
  const tryOn = async (one: BorrowedLoadBalancer) => {
    const wasActive = createTwin && (await readLoadBalancerStatus(session.client, one.id)) === "Active";
    const tried = await one.create(specimen.draft);
    const findings = judge(tried.draft, tried.answer, classification);
    const effects = tried.answer.is === "refused" ? await effectsOf(put, one, { createTwin, wasActive }) : noEffects;
    return { tried, findings, effects };
  };
  const { tried, findings, effects } = await borrowFor(session, depth, specimen.draft, tryOn, makes);
  if (await isStale(session, specimen, tried, findings)) {
    return { is: "inconclusive", reason: `the situation that ${specimen.violation} needs is no longer there` };
  }
  const twin =
    effects.twin === "not-tried" && tried.answer.is === "refused"
      ? await borrow(
          session,
          depth,
          1,
          async ([one]) => (one === undefined ? undefined : controls.on(one, specimen)),
          makes,
        )
      : undefined;
  const refusedTwin = typeof effects.twin === "object" ? effects.twin.got : twin;
  if (refusedTwin !== undefined) return { is: "inconclusive", reason: refusedTwin, refusedTwin: true };
  return judged(tried, "create", specimen, [...findings, ...effects.findings], [tried.exchange]);
}

/** What a refusal left behind, and how the control twin fared on the same load balancer. */
interface Effects {
  readonly findings: readonly Finding[];
  readonly twin: "accepted" | "not-tried" | { readonly got: string };
}

const noEffects: Effects = { findings: [], twin: "not-tried" };

/** Looks at the load balancer after a refused creation: it was idle, and in nobody else's hands. */
async function effectsOf(
  { session, specimen, controls }: Put,
  one: BorrowedLoadBalancer,
  { createTwin, wasActive }: TrialSettings & { readonly wasActive: boolean },
): Promise<Effects> {
  const about = "create-listener.error.no-effect";
  const { loadBalancer } = specimen.draft;
  if (loadBalancer.is !== "situation" || loadBalancer.situation !== "load-balancer/idle") return noEffects;
  const standing = session.capabilities.listsListeners ? await one.standing() : undefined;
  const [left] = standing ?? [];
  if (left !== undefined) {
    one.suspectLeftovers();
    const got = `listener ${left.listenerId ?? "without an id"}`;
    return { findings: [{ about, expected: "no listener after a refusal", got }], twin: "accepted" };
  }
  if (!createTwin || specimen.control === undefined)
    return { findings: [], twin: twinOf(await controls.on(one, specimen)) };
  const twin = await one.create(specimen.control);
  if (twin.answer.is === "refused" && isTaken(twin.answer.code, wasActive)) {
    one.suspectLeftovers();
    const got = describeAnswer(twin.answer);
    return {
      findings: [{ about, expected: "the load balancer is still free after a refusal", got }],
      twin: "accepted",
    };
  }
  const accepted = twin.answer.is === "accepted" || twin.answer.is === "dry-run-passed";
  return { findings: [], twin: twinOf(accepted ? undefined : notAccepted(twin)) };
}

/** Whether a creation's refusal shows that the load balancer, known to have been free before, is not so any more. */
function isTaken(code: string | undefined, wasActive: boolean): boolean {
  if (code === "OperationDenied.TooManyListeners") return true;
  return wasActive && (code === "IncorrectStatus.LoadBalancer" || code === "IncorrectBusinessStatus.LoadBalancer");
}

const twinOf = (problem: string | undefined): Effects["twin"] =>
  problem === undefined ? "accepted" : { got: problem };

/** A control twin that was not accepted, in words. */
export function notAccepted({ answer }: Attempt): string {
  return `the same request without the defect was not accepted: ${describeAnswer(answer)}`;
}

const PASSING_STATES: ReadonlySet<Situation> = new Set(["load-balancer/provisioning", "load-balancer/configuring"]);

/** Whether a load balancer that should have been in a passing state has left it: then an acceptance shows nothing. */
async function isStale(
  session: Session,
  { draft }: Specimen,
  attempt: Attempt,
  findings: readonly Finding[],
): Promise<boolean> {
  const { loadBalancer, serverGroup } = draft;
  if (findings.length === 0 || attempt.answer.is !== "accepted") return false;
  if (serverGroup.is === "situation" && session.situations.find(serverGroup.situation)?.racy) return true;
  if (loadBalancer.is !== "situation" || !PASSING_STATES.has(loadBalancer.situation)) return false;
  if (session.situations.find(loadBalancer.situation)?.racy) return true;
  const id = attempt.sent.loadBalancerId;
  return id !== undefined && (await readLoadBalancerStatus(session.client, id)) === "Active";
}

function judged(
  attempt: Attempt,
  lens: Lens,
  { violation }: Specimen,
  findings: readonly Finding[],
  exchanges: Evidence["exchanges"],
): Trial {
  const { answer, exchange } = attempt;
  if (answer.is === "throttled" || answer.is === "no-answer") return { is: "unanswered", attempt };
  const headers = exchange.outcome.is === "response" ? exchange.outcome.response.headers : {};
  return {
    is: "judged",
    draft: attempt.draft,
    evidence: findings.map((finding) => ({ finding, lens, violation, attempt, exchanges })),
    customs: customFindings(answer, headers),
  };
}
