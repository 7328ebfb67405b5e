import { MINIMAL_DRAFT } from "../contract/request.js";
import { valid } from "../generators/specimen.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { asRateAllows } from "../harness/exhaustive.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { listenerOf } from "../harness/listener-life.js";
import { requirement } from "../harness/requirement.js";

requirement("create-listener.tcp-idle-timeout.minimum", async ({ endpoint }) => {
  await endpoint.accepts(timeout.exactly(60, 61));
  await endpoint.refuses(timeout.belowMinimum, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.maximum", async ({ endpoint }) => {
  await endpoint.accepts(timeout.exactly(5999, 6000));
  await endpoint.refuses(timeout.aboveMaximum, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.range", async ({ endpoint }) => {
  await endpoint.accepts(timeout.withinRange);
});

requirement("create-listener.tcp-idle-timeout.every-value", async ({ endpoint }) => {
  await endpoint.accepts(asRateAllows(endpoint.session, timeout.everyValue, 60), { lens: "dry-run" });
  const creations = endpoint.session.profile === "full" ? { creations: 240 } : {};
  await endpoint.accepts(timeout.remarkableValues, { lens: "create", ...creations });
});

requirement("create-listener.tcp-idle-timeout.positive", async ({ endpoint }) => {
  await endpoint.refuses(timeout.notPositive, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.integer", async ({ endpoint }) => {
  await endpoint.refuses(timeout.notAnInteger, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.overflow", async ({ endpoint }) => {
  await endpoint.refuses(timeout.overflow, anyClientError);
});

requirement("create-listener.tcp-idle-timeout.default", async ({ endpoint }) => {
  await endpoint.accepts({ examples: [valid(MINIMAL_DRAFT)] });
});

requirement("create-listener.tcp-idle-timeout.read-back", async ({ endpoint }) => {
  await endpoint.accepts(timeout.withinRange, { lens: "create" });
});

requirement("create-listener.tcp-idle-timeout.default-with-other-schedulers", async ({ endpoint }) => {
  await endpoint.given("server-group/scheduler-3tch", () =>
    endpoint.accepts(timeout.defaultOn("server-group/scheduler-3tch")),
  );
  await endpoint.given("server-group/scheduler-2tch", () =>
    endpoint.accepts(timeout.defaultOn("server-group/scheduler-2tch")),
  );
});

requirement("create-listener.tcp-idle-timeout.spelling", async ({ endpoint }) => {
  for (const [slot, text] of timeout.spellings.entries()) {
    const answer = await endpoint.answerToDryRun(timeout.withTimeout(text));
    endpoint.observe(JSON.stringify(text), answer);
    if (answer !== "dry run passed" || !endpoint.session.lenses.includes("create")) continue;
    await endpoint.withLoadBalancer(slot, async (one) => {
      const listener = listenerOf(one, await one.create(timeout.withTimeout(text)));
      const read = listener === undefined ? undefined : await one.read(listener);
      const kept = read?.is === "found" ? JSON.stringify(read.view.tcpIdleTimeout) : "nothing that can be read";
      endpoint.observe(`${JSON.stringify(text)} is kept as`, kept);
    });
  }
});
