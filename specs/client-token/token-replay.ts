/** Sequences of requests that use one client token more than once. */

import { setTimeout as sleep } from "node:timers/promises";
import { RUNNING } from "../../contract/life.js";
import { isConflict } from "../../contract/passing-errors.js";
import type { Profile } from "../../contract/profile.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../../exercise/stage/followed-listener.js";
import { ESSENTIAL_DEPTH } from "../../exercise/stage/stage.js";
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

async function beginReplay(
  check: Check,
  one: BorrowedLoadBalancer | undefined,
  { draft, clientToken }: Pick<ReplayCourse, "draft" | "clientToken">,
  toRunning = true,
): Promise<ReplayCourse | undefined> {
  if (one === undefined) return undefined;
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
async function endReplay(check: Check, { one, draft, clientToken, first, listener }: ReplayCourse): Promise<void> {
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

/** Replays some seconds later. Meanwhile other listeners are made and removed, so that a short memory for tokens forgets the first ones. */
export async function replayLater(check: Check): Promise<void> {
  const { session } = check;
  const end = performance.now() + session.config.waits.tokenReplay;
  let others: Others | undefined;
  await Promise.all(
    REPLAYED.map((draft) =>
      check.withLoadBalancer(0, async (one) => {
        const begun = await beginReplay(check, one, { draft, clientToken: `${session.tokenStem()}-later` });
        if (begun === undefined) return;
        others ??= comeAndGo(check, end);
        // What becomes of them is told below; until then nobody waits for them, since they may want the load balancer of this replay.
        others.sent.catch(() => undefined);
        await sleep(Math.max(0, end - performance.now()));
        while (!others.isEnough()) await sleep(50);
        await endReplay(check, begun);
      }),
    ),
  );
  await others?.sent;
}

/** Other requests sent, and other listeners made, meanwhile. */
const OTHERS: Readonly<Record<Profile, { readonly requests: number; readonly listeners: number }>> = {
  smoke: { requests: 60, listeners: 8 },
  standard: { requests: 300, listeners: 96 },
  full: { requests: 300, listeners: 96 },
};

/** Times the wait for replays that other listeners may take. */
const LONGEST = 4;

interface Others {
  /** Whether as many listeners were made as are wanted, or no more are to be waited for. */
  readonly isEnough: () => boolean;
  readonly sent: Promise<unknown>;
}

/**
 * Sends other requests, and makes other listeners where there is room for them, until there are enough. When the wait for replays is over it goes
 * on only where `LONGEST` times that wait will do: how busy the suite's own machine is must not decide what is noticed.
 */
function comeAndGo(check: Check, end: number): Others {
  const { session } = check;
  const earlier = session.knowledge.listeners;
  const dryRun = { ...MINIMAL_DRAFT, dryRun: true, clientToken: { is: "unique", text: "between" } } as const;
  const others = OTHERS[session.profile];
  const last = end + (LONGEST - 1) * session.config.waits.tokenReplay;
  let isHopeless: boolean | undefined;
  const isEnough = () => {
    const made = session.knowledge.listeners - earlier;
    const now = performance.now();
    if (now >= end) isHopeless ??= made * LONGEST < others.listeners;
    return made >= others.listeners || isHopeless === true || now >= last || session.stage.leftMs === 0;
  };
  const requests = session.isRationed ? 10 : others.requests;
  const sent = Promise.all([
    ...Array.from({ length: requests }, (_, depth) => session.send(dryRun, { depth })),
    ...Array.from({ length: others.listeners }, (_, i) =>
      check.withLoadBalancer(ESSENTIAL_DEPTH + i, async (one) => {
        if (!isEnough()) await one.create({ ...MINIMAL_DRAFT, clientToken: { is: "unique", text: "other" } });
      }),
    ),
  ]);
  return { isEnough, sent };
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
      const isPutOff = answer.is === "refused" && isConflict(answer);
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
