/** Checks of ClientToken: what a token may be, and what a request with a used one is answered. */
import { setTimeout as sleep } from "node:timers/promises";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import type { Check } from "../../exercise/check/check.js";
import { anyClientError } from "../../exercise/check/expected-refusal.js";
import { requirement } from "../../exercise/check/requirement.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { spread } from "../../exercise/stage/quotas.js";
import { ALTERED_TOKENS } from "../../generators/altered-token.js";
import * as token from "../../generators/client-token.js";
import { withTimeout } from "../../generators/tcp-idle-timeout.js";
import { repeatWithoutToken } from "../errors/occupied-load-balancer.js";
import { refusesInAnyReading } from "../in-any-reading.js";
import { tellsAlteredTokensApart } from "./altered-tokens.js";
import { expectNothingLeft } from "./corrected-request.js";
import { replayLater } from "./later-replay.js";
import { replayInEveryWay } from "./same-request.js";
import { REPLAYED, replayCommonToken, replayForm, replayOnce, replayTogether, twoRequests } from "./token-replay.js";

requirement("create-listener.client-token.replay", async ({ check }) => {
  await Promise.all(REPLAYED.map((draft, depth) => replayOnce(check, draft, "replay", "at-once", depth)));
});

requirement("create-listener.client-token.replay-after-running", async ({ check }) => {
  await Promise.all(REPLAYED.map((draft, depth) => replayOnce(check, draft, "running", "when-running", depth)));
});

requirement("create-listener.client-token.replay-later", async ({ check }) => {
  await replayLater(check);
});

requirement("create-listener.client-token.no-second-listener", async ({ check }) => {
  await replayOnce(check, MINIMAL_DRAFT, "once", "at-once", 0);
  await replayOnce(check, MINIMAL_DRAFT, "once", "when-running", 1);
});

requirement("create-listener.client-token.concurrent-replay", async ({ check }) => {
  const rounds = { smoke: 1, standard: 4, full: 8 }[check.session.profile];
  await Promise.all(Array.from({ length: rounds }, (_, round) => replayTogether(check, round)));
});

requirement("create-listener.client-token.different-tokens", async ({ check }) => {
  // Where each listener uses a load balancer up, the two that pairs need tell more.
  if (!check.session.stage.isScarce)
    await Promise.all(Object.values(ALTERED_TOKENS).map((of, depth) => tellsAlteredTokensApart(check, of, depth)));
  await Promise.all(token.alikePairs.map(({ of }, depth) => twoRequests(check, of, depth)));
});

requirement("create-listener.client-token.case-matters", async ({ check }) => {
  await twoRequests(check, token.casePair.of, 0);
});

requirement("create-listener.client-token.absent", async ({ check }) => {
  await twoRequests(check, () => [undefined, undefined], 0);
  await repeatWithoutToken(check);
});

requirement("create-listener.client-token.ascii", async ({ check }) => {
  const full = check.session.profile === "full";
  await check.accepts(full ? token.everyPrintable : token.printable, { lens: "dry-run" });
  const { examples } = full
    ? { examples: [...token.printable.examples, ...token.everyPrintable.examples] }
    : token.printable;
  await acceptsTokensOfCommonLength(check);
  const texts = examples.map(({ draft }) => draft.clientToken?.text ?? "");
  await Promise.all(texts.map((text, depth) => replayOnce(check, MINIMAL_DRAFT, text, "at-once", depth)));
});

requirement("create-listener.client-token.every-form", async ({ check }) => {
  await Promise.all(token.TOKEN_FORMS.map((form, depth) => replayForm(check, form, depth)));
  const common = check.session.profile === "smoke" ? token.COMMON_TOKENS.slice(0, 1) : token.COMMON_TOKENS;
  await Promise.all(common.map((text, depth) => replayCommonToken(check, text, depth)));
});

requirement("create-listener.client-token.same-request", async ({ check }) => {
  await replayInEveryWay(check);
});

requirement("create-listener.client-token.non-ascii", async ({ check }) => {
  await check.refuses(token.notAscii, anyClientError);
  await refusesInAnyReading(check, "create-listener.client-token.non-ascii");
});

requirement("create-listener.client-token.other-parameters", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-other`;
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return check.inconclusive("no listener to begin with");
    const again = await one.create(withTimeout(777), { clientToken });
    check.observe("same token, other TcpIdleTimeout", reuse(again, listener.listenerId));
    await one.create(withTimeout(59), { clientToken });
    const replay = await one.create(MINIMAL_DRAFT, { clientToken });
    check.observe("replay after such requests, a refused one the last", reuse(replay, listener.listenerId));
    return undefined;
  });
});

requirement("create-listener.client-token.other-load-balancer", async ({ check }) => {
  await check.withLoadBalancers(0, 2, async ([a, b]) => {
    if (a === undefined || b === undefined) return;
    const clientToken = `${check.session.tokenStem()}-shared`;
    const listener = listenerOf(a, await a.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined) return check.inconclusive("no listener to begin with");
    check.observe(
      "same token, other load balancer",
      reuse(await b.create(MINIMAL_DRAFT, { clientToken }), listener.listenerId),
    );
    // A listener that was announced for the other load balancer is not this one's to remove.
    return undefined;
  });
});

requirement("create-listener.client-token.after-delete", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-deleted`;
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return check.inconclusive("no listener to begin with");
    if (!(await one.remove(listener.listenerId))) return check.inconclusive("the listener could not be removed");
    await one.waitReady();
    one.suspectLeftovers();
    check.observe(
      "replay after deletion",
      reuse(await one.create(MINIMAL_DRAFT, { clientToken }), listener.listenerId),
    );
    one.forget(listener.listenerId);
    return undefined;
  });
});

/** Milliseconds. */
const LONGEST_SLEEP_MS = 500;

requirement("create-listener.client-token.after-time", async ({ check }) => {
  const { tokenReplay } = check.session.config.waits;
  await check.withLoadBalancer(0, async (one) => {
    const usedAt = performance.now();
    const clientToken = `${check.session.tokenStem()}-aged`;
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT, { clientToken }));
    if (listener === undefined || !(await one.waitRunning(listener)))
      return check.inconclusive("no listener to begin with");
    // The wait may be long, and the run be asked to end meanwhile.
    for (let leftMs = 1; leftMs > 0 && check.session.stage.leftMs > 0; ) {
      leftMs = usedAt + tokenReplay - performance.now();
      await sleep(Math.min(Math.max(0, leftMs), LONGEST_SLEEP_MS));
    }
    if (check.session.stage.leftMs === 0) return check.inconclusive("the run was over before the token was old enough");
    const replay = await one.create(MINIMAL_DRAFT, { clientToken });
    check.observe(`replay after ${tokenReplay / 1000} s`, reuse(replay, listener.listenerId));
    return undefined;
  });
});

requirement("create-listener.client-token.after-refusal", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-refused`;
    const refused = await one.create(withTimeout(59), { clientToken });
    const corrected = await one.create(MINIMAL_DRAFT, { clientToken });
    check.observe("corrected request with the token of a refused one", answerInWords(corrected));
    if (refused.answer.is === "refused") await expectNothingLeft(check, one, refused, corrected);
  });
});

requirement("create-listener.client-token.after-dry-run", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-dry`;
    await one.dryRun(MINIMAL_DRAFT, { clientToken });
    check.observe(
      "creation with the token of a dry run",
      answerInWords(await one.create(MINIMAL_DRAFT, { clientToken })),
    );
  });
});

requirement("create-listener.client-token.length", async ({ check }) => {
  for (const length of token.lengths) {
    const stem = check.session.tokenStem();
    const clientToken = length < stem.length ? stem.slice(-length) : stem.padEnd(length, "x");
    const attempt = await check.session.send({ ...MINIMAL_DRAFT, dryRun: true }, { clientToken });
    check.observe(`${length} characters`, answerInWords(attempt));
  }
});

requirement("create-listener.client-token.unusual", async ({ check }) => {
  for (const [name, clientToken] of Object.entries(token.unusual)) {
    check.observe(name, await check.answerToDryRun({ ...MINIMAL_DRAFT, clientToken }));
  }
});

requirement("create-listener.client-token.replay-request-id", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const clientToken = `${check.session.tokenStem()}-id`;
    const first = await one.create(MINIMAL_DRAFT, { clientToken });
    const second = await one.create(MINIMAL_DRAFT, { clientToken });
    if (first.answer.is !== "accepted" || second.answer.is !== "accepted")
      return check.inconclusive(
        `a creation and its replay were answered ${answerInWords(first)} and ${answerInWords(second)}`,
      );
    const idOf = ({ answer }: typeof first) => ("body" in answer ? answer.body?.RequestId : undefined);
    check.observe("RequestId of a replay", idOf(first) === idOf(second) ? "the first one's" : "a new one");
    return undefined;
  });
});

const PACED_LENGTHS = 6;

/** Tokens of each length that sibling products take, and one of digits alone. */
async function acceptsTokensOfCommonLength(check: Check): Promise<void> {
  const { session } = check;
  if (!session.lenses.includes("dry-run")) return;
  const paced = session.isRationed;
  for (const tokenOf of paced ? spread(token.ofCommonLength, PACED_LENGTHS) : token.ofCommonLength) {
    const options = { clientToken: tokenOf(session.tokenStem()) };
    const attempt = await session.send({ ...MINIMAL_DRAFT, dryRun: true }, options);
    check.expect(attempt.answer.is !== "refused", attempt, {
      expected: "not refused for its token",
      got: answerInWords(attempt),
    });
  }
}

function reuse(attempt: Parameters<typeof answerInWords>[0], listenerId: string): string {
  const { answer } = attempt;
  if (answer.is !== "accepted") return answerInWords(attempt);
  return answer.listenerId === listenerId ? "accepted, the first listener named" : "accepted, a new listener named";
}
