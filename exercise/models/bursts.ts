/** Requests that overlap: what was asked and answered must be what some order of the requests, one after another, would have given. */

import {
  type Account,
  describeOperation,
  describeResult,
  keyOfAccount,
  NEW_ACCOUNT,
  type Operation,
  type Result,
  step,
} from "../../contract/model.js";
import { isOfOthersUnderWay } from "../../contract/passing-errors.js";
import type { Profile } from "../../contract/profile.js";
import type { TimedOperation } from "../../evidence/counterexample.js";
import type { Evidence } from "../cases/evidence.js";
import type { Check } from "../check/check.js";
import { ESSENTIAL_DEPTH } from "../stage/asking.js";
import type { BorrowedLoadBalancer } from "../stage/borrowed-load-balancer.js";
import { BURSTS, type Burst, type BurstEntry, runBurst } from "./burst.js";
import {
  type History,
  type HistoryEntry,
  lastAnswer,
  linearize,
  type SequentialModel,
  shortestInconsistency,
} from "./linearizability.js";

/** How often each burst is repeated: a race is lost by chance. */
const ROUNDS: Readonly<Record<Profile, number>> = { smoke: 1, standard: 2, full: 4 };

export const ACCOUNT_MODEL: SequentialModel<Account, Operation, Result> = {
  initial: NEW_ACCOUNT,
  next: (account, operation, result) => step(account, operation, result ?? { is: "unknown" }),
  keyOf: keyOfAccount,
};

/** Lets bursts loose and looks for an order that explains each. */
export async function runBursts(check: Check): Promise<void> {
  const rounds = ROUNDS[check.session.profile];
  await Promise.all(
    BURSTS.map(async (burst) => {
      for (let round = 0; round < rounds; round += 1) if (!(await runAndReport(check, burst, round))) break;
    }),
  );
}

/** @returns whether the burst could be explained */
async function runAndReport(check: Check, burst: Burst, round: number): Promise<boolean> {
  const kind = kindOfBurst(burst);
  // The first round is for every target, the others for those with time to spare.
  const judgement = await letLoose(check, burst, round * ESSENTIAL_DEPTH);
  if (judgement.is === "not-lent") return true;
  check.log.cases += 1;
  if (judgement.is === "undecided") check.inconclusive("the answers to a burst were too many to be put in order");
  if (judgement.is === "unanswered") check.inconclusive("no request of a burst was answered");
  if (judgement.is === "explained" || judgement.is === "unexplained") check.log.judged += 1;
  if (judgement.is !== "unexplained") return true;
  if (check.log.replayed.has(kind)) return false;
  const { evidence, history } = judgement;
  const byValue = { is: "burst", ...burst } as const;
  const again = [await letLoose(check, burst, 0), await letLoose(check, burst, 0)];
  const reproducible = again.every(({ is }) => is === "unexplained") ? "reproducible" : "flaky";
  check.fails(evidence, { kind, byValue, history, shrinkRequests: 0, reproducible });
  return false;
}

/** Lets one burst loose on a load balancer that is lent for it. */
async function letLoose(check: Check, burst: Burst, depth: number): Promise<BurstJudgement> {
  const judgements: BurstJudgement[] = [];
  await check.withLoadBalancer(
    depth,
    async (one) => {
      judgements.push(await judgeBurst(check, one, burst));
    },
    "all that fit",
  );
  return judgements[0] ?? { is: "not-lent" };
}

/** What tells a failure of one burst from those of others. */
export const kindOfBurst = ({ name }: Pick<Burst, "name">) => `burst of ${name}`;

/** What a burst showed. */
export type BurstJudgement =
  /** `not-lent`: there was no load balancer for it, which the log says. */
  | { readonly is: "explained" | "undecided" | "unanswered" | "not-lent" }
  | { readonly is: "unexplained"; readonly evidence: Evidence; readonly history: readonly TimedOperation[] };

/** Lets a burst loose on a load balancer and looks for an order that explains the answers. */
export async function judgeBurst(check: Check, one: BorrowedLoadBalancer, burst: Burst): Promise<BurstJudgement> {
  const entries = (await runBurst(check, one, burst)).filter(({ result }) => !isPutOff(result));
  if (entries.every(({ result }) => result === undefined)) return { is: "unanswered" };
  const { is } = linearize(ACCOUNT_MODEL, entries);
  if (is === "linearizable") return { is: "explained" };
  if (is === "undecided") return { is };
  one.suspectLeftovers();
  return unexplained(burst, entries);
}

/** A request that was put off because it met another one has had no effect; that there is none shows in the others. */
const isPutOff = (result: Result | undefined) => result?.is === "refused" && isOfOthersUnderWay(result);

function unexplained(burst: Burst, entries: readonly BurstEntry[]): BurstJudgement {
  const shortest = shortestInconsistency(ACCOUNT_MODEL, entries, mayBeLeftOut);
  const involved = shortest.flatMap((entry) => entries.filter((one) => isSame(one, entry)));
  const impossible = lastAnswer(shortest);
  const shown = entries.find((entry) => impossible !== undefined && isSame(entry, impossible)) ?? entries[0];
  if (impossible === undefined || shown === undefined) return { is: "undecided" };
  const history = inWords(shortest);
  const { operation, result } = history[shortest.indexOf(impossible)] ?? {};
  const evidence: Evidence = {
    finding: {
      about: "case",
      expected: `answers that some order of the requests explains (burst: ${burst.name})`,
      got: `${operation}: ${result}, which no order explains`,
    },
    lens: "create",
    violation: undefined,
    attempt: shown.attempt,
    exchanges: [...new Set(involved.map((entry) => entry.attempt.exchange))],
  };
  return { is: "unexplained", evidence, history };
}

type Entry = HistoryEntry<Operation, Result>;

const isSame = (a: Entry, b: Entry) => a.client === b.client && a.invokedAt === b.invokedAt;

/**
 * Whether a history that can be explained can be explained without this entry too: it had no effect, or an earlier one had it, and no
 * other entry hangs on it.
 */
export function mayBeLeftOut(entry: Entry, among: readonly Entry[]): boolean {
  const { operation, result } = entry;
  if (operation.is === "read" || operation.is === "list") return true;
  if (operation.is !== "create") return false;
  if (result?.is === "accepted") return among.some((other) => isEarlierTwin(other, entry));
  if (result?.is !== "refused") return false;
  // A refusal may use its token up, and a token that is sent with different requests is open from then on.
  return among.every(
    (other) =>
      other === entry ||
      other.operation.is !== "create" ||
      operation.token === undefined ||
      other.operation.token !== operation.token ||
      (other.operation.says === operation.says && !isIdempotent(other.result)),
  );
}

/** Whether both were told of the same listener under the same token, one before the other. */
function isEarlierTwin(one: Entry, other: Entry): boolean {
  if (one.operation.is !== "create" || other.operation.is !== "create") return false;
  const sameToken = one.operation.token !== undefined && one.operation.token === other.operation.token;
  const sameListener =
    one.result?.is === "accepted" && other.result?.is === "accepted" && one.result.listener === other.result.listener;
  return sameToken && sameListener && one.returnedAt < other.returnedAt;
}

const isIdempotent = (result: Result | undefined) => result?.is === "refused" && /^Idempot/u.test(result.code ?? "");

/**
 * A history in words: ids of the target are numbered, times counted from the first.
 * @param history entries in the order of their invocation
 */
export function inWords(history: History<Operation, Result>): readonly TimedOperation[] {
  const begin = Math.min(...history.map(({ invokedAt }) => invokedAt));
  const name = namer();
  return history.map(({ client, operation, result, invokedAt, returnedAt }) => ({
    client,
    operation: describeOperation(renamed(operation, name)),
    ...(result === undefined ? {} : { result: describeResult(renamedResult(result, name)) }),
    invokedAt: hundredths(invokedAt - begin),
    returnedAt: hundredths(returnedAt - begin),
  }));
}

const hundredths = (ms: number) => Math.round(ms * 100) / 100;

type Namer = (kind: "listener" | "load balancer" | "token", id: string) => string;

/** Numbers ids of a kind in the order in which they are asked for. */
function namer(): Namer {
  const numbers = new Map<string, string[]>();
  return (kind, id) => {
    const known = numbers.get(kind) ?? [];
    if (!known.includes(id)) known.push(id);
    numbers.set(kind, known);
    return `${kind} ${known.indexOf(id) + 1}`;
  };
}

function renamed(operation: Operation, name: Namer): Operation {
  if ("listener" in operation) return { ...operation, listener: name("listener", operation.listener) };
  const loadBalancer = name("load balancer", operation.loadBalancer);
  if (operation.is !== "create" || operation.token === undefined) return { ...operation, loadBalancer };
  return { ...operation, loadBalancer, token: name("token", operation.token).replace("token ", "") };
}

function renamedResult(result: Result, name: Namer): Result {
  if (result.is === "accepted" && result.listener !== undefined)
    return { ...result, listener: name("listener", result.listener) };
  if (result.is === "listed") return { ...result, listeners: result.listeners.map((id) => name("listener", id)) };
  return result;
}
