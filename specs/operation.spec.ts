import { MINIMAL_DRAFT } from "../contract/request.js";
import { malformedWire, sureMalformedWire } from "../generators/malformed-wire.js";
import { delicateCharacters } from "../generators/tag.js";
import { wholeSpace } from "../generators/valid-request.js";
import { listsAgree } from "../harness/listed-listeners.js";
import { listenerOf, watchListeners } from "../harness/listener-life.js";
import { parametersInAnyOrder, plusForBlank, sendRaw } from "../harness/raw-request.js";
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
  await listsAgree(endpoint);
});

requirement("create-listener.combinations.accepted", async ({ endpoint }) => {
  await endpoint.accepts(wholeSpace, { lens: "dry-run" });
  // The dry-run lens sets DryRun itself: what the parameter does beside others shows in creations only.
  await endpoint.accepts(wholeSpace, { lens: "create", creations: wholeSpace.examples.length });
});

requirement("create-listener.wire.decoding", async ({ endpoint }) => {
  await endpoint.accepts(delicateCharacters, { lens: "create", creations: 60 });
  await plusForBlank(endpoint);
  await parametersInAnyOrder(endpoint);
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
