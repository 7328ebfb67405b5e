/** Requests that overlap on one load balancer where at most one of them has an effect: the others must have none on it, nor it on them. */
import type { Answer } from "../contract/answer.js";
import { judge } from "../contract/judge.js";
import { attributeFindings } from "../contract/listener.js";
import { isOfOthersUnderWay } from "../contract/passing-errors.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import type { Check } from "../exercise/check/check.js";
import type { Attempt, CallOptions } from "../exercise/session/session.js";
import { type BorrowedLoadBalancer, listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../exercise/stage/followed-listener.js";

/** A request of a crowd, and how it is put. */
interface Member {
  readonly draft: RequestDraft;
  readonly as: "creation" | "refused creation" | "dry run";
}

/** Requests that leave together for one load balancer. */
export interface Crowd {
  readonly name: string;
  readonly members: readonly Member[];
}

const CREATION: Member = {
  as: "creation",
  draft: { ...MINIMAL_DRAFT, listenerDescription: "overlapped", tcpIdleTimeout: 450, tags: [{ key: "k", value: "v" }] },
};
const refused = (change: Partial<RequestDraft>): Member => ({
  as: "refused creation",
  draft: { ...MINIMAL_DRAFT, clientToken: { is: "unique", text: "refused" }, ...change },
});
const dryRun = (change: Partial<RequestDraft> = {}): Member => ({
  as: "dry run",
  draft: { ...MINIMAL_DRAFT, ...change },
});

const REFUSED: readonly Member[] = [
  refused({ tcpIdleTimeout: 59 }),
  refused({ listenerDescription: "a" }),
  refused({ tags: [{ key: "aliyun", value: "v" }] }),
  refused({ serverGroup: { is: "unknown", salt: 3 } }),
];
const DRY_RUNS: readonly Member[] = [
  dryRun(),
  dryRun({ tcpIdleTimeout: 60 }),
  dryRun({ clientToken: { is: "unique", text: "dry" } }),
  dryRun({ listenerDescription: "dry-run" }),
];
/** The creation goes out behind some of the others and before some. */
const around = (others: readonly Member[]): readonly Member[] => [...others.slice(0, 3), CREATION, ...others.slice(3)];

export const CROWDS: readonly Crowd[] = [
  { name: "refused creations and a creation", members: around(REFUSED) },
  { name: "dry runs and a creation", members: around(DRY_RUNS) },
  { name: "dry runs", members: [...DRY_RUNS, dryRun({ tcpIdleTimeout: 59 })] },
  { name: "refused creations and dry runs", members: [...REFUSED.slice(0, 2), ...DRY_RUNS.slice(0, 3)] },
];

/** A member and what it was answered. */
interface Answered extends Member {
  readonly attempt: Attempt;
}

/** Sends a crowd to an idle load balancer. @returns its members with their answers */
async function letLoose(check: Check, one: BorrowedLoadBalancer, { members }: Crowd): Promise<readonly Answered[]> {
  await one.ensureFree();
  const send = ({ as, draft }: Member, call: CallOptions) =>
    as === "dry run" ? one.dryRun(draft, { call }) : one.create(draft, { call });
  return check.session.client.together(members.length, (places) =>
    Promise.all(members.map(async (member) => ({ ...member, attempt: await send(member, { places }) }))),
  );
}

/**
 * Each member of a crowd is answered as it would be alone, or put off as one that meets another; and what stands afterwards is what the
 * answers say.
 */
export async function expectNoEffectOnNeighbours(check: Check, crowd: Crowd, depth: number): Promise<void> {
  const course = async (one: BorrowedLoadBalancer) => {
    const answered = await letLoose(check, one, crowd);
    const exchanges = answered.map(({ attempt }) => attempt.exchange);
    const isThrottled = ({ attempt }: Answered) => attempt.answer.is === "throttled";
    const creation = answered.find(({ as }) => as === "creation");
    const mayBeFull = creation?.attempt.answer.is === "accepted";
    const others = answered.filter((one) => !isThrottled(one));
    const unanswered = answered.find(({ attempt }) => attempt.answer.is === "no-answer");
    // A throttled member was put off; but what a creation that was put off has made, and what nobody was answered beside it, shows nothing.
    const lost = unanswered ?? (creation !== undefined && isThrottled(creation) ? creation : undefined);
    const throttled = answered.find(isThrottled);
    if (lost !== undefined || others.length < 2) {
      const { attempt } = lost ?? throttled ?? answered[0] ?? {};
      check.inconclusive(`one of several requests was not answered${attempt ? `: ${answerInWords(attempt)}` : ""}`);
      return;
    }
    if (throttled !== undefined) tellPutOff(check, crowd, throttled);
    for (const { attempt, as } of others) {
      const finding = { expected: `${EXPECTED[as]} (beside ${crowd.name})`, got: answerInWords(attempt) };
      check.expect(isAllowed(attempt, as, mayBeFull), attempt, finding, exchanges);
    }
    await expectWhatIsAnnounced(check, one, answered);
  };
  const makes = crowd.members.some(({ as }) => as === "creation") ? "listeners" : "nothing";
  await check.withLoadBalancer(depth, course, makes);
}

/** That requests are put off for meeting others is no fault, and told once for all clauses. */
function tellPutOff({ log }: Check, { name }: Crowd, { attempt }: Answered): void {
  const requirement = "create-listener.concurrency.answers-under-overlap";
  log.observeElsewhere({ requirement, question: `beside ${name}`, behaviour: answerInWords(attempt), times: 1 });
}

const EXPECTED: Readonly<Record<Member["as"], string>> = {
  creation: "accepted, or put off",
  "refused creation": "its own refusal, or put off",
  "dry run": "code DryRunOperation or its own refusal, or put off",
};

/** @param mayBeFull whether a creation was made beside it, so that there may have been no room any more */
function isAllowed({ draft, answer }: Attempt, as: Member["as"], mayBeFull: boolean): boolean {
  if (isPutOff(answer)) return true;
  const full = answer.is === "refused" && answer.code === "OperationDenied.TooManyListeners" && mayBeFull;
  if (as === "creation") return answer.is === "accepted";
  if (full) return true;
  // The judge knows which answers this request can have; those to a dry run include that it passes.
  return answer.is !== "accepted" && judge(draft, answer).every(({ about }) => about !== "case");
}

/** Refused because another request is under way: the page names no such errors but one, siblings have more. */
function isPutOff(answer: Answer): boolean {
  if (answer.is !== "refused") return false;
  return answer.code === "IncorrectStatus.LoadBalancer" || isOfOthersUnderWay(answer);
}

async function expectWhatIsAnnounced(
  check: Check,
  one: BorrowedLoadBalancer,
  answered: readonly Answered[],
): Promise<void> {
  const [shown] = answered;
  if (shown === undefined) return;
  const { attempt } = answered.find(({ as }) => as === "creation") ?? shown;
  const exchanges = answered.map((member) => member.attempt.exchange);
  const listener = listenerOf(one, attempt);
  if (listener !== undefined) {
    const read = await one.read(listener);
    const seen = [...exchanges, read.exchange];
    const lost = { expected: "the listener that was announced", got: "not found" };
    check.expect(read.is !== "not-found", attempt, lost, seen);
    if (read.is === "found") {
      const [different] = attributeFindings(attempt.draft, attempt.sent, read.view);
      if (different !== undefined) check.expect(false, attempt, { ...different, about: "case" }, seen);
    }
  }
  const standing = await one.standing();
  if (standing === undefined) return;
  // Whether the announced one is there is for the single read to say: lists may lag behind.
  const others = standing.filter(({ listenerId }) => listenerId !== listener?.listenerId);
  if (others.length > 0) one.suspectLeftovers();
  const finding = { expected: "no listener but the one that was announced", got: `${others.length} others` };
  check.expect(others.length === 0, attempt, finding, exchanges);
}

const NOTHING_IS_DELETED = "listeners cannot be removed here";

/** A creation meets the deletion of the listener before it. It may be refused; where it is accepted, its listener stays. */
export async function createWhileDeleting(check: Check, depth: number): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    if (check.session.stage.removal === "impossible") return check.notApplicable(NOTHING_IS_DELETED);
    const first = listenerOf(one, await one.create(MINIMAL_DRAFT));
    if (first === undefined || !(await one.waitRunning(first))) return check.inconclusive("no listener to delete");
    const { client } = check.session;
    const [, attempt] = await client.together(2, (places) =>
      Promise.all([
        client.call("DeleteListener", [["ListenerId", first.listenerId]], { places }),
        one.create(CREATION.draft, { call: { places } }),
      ]),
    );
    const seen = await outcomeBesideDeletion(one, first, attempt);
    if (seen !== undefined) check.expect(seen.isAllowed, attempt, seen, [first.attempt.exchange, ...seen.exchanges]);
    return undefined;
  });
}

/**
 * What became of a creation that met a deletion. Which of the two came first is chance, and so is what is seen of it: it is one case either way.
 * @param first the listener that was deleted
 */
async function outcomeBesideDeletion(one: BorrowedLoadBalancer, first: FollowedListener, attempt: Attempt) {
  const { answer, exchange } = attempt;
  const expected = "accepted with a listener of its own, which stays, or refused with HTTP 4xx";
  const exchanges = [exchange];
  if (answer.is !== "accepted") {
    const isAllowed = answer.is !== "server-error" && answer.is !== "dry-run-passed";
    return { isAllowed, expected, got: answerInWords(attempt), exchanges };
  }
  if (answer.listenerId === first.listenerId)
    return { isAllowed: false, expected, got: "the ListenerId of the one that is deleted", exchanges };
  const second = listenerOf(one, attempt);
  if (second === undefined) return undefined;
  await one.remove(first.listenerId);
  await one.waitRunning(second);
  const read = await one.read(second);
  const got = "the listener that was announced is not found";
  return { isAllowed: read.is !== "not-found", expected, got, exchanges: [exchange, read.exchange] };
}
