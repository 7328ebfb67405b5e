/** Sequences of requests on a load balancer that has as many listeners as it takes, all but one of which stay out of it. */
import { RUNNING } from "../../contract/life.js";
import { attributeFindings } from "../../contract/listener.js";
import { isOfOthersUnderWay } from "../../contract/passing-errors.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import type { Attempt } from "../../exercise/session/session.js";
import type { BorrowedLoadBalancer } from "../../exercise/stage/borrowed-load-balancer.js";
import type { FollowedListener } from "../../exercise/stage/followed-listener.js";

const first: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "first-listener",
  tcpIdleTimeout: 100,
  tags: [{ key: "k", value: "first" }],
};
const second: RequestDraft = {
  ...MINIMAL_DRAFT,
  listenerDescription: "second-listener",
  tcpIdleTimeout: 200,
  tags: [{ key: "k", value: "second" }],
};

const OTHER_GROUP = "server-group/scheduler-3tch";
/** Nothing but the server group differs from the least request there is. */
const inOtherGroup: RequestDraft = { ...MINIMAL_DRAFT, serverGroup: { is: "situation", situation: OTHER_GROUP } };

/** Answers a load balancer may give to a further listener while its first one is still being made: it may be busy. */
const BUSY = "IncorrectStatus.LoadBalancer";
const FULL = "OperationDenied.TooManyListeners";

/**
 * Creates a listener and follows it to Running.
 * @returns `undefined` when there is nothing to go on with; why is in the log
 */
export async function occupy(
  check: Check,
  one: BorrowedLoadBalancer,
  draft: RequestDraft = first,
): Promise<FollowedListener | undefined> {
  const attempt = await one.create(draft);
  const listener =
    attempt.answer.is === "accepted" && attempt.answer.listenerId !== undefined
      ? one.listeners.get(attempt.answer.listenerId)
      : undefined;
  if (listener === undefined || !(await one.waitRunning(listener))) {
    check.inconclusive(`a listener to begin with could not be brought to Running: ${answerInWords(attempt)}`);
    return undefined;
  }
  return listener;
}

/** A second listener is refused, for real and in a dry run, and the first one stays as it is. */
export async function secondListener(check: Check): Promise<void> {
  await check.withLoadBalancer(
    0,
    async (one) => {
      const listener = await occupy(check, one);
      if (listener === undefined) return;
      await one.waitReady();
      const attempts: Attempt[] = [];
      if (check.session.lenses.includes("dry-run")) attempts.push(await one.dryRun(second));
      attempts.push(
        await one.create(second),
        await one.create({ ...second, clientToken: { is: "unique", text: "second" } }),
      );
      if (check.session.has(OTHER_GROUP)) attempts.push(await one.create(inOtherGroup));
      for (const attempt of attempts) expectFull(check, attempt);
      const illegal = await one.create({ ...second, tcpIdleTimeout: 59 });
      check.expect(illegal.answer.is === "refused", illegal, { expected: "refused", got: answerInWords(illegal) });
      await expectUnchanged(check, one, listener);
    },
    "all that fit",
  );
}

/** The same request twice, without a token, on one load balancer: the second one is no replay, so there is no room for it. */
export async function repeatWithoutToken(check: Check): Promise<void> {
  await check.withLoadBalancer(
    0,
    async (one) => {
      const listener = await occupy(check, one);
      if (listener === undefined) return;
      await one.waitReady();
      expectFull(check, await one.create(first));
      await expectUnchanged(check, one, listener);
    },
    "all that fit",
  );
}

function expectFull(check: Check, attempt: Attempt): void {
  const { answer } = attempt;
  check.expect(answer.is === "refused" && answer.code === FULL && answer.status === 400, attempt, {
    expected: `refused with HTTP 400 ${FULL}`,
    got: answerInWords(attempt),
  });
}

/** The listener on a load balancer is still the one that was made, in its state, alone. */
export async function expectUnchanged(
  check: Check,
  one: BorrowedLoadBalancer,
  listener: FollowedListener,
): Promise<void> {
  const wasRunning = listener.running;
  const read = await one.read(listener);
  const { attempt } = listener;
  if (read.is === "unreadable") {
    check.inconclusive(`the first listener could not be read: ${read.reason}`);
    return;
  }
  const status = read.is === "found" ? (read.view.status ?? "no ListenerStatus") : "not found";
  const isThere = read.is === "found" && (!wasRunning || status === RUNNING);
  const expected = `the first listener is still ${wasRunning ? RUNNING : "there"}`;
  check.expect(isThere, attempt, { expected, got: status }, [attempt.exchange, read.exchange]);
  if (read.is !== "found") return;
  const changes = attributeFindings(attempt.draft, attempt.sent, read.view).map((finding) => ({
    ...finding,
    about: "case" as const,
  }));
  check.findings(attempt, changes, [attempt.exchange, read.exchange]);
  const standing = await one.standing();
  if (standing === undefined) return;
  const others = standing.filter((view) => view.listenerId !== listener.listenerId);
  if (others.length > 0) one.suspectLeftovers();
  check.expect(others.length === 0, attempt, {
    expected: "one listener on the load balancer",
    got: `${standing.length} listeners`,
  });
}

const CROWD = 6;

/** Requests with different tokens that meet on one load balancer: one is made. */
export async function crowdOnOneLoadBalancer(check: Check): Promise<void> {
  const rounds = { smoke: 1, standard: 3, full: 6 }[check.session.profile];
  const letIn = (round: number) =>
    check.withLoadBalancer(
      round,
      async (one) => {
        const drafts = Array.from(
          { length: CROWD },
          (_, i): RequestDraft => ({
            ...MINIMAL_DRAFT,
            listenerDescription: `crowd-${i}`,
            clientToken: { is: "unique", text: `crowd${i}` },
          }),
        );
        await one.ensureFree();
        const attempts = await check.session.client.together(CROWD, (places) =>
          Promise.all(drafts.map((draft) => one.create(draft, { call: { places } }))),
        );
        judgeCrowd(check, one, attempts);
        const standing = await one.standing();
        const [made] = attempts;
        if (standing === undefined || made === undefined) return;
        check.expect(
          standing.length <= 1,
          made,
          { expected: "one listener on the load balancer", got: `${standing.length} listeners` },
          attempts.map((a) => a.exchange),
        );
        if (standing.length > 1) one.suspectLeftovers();
      },
      "all that fit",
    );
  await Promise.all(Array.from({ length: rounds }, (_, round) => letIn(round)));
}

function judgeCrowd(check: Check, one: BorrowedLoadBalancer, attempts: readonly Attempt[]): void {
  const exchanges = attempts.map((attempt) => attempt.exchange);
  const accepted = attempts.filter(({ answer }) => answer.is === "accepted");
  const [shown] = accepted.length > 0 ? accepted : attempts;
  if (shown === undefined) return;
  if (attempts.some(({ answer }) => answer.is === "no-answer" || answer.is === "throttled")) one.suspectLeftovers();
  check.expect(
    accepted.length <= 1,
    shown,
    { expected: "one of the concurrent creations is accepted", got: `${accepted.length} accepted` },
    exchanges,
  );
  for (const attempt of attempts) {
    const { answer } = attempt;
    if (answer.is === "accepted" || answer.is === "no-answer" || answer.is === "throttled") continue;
    const allowed =
      answer.is === "refused" &&
      answer.status >= 400 &&
      (answer.code === FULL || answer.code === BUSY || isOfOthersUnderWay(answer));
    check.expect(
      allowed,
      attempt,
      { expected: `refused with ${FULL} or, while the first is under way, ${BUSY}`, got: answerInWords(attempt) },
      exchanges,
    );
  }
}
