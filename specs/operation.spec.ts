import { setTimeout as sleep } from "node:timers/promises";
import { attributeFindings } from "../contract/listener.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { malformedWire, sureMalformedWire } from "../generators/malformed-wire.js";
import { delicateCharacters, plainTags } from "../generators/tag.js";
import { wholeSpace } from "../generators/valid-request.js";
import { listenerOf, watchListeners } from "../harness/listener-life.js";
import { plusForBlank, sendRaw } from "../harness/raw-request.js";
import { requirement } from "../harness/requirement.js";
import { shortly } from "../harness/short-answer.js";

requirement("create-listener.asynchronous.readable", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.first-state", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.reaches-running", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.documented-states", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.never-backwards", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.stays-running", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.creating-alias", async ({ endpoint }) => {
  await watchListeners(endpoint);
});

requirement("create-listener.asynchronous.provisioning-seen", async ({ endpoint }) => {
  await endpoint.withLoadBalancer(0, async (one) => {
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT));
    if (listener === undefined) return endpoint.inconclusive("no listener was created");
    const read = await one.read(listener);
    endpoint.observe("first state", read.is === "found" ? (read.view.status ?? "none") : read.is);
    return undefined;
  });
});

requirement("create-listener.attributes.as-sent", async ({ endpoint }) => {
  await endpoint.accepts(wholeSpace, { lens: "create" });
});

requirement("create-listener.attributes.list-agrees", async ({ endpoint }) => {
  if (!endpoint.session.capabilities.listsListeners)
    return endpoint.notApplicable("the target does not offer ListListeners");
  await endpoint.withLoadBalancer(0, async (one) => {
    const attempt = await one.create({
      ...MINIMAL_DRAFT,
      listenerDescription: "listed",
      tcpIdleTimeout: 700,
      tags: plainTags(3),
    });
    const listener = listenerOf(one, attempt);
    if (listener === undefined || !(await one.waitRunning(listener)))
      return endpoint.inconclusive("no Running listener to list");
    // Lists may lag behind single reads: what counts is where they settle.
    const deadline = performance.now() + endpoint.session.config.waits.listAgrees;
    for (;;) {
      const list = await one.list();
      if (list.is !== "listed") return endpoint.inconclusive(`the list could not be read: ${list.reason}`);
      const entries = list.views.filter((view) => view.listenerId === listener.listenerId);
      const [entry] = entries;
      const differences = entry === undefined ? [] : attributeFindings(attempt.draft, attempt.sent, entry);
      const agrees =
        entries.length === 1 && list.views.length === 1 && entry?.status === "Running" && differences.length === 0;
      if (!agrees && performance.now() < deadline) {
        await sleep(50);
        continue;
      }
      const [difference] = differences;
      endpoint.expect(
        agrees,
        attempt,
        {
          expected: difference?.expected ?? "the listener once, Running",
          got:
            difference?.got ??
            `${list.views.length} listeners, ${entries.length} times this one, ${entry?.status ?? "no state"}`,
        },
        [attempt.exchange, ...list.exchanges],
      );
      return undefined;
    }
  });
  return undefined;
});

requirement("create-listener.combinations.accepted", async ({ endpoint }) => {
  await endpoint.accepts(wholeSpace, { lens: "dry-run" });
  // The dry-run lens sets DryRun itself: what the parameter does beside others shows in creations only.
  await endpoint.accepts(wholeSpace, { lens: "create", creations: wholeSpace.examples.length });
});

requirement("create-listener.wire.decoding", async ({ endpoint }) => {
  await endpoint.accepts(delicateCharacters, { lens: "create", creations: 60 });
  await plusForBlank(endpoint);
});

requirement("create-listener.wire.no-server-error", async ({ endpoint }) => {
  for (const request of sureMalformedWire) {
    const answer = shortly(await sendRaw(endpoint, request));
    endpoint.observe(request.name, answer);
    if (/^HTTP 5/u.test(answer))
      endpoint.warn("create-listener.wire.no-server-error", `${request.name} was answered ${answer}`);
  }
});

requirement("create-listener.wire.malformed-input", async ({ endpoint }) => {
  for (const request of malformedWire) endpoint.observe(request.name, shortly(await sendRaw(endpoint, request)));
});
