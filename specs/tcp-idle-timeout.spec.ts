/** Checks of TcpIdleTimeout. */
import { describeJson } from "../contract/answer.js";
import type { Exchange } from "../contract/exchange.js";
import { TCP_IDLE_TIMEOUT } from "../contract/parameters.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { Check } from "../exercise/check/check.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import type { Attempt } from "../exercise/session/session.js";
import { listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import { asRateAllows } from "../exercise/stage/rationing.js";
import { spread } from "../generators/selection.js";
import { valid } from "../generators/specimen.js";
import { withPassengersOfAll } from "../generators/tag.js";
import * as timeout from "../generators/tcp-idle-timeout.js";

requirement("create-listener.tcp-idle-timeout.minimum", async ({ check }) => {
  await check.accepts(timeout.exactly(60, 61));
  await check.refuses(timeout.belowMinimum, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.maximum", async ({ check }) => {
  await check.accepts(timeout.exactly(5999, 6000));
  await check.refuses(timeout.aboveMaximum, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.range", async ({ check }) => {
  await check.accepts(timeout.withinRange);
  await check.accepts(timeout.remarkableValues, { lens: "dry-run" });
});

requirement("create-listener.tcp-idle-timeout.every-value", async ({ check }) => {
  await check.accepts(asRateAllows(check.session, timeout.everyValue, 60), { lens: "dry-run" });
  const creations = check.session.profile === "full" ? { creations: 240 } : {};
  await check.accepts(timeout.remarkableValues, { lens: "create", ...creations });
});

requirement("create-listener.tcp-idle-timeout.positive", async ({ check }) => {
  await check.refuses(timeout.notPositive, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.integer", async ({ check }) => {
  await check.refuses(timeout.notAnInteger, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.overflow", async ({ check }) => {
  await check.refuses(timeout.overflow, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.default", async ({ check }) => {
  await check.accepts({ examples: [valid(MINIMAL_DRAFT)] });
});

requirement("create-listener.tcp-idle-timeout.read-back", async ({ check }) => {
  await check.accepts(timeout.withinRange, { lens: "create" });
  await check.accepts(withPassengersOfAll, { lens: "create", creations: withPassengersOfAll.examples.length });
});

requirement("create-listener.tcp-idle-timeout.default-with-other-schedulers", async ({ check }) => {
  await check.given("server-group/scheduler-3tch", () =>
    check.accepts(timeout.defaultOn("server-group/scheduler-3tch")),
  );
  await check.given("server-group/scheduler-2tch", () =>
    check.accepts(timeout.defaultOn("server-group/scheduler-2tch")),
  );
});

requirement("create-listener.tcp-idle-timeout.meaning", async ({ check }) => {
  const accepted = await acceptedSpellings(check, timeout.NUMBER_SPELLINGS);
  const some = spread(accepted, check.session.profile === "smoke" ? 8 : accepted.length);
  for (const [depth, spelling] of some.entries()) {
    await createAsSpelled(check, depth, spelling, (attempt, kept, exchanges) => {
      const meant = [...new Set([...spelling.means, TCP_IDLE_TIMEOUT.default])].join(" or ");
      const finding = { expected: `TcpIdleTimeout ${meant}`, got: `TcpIdleTimeout ${describeJson(kept, 100)}` };
      // What is not shown at all is the fault of another clause.
      if (kept !== undefined) check.expect(timeout.mayBeKept(spelling, kept), attempt, finding, exchanges);
    });
  }
});

requirement("create-listener.tcp-idle-timeout.spelling", async ({ check }) => {
  for (const { text } of timeout.NUMBER_SPELLINGS) {
    check.observe(JSON.stringify(text), await check.answerToDryRun(timeout.withTimeout(text)));
  }
  for (const [depth, spelling] of (await acceptedSpellings(check, timeout.NUMBER_SPELLINGS)).entries()) {
    await createAsSpelled(check, depth, spelling, (_, kept) => {
      check.observe(`${JSON.stringify(spelling.text)} is kept as`, describeJson(kept, 100));
    });
  }
});

/** Spellings that pass a dry run, where one may be made; what is refused there has no meaning that could be looked at. */
async function acceptedSpellings(
  check: Check,
  all: readonly timeout.NumberSpelling[],
): Promise<readonly timeout.NumberSpelling[]> {
  if (!check.mayCreate) {
    check.notApplicable("what is kept shows in creations only, and none are allowed here");
    return [];
  }
  if (!check.session.lenses.includes("dry-run")) return all;
  const answers = await Promise.all(
    all.map(async (spelling) => {
      const answer = await check.answerToDryRun(timeout.withTimeout(spelling.text));
      return answer === "dry run passed" ? [spelling] : [];
    }),
  );
  return answers.flat();
}

/** Creates a listener with a time-out in a spelling and hands on what was kept; nothing when it was refused or cannot be read. */
async function createAsSpelled(
  check: Check,
  depth: number,
  { text }: timeout.NumberSpelling,
  use: (attempt: Attempt, kept: unknown, exchanges: readonly Exchange[]) => void,
): Promise<void> {
  await check.withLoadBalancer(depth, async (one) => {
    const attempt = await one.create(timeout.withTimeout(text));
    const listener = listenerOf(one, attempt);
    const read = listener === undefined ? undefined : await one.read(listener);
    if (read?.is === "found") use(attempt, read.view.tcpIdleTimeout, [attempt.exchange, read.exchange]);
  });
}
