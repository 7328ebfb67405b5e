/** Sequences of requests that use one client token more than once. */
import { RUNNING } from "../../contract/life.js";
import { isOfOthersUnderWay } from "../../contract/passing-errors.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../../exercise/stage/followed-listener.js";
import type { TokenForm } from "../../generators/client-token.js";
import { plainTags } from "../../generators/tag.js";
import { expectUnchanged } from "../errors/occupied-load-balancer.js";

/** Requests that are replayed: the plainest, and one with every parameter. */
export const REPLAYED: readonly RequestDraft[] = [
  MINIMAL_DRAFT,
  {
    ...MINIMAL_DRAFT,
    listenerDescription: "replayed-listener",
    tcpIdleTimeout: 400,
    dryRun: false,
    tags: plainTags(3),
  },
];

/** When a request is replayed. */
export type Moment = "at-once" | "when-running";

/**
 * A creation under a token, and replays of it.
 * @param draft the request, its own token ignored
 */
export async function replayOnce(
  check: Check,
  draft: RequestDraft,
  token: string,
  moment: Moment,
  depth: number,
): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    const clientToken = `${check.session.tokenStem()}-${token}`;
    const begun = await beginReplay(check, one, { draft, clientToken }, moment === "when-running");
    if (begun === undefined) return;
    await endReplay(check, begun);
  });
}

/** A creation under a token of some form, and replays of it. */
export async function replayForm(check: Check, { of }: TokenForm, depth: number): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    const clientToken = of(check.session.tokenStem());
    const begun = await beginReplay(check, one, { draft: MINIMAL_DRAFT, clientToken }, false);
    if (begun !== undefined) await endReplay(check, begun);
  });
}

/**
 * The same under a token that somebody may have used before: only where it makes a new listener something is known, and only a read tells whose it
 * is.
 */
export async function replayCommonToken(check: Check, clientToken: string, depth: number): Promise<void> {
  const { reader, stage } = check.session;
  if (!reader.shows) return;
  await check.withLoadBalancer(depth, async (one) => {
    const first = await one.create(MINIMAL_DRAFT, { clientToken });
    const listener = listenerOf(one, first);
    if (listener === undefined) return;
    const read = listener.announcedBefore ? undefined : await one.read(listener);
    if (read?.is === "found") return endReplay(check, { one, draft: MINIMAL_DRAFT, clientToken, first, listener });
    // It may be somebody's whose token that was, or stand here: it is left alone, and so is the place.
    if (read !== undefined && read.is !== "not-found") stage.retire(one.id);
    one.forget(listener.listenerId);
  });
}

/** A listener whose creation is going to be replayed. */
interface ReplayCourse {
  readonly one: BorrowedLoadBalancer;
  readonly draft: RequestDraft;
  readonly clientToken: string;
  readonly first: Attempt;
  readonly listener: FollowedListener;
}

/**
 * A creation under a token, whose listener is followed.
 * @param toRunning whether it is waited for until it runs
 * @returns `undefined` where there is nothing to replay, which is noted
 */
export async function beginReplay(
  check: Check,
  one: BorrowedLoadBalancer,
  { draft, clientToken }: Pick<ReplayCourse, "draft" | "clientToken">,
  toRunning = true,
): Promise<ReplayCourse | undefined> {
  const first = await one.create(draft, { clientToken });
  const listener = startOf(check, one, first);
  if (listener === undefined) return undefined;
  if (toRunning && !(await one.waitRunning(listener))) {
    check.inconclusive("the listener to replay did not reach Running");
    return undefined;
  }
  return { one, draft, clientToken, first, listener };
}

/** What a replay does to its listener may last for a moment only: a read leaves right behind the second one. */
export async function endReplay(
  check: Check,
  { one, draft, clientToken, first, listener }: ReplayCourse,
): Promise<void> {
  expectReplay(check, first, await one.create(draft, { clientToken }));
  const wasRunning = listener.running;
  const [replay, read] = await Promise.all([one.create(draft, { clientToken }), one.read(listener)]);
  expectReplay(check, first, replay);
  const { status = "no ListenerStatus" } = read.is === "found" ? read.view : {};
  const isKept = !wasRunning || read.is !== "found" || status === RUNNING;
  const finding = { expected: `the listener is still ${RUNNING} beside a replay`, got: status };
  check.expect(isKept, replay, finding, [first.exchange, replay.exchange, read.exchange]);
  await expectUnchanged(check, one, listener);
}

function startOf(check: Check, one: BorrowedLoadBalancer, first: Attempt): FollowedListener | undefined {
  const listener = listenerOf(one, first);
  if (listener !== undefined) return listener;
  if (first.answer.is === "accepted") check.inconclusive("the first creation named no listener");
  else check.expectAccepted(first);
  return undefined;
}

/** Notes whether a replay was answered with the first one's listener, or put off with an Idempot… error. */
export function expectReplay(check: Check, first: Attempt, replay: Attempt): void {
  const { answer } = replay;
  const expected = "the ListenerId of the first answer, or an Idempot… error";
  const exchanges = [first.exchange, replay.exchange];
  if (answer.is === "no-answer" || answer.is === "throttled") {
    check.inconclusive(`a replay was not answered: ${answerInWords(replay)}`);
  } else if (answer.is === "accepted") {
    const same = first.answer.is === "accepted" && answer.listenerId === first.answer.listenerId;
    check.expect(same, replay, { expected, got: "another ListenerId" }, exchanges);
  } else {
    const putOff = answer.is === "refused" && answer.status >= 400 && /^Idempot/u.test(answer.code ?? "");
    check.expect(putOff, replay, { expected, got: answerInWords(replay) }, exchanges);
  }
}

const BURST = 8;

/** One request sent several times at once under one token. */
export async function replayTogether(check: Check, depth: number): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    const clientToken = `${check.session.tokenStem()}-burst`;
    await one.ensureFree();
    const attempts = await check.session.client.together(BURST, (places) =>
      Promise.all(Array.from({ length: BURST }, () => one.create(MINIMAL_DRAFT, { clientToken, call: { places } }))),
    );
    const exchanges = attempts.map((attempt) => attempt.exchange);
    const [first] = attempts.filter(({ answer }) => answer.is === "accepted");
    const [shown] = attempts;
    if (first === undefined || shown === undefined) {
      if (shown !== undefined)
        check.expect(
          false,
          shown,
          { expected: "one of the replays is accepted", got: answerInWords(shown) },
          exchanges,
        );
      return;
    }
    const ids = new Set(
      attempts.flatMap(({ answer }) => (answer.is === "accepted" && answer.listenerId ? [answer.listenerId] : [])),
    );
    check.expect(ids.size <= 1, first, { expected: "one ListenerId", got: `${ids.size} ListenerIds` }, exchanges);
    for (const attempt of attempts) {
      const { answer } = attempt;
      // What was put off as meeting another request is to be repeated, and is a replay then.
      const isPutOff = answer.is === "refused" && isOfOthersUnderWay(answer);
      if (isPutOff) expectReplay(check, first, await one.create(MINIMAL_DRAFT, { clientToken }));
      else if (answer.is === "refused" || answer.is === "server-error") expectReplay(check, first, attempt);
    }
    const standing = await one.standing();
    if (standing === undefined) return;
    if (standing.length > 1) one.suspectLeftovers();
    check.expect(
      standing.length <= 1,
      first,
      { expected: "one listener", got: `${standing.length} listeners` },
      exchanges,
    );
  });
}

/**
 * Two requests with different tokens, or with none, each make a listener of its own: on two load balancers, or one after the other where
 * there is only one.
 * @param tokensOf the two tokens, made from a nonce; absent ones are not sent
 */
export async function twoRequests(
  check: Check,
  tokensOf: (nonce: string) => readonly [string | undefined, string | undefined],
  depth: number,
): Promise<void> {
  const count = check.session.stage.left.length > 1 ? 2 : 1;
  await check.withLoadBalancers(depth, count, async ([a, b = a]) => {
    if (a === undefined || b === undefined) return;
    const tokens = tokensOf(check.session.tokenStem());
    const options = (clientToken: string | undefined) => (clientToken === undefined ? {} : { clientToken });
    const first = await a.create(MINIMAL_DRAFT, options(tokens[0]));
    const made = startOf(check, a, first);
    if (made === undefined || (a === b && !(await makeRoom(check, a, made)))) return;
    const second = await b.create(MINIMAL_DRAFT, options(tokens[1]));
    await expectOwnListener(check, first, second, b);
  });
}

async function makeRoom(check: Check, one: BorrowedLoadBalancer, listener: FollowedListener): Promise<boolean> {
  const free = (await one.waitRunning(listener)) && (await one.remove(listener.listenerId)) && (await one.waitReady());
  if (!free) check.inconclusive("the first listener could not be removed to make room for the second");
  return free;
}

async function expectOwnListener(
  check: Check,
  first: Attempt,
  second: Attempt,
  one: BorrowedLoadBalancer,
): Promise<void> {
  const exchanges = [first.exchange, second.exchange];
  const { answer } = second;
  if (answer.is === "no-answer" || answer.is === "throttled") {
    check.inconclusive(`not answered: ${answerInWords(second)}`);
    return;
  }
  const own =
    answer.is === "accepted" && first.answer.is === "accepted" && answer.listenerId !== first.answer.listenerId;
  const got = answer.is === "accepted" ? "the listener of the other request" : answerInWords(second);
  check.expect(own, second, { expected: "a listener of its own", got }, exchanges);
  if (!own && answer.is === "accepted" && answer.listenerId !== undefined) one.forget(answer.listenerId);
  const listener = own ? listenerOf(one, second) : undefined;
  if (listener === undefined) return;
  const read = await one.read(listener);
  check.expect(read.is !== "not-found", second, { expected: "the listener that was announced", got: "not found" }, [
    ...exchanges,
    read.exchange,
  ]);
}
