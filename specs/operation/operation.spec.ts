/** Checks of the operation as a whole: the listener's life, and requests as the wire may have them. */
import { unreadableIn } from "../../contract/readable.js";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import { answerInWords } from "../../exercise/cases/answer-in-words.js";
import { requirement } from "../../exercise/check/requirement.js";
import { listenerOf } from "../../exercise/stage/borrowed-load-balancer.js";
import { malformedWire, sureMalformedWire } from "../../generators/malformed-wire.js";
import { easilyAltered } from "../../generators/tag.js";
import { wholeSpace } from "../../generators/valid-request.js";
import { listsAgree } from "./listed-listeners.js";
import { watchListeners } from "./listener-life.js";
import { observeStates } from "./listener-states.js";
import { parametersInAnyOrder, plusForBlank, sendRaw } from "./raw-request.js";

requirement("create-listener.asynchronous.readable", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.first-state", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.reaches-running", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.documented-states", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.never-backwards", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.stays-running", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.creating-alias", async ({ check }) => {
  await watchListeners(check);
});

requirement("create-listener.asynchronous.states", async ({ check }) => {
  await observeStates(check);
});

requirement("create-listener.asynchronous.provisioning-seen", async ({ check }) => {
  await check.withLoadBalancer(0, async (one) => {
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT));
    if (listener === undefined) return check.inconclusive("no listener was created");
    const read = await one.read(listener);
    check.observe("first state", read.is === "found" ? (read.view.status ?? "none") : read.is);
    return undefined;
  });
});

requirement("create-listener.attributes.as-sent", async ({ check }) => {
  await check.accepts(wholeSpace, { lens: "create" });
});

requirement("create-listener.attributes.list-agrees", async ({ check }) => {
  await listsAgree(check);
});

requirement("create-listener.combinations.accepted", async ({ check }) => {
  await check.accepts(wholeSpace, { lens: "dry-run" });
  // The dry-run lens sets DryRun itself: what the parameter does beside others shows in creations only.
  await check.accepts(wholeSpace, { lens: "create", creations: wholeSpace.examples.length });
});

requirement("create-listener.wire.decoding", async ({ check }) => {
  await check.accepts(easilyAltered, { lens: "create", creations: 60 });
  await plusForBlank(check);
  await parametersInAnyOrder(check);
});

requirement("create-listener.wire.no-server-error", async ({ check }) => {
  for (const request of sureMalformedWire) {
    const answer = answerInWords(await sendRaw(check, request));
    check.observe(request.name, answer);
    if (/^HTTP 5/u.test(answer))
      check.warn("create-listener.wire.no-server-error", `${request.name} was answered ${answer}`);
  }
});

requirement("create-listener.wire.readable-answers", async ({ check }) => {
  // What cannot be read is seen in all checks of a run; here it is made sure that there is something to be read.
  const { exchange } = await check.session.send({ ...MINIMAL_DRAFT, dryRun: true }, {});
  check.observe("a plain dry run", unreadableIn(exchange) === undefined ? "can be read" : "cannot be read");
  if (!check.mayCreate || check.session.stage.isScarce) return;
  await check.withLoadBalancer(0, async (one) => {
    const listener = listenerOf(one, await one.create(MINIMAL_DRAFT));
    if (listener !== undefined) await one.waitRunning(listener);
  });
});

requirement("create-listener.wire.malformed-input", async ({ check }) => {
  for (const request of malformedWire) check.observe(request.name, answerInWords(await sendRaw(check, request)));
});
