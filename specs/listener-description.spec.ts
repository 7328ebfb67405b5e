import { through } from "../contract/judge.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import * as description from "../generators/listener-description.js";
import { examplesOf, type Family, valid } from "../generators/specimen.js";
import { asRateAllows } from "../harness/exhaustive.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { requirement } from "../harness/requirement.js";
import { shortly } from "../harness/short-answer.js";

const leftOut: Family = { examples: [valid(MINIMAL_DRAFT)] };

requirement("create-listener.listener-description.optional", async ({ endpoint }) => {
  await endpoint.accepts(leftOut);
});

requirement("create-listener.listener-description.minimum", async ({ endpoint }) => {
  await endpoint.accepts(description.shortest);
  await endpoint.refuses(description.tooShort(), anyClientError);
});

requirement("create-listener.listener-description.maximum", async ({ endpoint }) => {
  await endpoint.accepts(description.longest);
  await endpoint.refuses(description.tooLong(), anyClientError);
});

requirement("create-listener.listener-description.every-length", async ({ endpoint }) => {
  await endpoint.accepts(description.everyLength, { creations: endpoint.session.profile === "full" ? 255 : 12 });
});

requirement("create-listener.listener-description.chinese-length", async ({ endpoint }) => {
  await endpoint.accepts(description.shortestAndLongestChinese);
  await endpoint.refuses(description.tooShort("中"), anyClientError);
  await endpoint.refuses(description.tooLong("中"), anyClientError);
});

requirement("create-listener.listener-description.code-points", async ({ endpoint }) => {
  // The page does not say that such characters are allowed; how they are counted can be judged only where they are.
  const put = (draft: typeof description.astralAtAll) =>
    endpoint.session.send(through("dry-run", draft), { loadBalancerId: endpoint.session.pool.first });
  const atAll = await put(description.astralAtAll);
  if (atAll.answer.is !== "dry-run-passed") {
    endpoint.notApplicable(`ideographs outside the basic plane are answered ${shortly(atAll)}`);
    return;
  }
  for (const draft of description.astralWithinCodePoints) {
    const attempt = await put(draft);
    endpoint.expect(attempt.answer.is === "dry-run-passed", attempt, {
      expected: "accepted: at most 256 characters",
      got: shortly(attempt),
    });
  }
  const single = await put(description.astralBelowMinimum);
  endpoint.expect(single.answer.is === "refused", single, {
    expected: "refused: one character only",
    got: shortly(single),
  });
});

requirement("create-listener.listener-description.letters-and-digits", async ({ endpoint }) => {
  await endpoint.accepts(description.lettersAndDigits);
});

requirement("create-listener.listener-description.punctuation", async ({ endpoint }) => {
  await endpoint.accepts(description.punctuation, { creations: 30 });
});

requirement("create-listener.listener-description.chinese", async ({ endpoint }) => {
  await endpoint.accepts(description.chinese);
  await endpoint.accepts(asRateAllows(endpoint.session, description.everyChinese, 12), { lens: "dry-run" });
});

requirement("create-listener.listener-description.forbidden-ascii", async ({ endpoint }) => {
  await endpoint.refuses(description.forbiddenAscii, anyClientError);
});

requirement("create-listener.listener-description.forbidden-controls", async ({ endpoint }) => {
  await endpoint.refuses(asRateAllows(endpoint.session, description.forbiddenControls, 60), anyClientError);
});

requirement("create-listener.listener-description.forbidden-symbols", async ({ endpoint }) => {
  await endpoint.refuses(asRateAllows(endpoint.session, description.forbiddenSymbols, 60), anyClientError);
});

requirement("create-listener.listener-description.read-back", async ({ endpoint }) => {
  const delicate = asRateAllows(endpoint.session, description.delicate, 16);
  await endpoint.accepts(delicate, { creations: delicate.examples.length });
  await endpoint.accepts(description.everyChinese, { lens: "create", creations: 4 });
  await endpoint.accepts(
    examplesOf(description.mixtures, description.punctuation, description.shortestAndLongestChinese),
    { lens: "create", creations: 40 },
  );
  await endpoint.accepts(description.mixtures, { lens: "create" });
});

requirement("create-listener.listener-description.random", async ({ endpoint }) => {
  await endpoint.accepts(description.mixtures);
  await endpoint.refuses(description.oneForbidden, anyClientError);
  await endpoint.refuses(description.tooLong("-"), anyClientError);
});

requirement("create-listener.listener-description.other-scripts", async ({ endpoint }) => {
  for (const draft of description.otherScripts) {
    const answer = await endpoint.answerToDryRun(draft);
    if (answer === "dry run passed") {
      endpoint.warn("create-listener.listener-description.other-scripts", `accepted ${draft.listenerDescription}`);
    }
    endpoint.observe(String(draft.listenerDescription), answer);
  }
});

requirement("create-listener.listener-description.empty", async ({ endpoint }) => {
  endpoint.observe("empty text", await endpoint.answerToDryRun(description.withDescription("")));
});

requirement("create-listener.listener-description.unspecified-characters", async ({ endpoint }) => {
  for (const { name, draft } of description.unspecifiedCharacters)
    endpoint.observe(name, await endpoint.answerToDryRun(draft));
});
