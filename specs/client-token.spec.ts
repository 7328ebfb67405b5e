import { MINIMAL_DRAFT } from "../contract/request.js";
import * as token from "../generators/client-token.js";
import { withTimeout } from "../generators/tcp-idle-timeout.js";
import { expectNothingLeft } from "../harness/corrected-request.js";
import { affordableCreations, spread } from "../harness/effort.js";
import type { Endpoint } from "../harness/endpoint.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { listenerOf } from "../harness/listener-life.js";
import { repeatWithoutToken } from "../harness/occupancy.js";
import { REPLAYED, replayLater, replayOnce, replayTogether, twoRequests } from "../harness/replay.js";
import { requirement } from "../harness/requirement.js";
import { shortly } from "../harness/short-answer.js";

requirement("create-listener.client-token.replay", async ({ endpoint }) => {
  await Promise.all(REPLAYED.map((draft, slot) => replayOnce(endpoint, draft, "replay", "at-once", slot)));
});

requirement("create-listener.client-token.replay-after-running", async ({ endpoint }) => {
  await Promise.all(REPLAYED.map((draft, slot) => replayOnce(endpoint, draft, "running", "when-running", slot)));
});

requirement("create-listener.client-token.replay-later", async ({ endpoint }) => {
  await replayLater(endpoint);
});

requirement("create-listener.client-token.no-second-listener", async ({ endpoint }) => {
  await replayOnce(endpoint, MINIMAL_DRAFT, "once", "at-once", 0);
  await replayOnce(endpoint, MINIMAL_DRAFT, "once", "when-running", 1);
});

requirement("create-listener.client-token.concurrent-replay", async ({ endpoint }) => {
  const rounds = { smoke: 1, standard: 4, full: 8 }[endpoint.session.profile];
  for (let round = 0; round < rounds; round += 1) await replayTogether(endpoint, round);
});

requirement("create-listener.client-token.different-tokens", async ({ endpoint }) => {
  const pairs = spread(token.alikePairs, affordableCreations(endpoint.session, token.alikePairs.length));
  await Promise.all(pairs.map(({ of }, slot) => twoRequests(endpoint, of, slot)));
});

requirement("create-listener.client-token.case-matters", async ({ endpoint }) => {
  await twoRequests(endpoint, token.casePair.of, 0);
});

requirement("create-listener.client-token.absent", async ({ endpoint }) => {
  await twoRequests(endpoint, () => [undefined, undefined], 0);
  await repeatWithoutToken(endpoint);
});

requirement("create-listener.client-token.ascii", async ({ endpoint }) => {
  const full = endpoint.session.profile === "full";
  await endpoint.accepts(full ? token.everyPrintable : token.printable, { lens: "dry-run" });
  const { examples } = full
    ? { examples: [...token.printable.examples, ...token.everyPrintable.examples] }
    : token.printable;
  await acceptsTokensOfCommonLength(endpoint);
  const texts = examples.map(({ draft }) => draft.clientToken?.text ?? "");
  const replayed = spread(texts, affordableCreations(endpoint.session, texts.length));
  await Promise.all(replayed.map((text, slot) => replayOnce(endpoint, MINIMAL_DRAFT, text, "at-once", slot)));
});

requirement("create-listener.client-token.non-ascii", async ({ endpoint }) => {
  await endpoint.refuses(token.notAscii, anyClientError);
});

requirement("create-listener.client-token.other-parameters", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-other`;
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return endpoint.inconclusive("no listener to begin with");
    const again = await one.create(withTimeout(777), { clientToken });
    endpoint.observe("same token, other TcpIdleTimeout", reuse(again, listener.listenerId));
    await one.create(withTimeout(59), { clientToken });
    const replay = await one.create(MINIMAL_DRAFT, { clientToken });
    endpoint.observe("replay after such requests, a refused one the last", reuse(replay, listener.listenerId));
    return undefined;
  });
});

requirement("create-listener.client-token.other-load-balancer", async ({ endpoint }) => {
  await endpoint.withLoadBalancers(0, 2, async ([a, b]) => {
    if (a === undefined || b === undefined) return;
    const clientToken = `${endpoint.session.tokenStem()}-shared`;
    const listener = listenerOf(a, await a.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined) return endpoint.inconclusive("no listener to begin with");
    endpoint.observe(
      "same token, other load balancer",
      reuse(await b.create(MINIMAL_DRAFT, { clientToken }), listener.listenerId),
    );
    // A listener that was announced for the other load balancer is not this one's to remove.
    return undefined;
  });
});

requirement("create-listener.client-token.after-delete", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-deleted`;
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return endpoint.inconclusive("no listener to begin with");
    if (!(await one.remove(listener.listenerId))) return endpoint.inconclusive("the listener could not be removed");
    await one.waitReady();
    one.suspectLeftovers();
    endpoint.observe(
      "replay after deletion",
      reuse(await one.create(MINIMAL_DRAFT, { clientToken }), listener.listenerId),
    );
    one.forget(listener.listenerId);
    return undefined;
  });
});

requirement("create-listener.client-token.after-refusal", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-refused`;
    const refused = await one.create(withTimeout(59), { clientToken });
    const corrected = await one.create(MINIMAL_DRAFT, { clientToken });
    endpoint.observe("corrected request with the token of a refused one", shortly(corrected));
    if (refused.answer.is === "refused") await expectNothingLeft(endpoint, one, refused, corrected);
  });
});

requirement("create-listener.client-token.after-dry-run", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-dry`;
    await one.dryRun(MINIMAL_DRAFT, { clientToken });
    endpoint.observe("creation with the token of a dry run", shortly(await one.create(MINIMAL_DRAFT, { clientToken })));
  });
});

requirement("create-listener.client-token.length", async ({ endpoint }) => {
  for (const length of token.lengths) {
    const stem = endpoint.session.tokenStem();
    const clientToken = length < stem.length ? stem.slice(-length) : stem.padEnd(length, "x");
    const attempt = await endpoint.session.send(
      { ...MINIMAL_DRAFT, dryRun: true },
      { loadBalancerId: endpoint.session.pool.first, clientToken },
    );
    endpoint.observe(`${length} characters`, shortly(attempt));
  }
});

requirement("create-listener.client-token.unusual", async ({ endpoint }) => {
  for (const [name, clientToken] of Object.entries(token.unusual)) {
    endpoint.observe(name, await endpoint.answerToDryRun({ ...MINIMAL_DRAFT, clientToken }));
  }
});

requirement("create-listener.client-token.replay-request-id", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const clientToken = `${endpoint.session.tokenStem()}-id`;
    const first = await one.create(MINIMAL_DRAFT, { clientToken });
    const second = await one.create(MINIMAL_DRAFT, { clientToken });
    if (first.answer.is !== "accepted" || second.answer.is !== "accepted")
      return endpoint.inconclusive(`a creation and its replay were answered ${shortly(first)} and ${shortly(second)}`);
    const idOf = ({ answer }: typeof first) => ("body" in answer ? answer.body?.RequestId : undefined);
    endpoint.observe("RequestId of a replay", idOf(first) === idOf(second) ? "the first one's" : "a new one");
    return undefined;
  });
});

const PACED_LENGTHS = 6;

/** Tokens of each length that sibling products take, and one of digits alone. */
async function acceptsTokensOfCommonLength(endpoint: Endpoint): Promise<void> {
  const { session } = endpoint;
  if (!session.lenses.includes("dry-run")) return;
  const paced = session.config.limits.requestsPerSecond !== undefined;
  for (const tokenOf of paced ? spread(token.ofCommonLength, PACED_LENGTHS) : token.ofCommonLength) {
    const options = { loadBalancerId: session.pool.first, clientToken: tokenOf(session.tokenStem()) };
    const attempt = await session.send({ ...MINIMAL_DRAFT, dryRun: true }, options);
    endpoint.expect(attempt.answer.is !== "refused", attempt, {
      expected: "not refused for its token",
      got: shortly(attempt),
    });
  }
}

function reuse(attempt: Parameters<typeof shortly>[0], listenerId: string): string {
  const { answer } = attempt;
  if (answer.is !== "accepted") return shortly(attempt);
  return answer.listenerId === listenerId ? "accepted, the first listener named" : "accepted, a new listener named";
}
