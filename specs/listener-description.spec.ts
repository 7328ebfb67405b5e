/** Checks of ListenerDescription. */
import { through } from "../contract/judge.js";
import { MINIMAL_DRAFT, type RequestDraft } from "../contract/request.js";
import { answerInWords } from "../exercise/cases/answer-in-words.js";
import type { Check } from "../exercise/check/check.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import { type BorrowedLoadBalancer, listenerOf } from "../exercise/stage/borrowed-load-balancer.js";
import { asRateAllows } from "../exercise/stage/rationing.js";
import * as description from "../generators/listener-description.js";
import { examplesOf, type Family, valid } from "../generators/specimen.js";
import { withPassengersOfAll } from "../generators/tag.js";
import { refusesInAnyReading } from "./in-any-reading.js";

const leftOut: Family = { examples: [valid(MINIMAL_DRAFT)] };

requirement("create-listener.listener-description.optional", async ({ check }) => {
  await check.accepts(leftOut);
});

requirement("create-listener.listener-description.minimum", async ({ check }) => {
  await check.accepts(description.shortest);
  await check.refuses(description.tooShort(), anyClientError);
});

requirement("create-listener.listener-description.maximum", async ({ check }) => {
  await check.accepts(description.longest);
  await check.refuses(description.tooLong(), anyClientError);
  await refusesInAnyReading(check, "create-listener.listener-description.maximum");
});

requirement("create-listener.listener-description.every-length", async ({ check }) => {
  await check.accepts(description.everyLength, {
    creations: { smoke: 3, standard: 12, full: 255 }[check.session.profile],
  });
});

requirement("create-listener.listener-description.chinese-length", async ({ check }) => {
  await check.accepts(description.shortestAndLongestChinese);
  await check.refuses(description.tooShort("中"), anyClientError);
  await check.refuses(description.tooLong("中"), anyClientError);
});

requirement("create-listener.listener-description.code-points", async ({ check }) => {
  // The page does not say that such characters are allowed; how they are counted can be judged only where they are.
  const put = (draft: typeof description.astralAtAll) => check.session.send(through("dry-run", draft), {});
  const atAll = await put(description.astralAtAll);
  if (atAll.answer.is !== "dry-run-passed") {
    check.notApplicable(`ideographs outside the basic plane are answered ${answerInWords(atAll)}`);
    return;
  }
  for (const draft of description.astralWithinCodePoints) {
    const attempt = await put(draft);
    check.expect(attempt.answer.is === "dry-run-passed", attempt, {
      expected: "accepted: at most 256 characters",
      got: answerInWords(attempt),
    });
  }
  const single = await put(description.astralBelowMinimum);
  check.expect(single.answer.is === "refused", single, {
    expected: "refused: one character only",
    got: answerInWords(single),
  });
});

requirement("create-listener.listener-description.letters-and-digits", async ({ check }) => {
  await check.accepts(description.lettersAndDigits);
});

requirement("create-listener.listener-description.punctuation", async ({ check }) => {
  await check.accepts(description.punctuation, { creations: 30 });
});

requirement("create-listener.listener-description.chinese", async ({ check }) => {
  await check.accepts(description.chinese);
  await check.accepts(asRateAllows(check.session, description.everyChinese, 12), { lens: "dry-run" });
});

requirement("create-listener.listener-description.forbidden-ascii", async ({ check }) => {
  await check.refuses(description.forbiddenAscii, anyClientError);
  await refusesInAnyReading(check, "create-listener.listener-description.forbidden-ascii");
});

requirement("create-listener.listener-description.forbidden-controls", async ({ check }) => {
  await check.refuses(asRateAllows(check.session, description.forbiddenControls, 60), anyClientError);
});

requirement("create-listener.listener-description.forbidden-symbols", async ({ check }) => {
  await check.refuses(asRateAllows(check.session, description.forbiddenSymbols, 60), anyClientError);
});

requirement("create-listener.listener-description.read-back", async ({ check }) => {
  const misread = asRateAllows(check.session, description.misread, 16);
  await check.accepts(misread, { creations: misread.examples.length });
  await check.accepts(description.everyChinese, { lens: "create", creations: 4 });
  await check.accepts(
    examplesOf(description.mixtures, description.punctuation, description.shortestAndLongestChinese),
    { lens: "create", creations: 40 },
  );
  await check.accepts(description.mixtures, { lens: "create" });
  await check.accepts(withPassengersOfAll, { lens: "create", creations: withPassengersOfAll.examples.length });
  await keepsWhatItTakes(check);
});

/** Characters of which the page does not say whether they are allowed: where they are, they are kept. */
async function keepsWhatItTakes(check: Check): Promise<void> {
  if (!check.mayCreate || check.session.stage.isScarce) return;
  const keeps = (draft: RequestDraft) => async (one: BorrowedLoadBalancer) => {
    const attempt = await one.create(draft);
    const listener = listenerOf(one, attempt);
    const read = listener === undefined ? undefined : await one.read(listener);
    if (read?.is !== "found") return;
    const finding = {
      expected: `ListenerDescription: ${JSON.stringify(draft.listenerDescription)}, since it was accepted`,
      got: `ListenerDescription: ${JSON.stringify(read.view.description)}`,
    };
    check.expect(read.view.description === draft.listenerDescription, attempt, finding, [
      attempt.exchange,
      read.exchange,
    ]);
  };
  await Promise.all(description.rareIdeographs.map((draft, depth) => check.withLoadBalancer(depth, keeps(draft))));
}

requirement("create-listener.listener-description.random", async ({ check }) => {
  await check.accepts(description.mixtures);
  await check.refuses(description.oneForbidden, anyClientError);
  await check.refuses(description.tooLong("-"), anyClientError);
});

requirement("create-listener.listener-description.other-scripts", async ({ check }) => {
  for (const draft of description.otherScripts) {
    const answer = await check.answerToDryRun(draft);
    if (answer === "dry run passed") {
      check.warn("create-listener.listener-description.other-scripts", `accepted ${draft.listenerDescription}`);
    }
    check.observe(String(draft.listenerDescription), answer);
  }
});

requirement("create-listener.listener-description.empty", async ({ check }) => {
  check.observe("empty text", await check.answerToDryRun(description.withDescription("")));
});

requirement("create-listener.listener-description.unspecified-characters", async ({ check }) => {
  for (const { name, draft } of description.unspecifiedCharacters)
    check.observe(name, await check.answerToDryRun(draft));
});
