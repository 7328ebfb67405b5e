/** Courses of requests on a load balancer that has its one listener. */
import { isConflict } from "../contract/answer.js";
import { attributeFindings } from "../contract/listener.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import type { BorrowedLoadBalancer, FollowedListener } from "./borrowed-load-balancer.js";
import type { Endpoint } from "./endpoint.js";
import type { Attempt } from "./session.js";
import { shortly } from "./short-answer.js";

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
  endpoint: Endpoint,
  one: BorrowedLoadBalancer,
  draft: RequestDraft = first,
): Promise<FollowedListener | undefined> {
  const attempt = await one.create(draft);
  const listener =
    attempt.answer.is === "accepted" && attempt.answer.listenerId !== undefined
      ? one.listeners.get(attempt.answer.listenerId)
      : undefined;
  if (listener === undefined || !(await one.waitRunning(listener))) {
    endpoint.inconclusive(`a listener to begin with could not be brought to Running: ${shortly(attempt)}`);
    return undefined;
  }
  return listener;
}

/** A second listener is refused, for real and in a dry run, and the first one stays as it is. */
export async function secondListener(endpoint: Endpoint): Promise<void> {
  await endpoint.withLoadBalancer(0, async (one) => {
    const listener = await occupy(endpoint, one);
    if (listener === undefined) return;
    await one.waitReady();
    const attempts: Attempt[] = [];
    if (endpoint.session.lenses.includes("dry-run")) attempts.push(await one.dryRun(second));
    attempts.push(
      await one.create(second),
      await one.create({ ...second, clientToken: { is: "unique", text: "second" } }),
    );
    if (endpoint.session.has(OTHER_GROUP)) attempts.push(await one.create(inOtherGroup));
    for (const attempt of attempts) expectFull(endpoint, attempt);
    const illegal = await one.create({ ...second, tcpIdleTimeout: 59 });
    endpoint.expect(illegal.answer.is === "refused", illegal, { expected: "refused", got: shortly(illegal) });
    await expectUnchanged(endpoint, one, listener);
  });
}

/** The same request twice, without a token, on one load balancer: the second one is no replay, so there is no room for it. */
export async function repeatWithoutToken(endpoint: Endpoint): Promise<void> {
  await endpoint.withLoadBalancer(0, async (one) => {
    const listener = await occupy(endpoint, one);
    if (listener === undefined) return;
    await one.waitReady();
    expectFull(endpoint, await one.create(first));
    await expectUnchanged(endpoint, one, listener);
  });
}

function expectFull(endpoint: Endpoint, attempt: Attempt): void {
  const { answer } = attempt;
  endpoint.expect(answer.is === "refused" && answer.code === FULL && answer.status === 400, attempt, {
    expected: `refused with HTTP 400 ${FULL}`,
    got: shortly(attempt),
  });
}

/** The listener on a load balancer is still the one that was made, in its state, alone. */
export async function expectUnchanged(
  endpoint: Endpoint,
  one: BorrowedLoadBalancer,
  listener: FollowedListener,
): Promise<void> {
  const wasRunning = listener.running;
  const read = await one.read(listener);
  const { attempt } = listener;
  if (read.is === "unreadable") {
    endpoint.inconclusive(`the first listener could not be read: ${read.reason}`);
    return;
  }
  endpoint.expect(read.is === "found", attempt, { expected: "the first listener is still there", got: "not found" }, [
    attempt.exchange,
    read.exchange,
  ]);
  if (read.is !== "found") return;
  if (wasRunning) {
    endpoint.expect(
      read.view.status === "Running",
      attempt,
      { expected: "the first listener is still Running", got: read.view.status ?? "no ListenerStatus" },
      [attempt.exchange, read.exchange],
    );
  }
  const changes = attributeFindings(attempt.draft, attempt.sent, read.view).map((finding) => ({
    ...finding,
    about: "case" as const,
  }));
  endpoint.findings(attempt, changes, [attempt.exchange, read.exchange]);
  const standing = await one.standing();
  if (standing === undefined) return;
  const others = standing.filter((view) => view.listenerId !== listener.listenerId);
  if (others.length > 0) one.suspectLeftovers();
  endpoint.expect(others.length === 0, attempt, {
    expected: "one listener on the load balancer",
    got: `${standing.length} listeners`,
  });
}

const CROWD = 6;

/** Requests with different tokens that meet on one load balancer: one is made. */
export async function crowdOnOneLoadBalancer(endpoint: Endpoint): Promise<void> {
  const rounds = { smoke: 1, standard: 3, full: 6 }[endpoint.session.profile];
  for (let round = 0; round < rounds; round += 1) {
    await endpoint.withLoadBalancer(round, async (one) => {
      await warmUp(endpoint, CROWD);
      const drafts = Array.from(
        { length: CROWD },
        (_, i): RequestDraft => ({
          ...MINIMAL_DRAFT,
          listenerDescription: `crowd-${i}`,
          clientToken: { is: "unique", text: `crowd${i}` },
        }),
      );
      const attempts = await Promise.all(drafts.map((draft) => one.create(draft)));
      judgeCrowd(endpoint, one, attempts);
      const standing = await one.standing();
      const [made] = attempts;
      if (standing === undefined || made === undefined) return;
      endpoint.expect(
        standing.length <= 1,
        made,
        { expected: "one listener on the load balancer", got: `${standing.length} listeners` },
        attempts.map((a) => a.exchange),
      );
      if (standing.length > 1) one.suspectLeftovers();
    });
  }
}

function judgeCrowd(endpoint: Endpoint, one: BorrowedLoadBalancer, attempts: readonly Attempt[]): void {
  const exchanges = attempts.map((attempt) => attempt.exchange);
  const accepted = attempts.filter(({ answer }) => answer.is === "accepted");
  const [shown] = accepted.length > 0 ? accepted : attempts;
  if (shown === undefined) return;
  if (attempts.some(({ answer }) => answer.is === "no-answer" || answer.is === "throttled")) one.suspectLeftovers();
  endpoint.expect(
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
      (answer.code === FULL || answer.code === BUSY || isConflict(answer.status, answer.code));
    endpoint.expect(
      allowed,
      attempt,
      { expected: `refused with ${FULL} or, while the first is under way, ${BUSY}`, got: shortly(attempt) },
      exchanges,
    );
  }
}

/** Opens the connections that a burst will use, so that its requests leave together. */
export async function warmUp(endpoint: Endpoint, count: number): Promise<void> {
  const { session } = endpoint;
  const id = session.pool.first ?? "";
  await Promise.all(
    Array.from({ length: count }, () => session.client.call("GetLoadBalancerAttribute", [["LoadBalancerId", id]])),
  );
}
