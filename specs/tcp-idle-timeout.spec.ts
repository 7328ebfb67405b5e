import { MINIMAL_DRAFT } from "../contract/request.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import { listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import { asRateAllows } from "../exercise/stage/rationing.js";
import { valid } from "../generators/specimen.js";
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
});

requirement("create-listener.tcp-idle-timeout.default-with-other-schedulers", async ({ check }) => {
  await check.given("server-group/scheduler-3tch", () =>
    check.accepts(timeout.defaultOn("server-group/scheduler-3tch")),
  );
  await check.given("server-group/scheduler-2tch", () =>
    check.accepts(timeout.defaultOn("server-group/scheduler-2tch")),
  );
});

requirement("create-listener.tcp-idle-timeout.spelling", async ({ check }) => {
  for (const [slot, text] of timeout.spellings.entries()) {
    const answer = await check.answerToDryRun(timeout.withTimeout(text));
    check.observe(JSON.stringify(text), answer);
    if (answer !== "dry run passed" || !check.session.lenses.includes("create")) continue;
    await check.withLoadBalancer(slot, async (one) => {
      const listener = listenerOf(one, await one.create(timeout.withTimeout(text)));
      const read = listener === undefined ? undefined : await one.read(listener);
      const kept = read?.is === "found" ? JSON.stringify(read.view.tcpIdleTimeout) : "nothing that can be read";
      check.observe(`${JSON.stringify(text)} is kept as`, kept);
    });
  }
});
