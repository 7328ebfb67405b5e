import { through } from "../contract/judge.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { examplesOf, valid } from "../generators/specimen.js";
import * as tag from "../generators/tag.js";
import { duplicateKeys, equalDuplicates } from "../generators/tag-duplicate.js";
import * as text from "../generators/tag-text.js";
import { asRateAllows } from "../harness/exhaustive.js";
import { anyClientError } from "../harness/expected-refusal.js";
import { requirement } from "../harness/requirement.js";
import { shortly } from "../harness/short-answer.js";

requirement("create-listener.tag.optional", async ({ endpoint }) => {
  await endpoint.accepts({ examples: [valid(MINIMAL_DRAFT)] });
});

requirement("create-listener.tag.count", async ({ endpoint }) => {
  await endpoint.accepts(tag.ofCount(1, 2, 19, 20));
  await endpoint.refuses(tag.tooMany, anyClientError);
  for (const draft of tag.tooManyInAnyReading) {
    const attempt = await endpoint.session.send(through("dry-run", draft), {
      loadBalancerId: endpoint.session.pool.first,
    });
    endpoint.expect(attempt.answer.is === "refused", attempt, {
      expected: "refused: at most 20 tags",
      got: shortly(attempt),
    });
  }
});

requirement("create-listener.tag.every-count", async ({ endpoint }) => {
  await endpoint.accepts(tag.everyCount, { creations: 20 });
});

requirement("create-listener.tag.read-back", async ({ endpoint }) => {
  await endpoint.accepts(asRateAllows(endpoint.session, text.alone, 24), { lens: "dry-run" });
  const packed = examplesOf(
    text.asValues,
    text.asKeys,
    text.alikeKeys,
    text.longestPrintable,
    text.everyLetter,
    text.largest,
  );
  await endpoint.accepts(packed, { lens: "create", creations: packed.examples.length });
  await endpoint.accepts(tag.delicateCharacters, { lens: "create", creations: 60 });
  await endpoint.accepts(tag.mixtures, { lens: "create" });
});

requirement("create-listener.tag.random", async ({ endpoint }) => {
  await endpoint.accepts(tag.mixtures);
  await endpoint.refuses(tag.withDefect("keyFarTooLong"), "IllegalParam.TagKey");
  await endpoint.refuses(tag.withDefect("valueFarTooLong"), "IllegalParam.TagValue");
  await endpoint.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey", { lens: "dry-run" });
  await endpoint.refuses(duplicateKeys, "DuplicatedParam.TagKey", { lens: "dry-run" });
});

requirement("create-listener.tag-key.minimum", async ({ endpoint }) => {
  await endpoint.accepts(tag.keysOfLength("k", 1, 2));
});

requirement("create-listener.tag-key.not-empty", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("keyEmpty"), ["MissingParam.TagKey", "IllegalParam.TagKey"]);
});

requirement("create-listener.tag-key.maximum", async ({ endpoint }) => {
  await endpoint.accepts(tag.keysOfLength("k", 127, 128));
  await endpoint.refuses(tag.withDefect("keyTooLong"), "IllegalParam.TagKey");
});

requirement("create-listener.tag-key.every-length", async ({ endpoint }) => {
  await endpoint.accepts(tag.everyKeyLengthAlone, { lens: "dry-run" });
  await endpoint.accepts(tag.everyKeyLength, { lens: "create", creations: 7 });
  if (endpoint.session.profile === "full") {
    await endpoint.accepts(tag.everyKeyLengthAlone, { lens: "create", creations: 128 });
  }
});

requirement("create-listener.tag-key.code-points", async ({ endpoint }) => {
  await endpoint.accepts(
    examplesOf(tag.keysOfLength("中", 1, 43, 64, 65, 128), tag.keysOfLength("\u{1F600}", 1, 32, 64, 65, 128)),
  );
});

requirement("create-listener.tag-key.reserved-prefix", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("reservedPrefix"), "IllegalParam.TagKey");
});

requirement("create-listener.tag-key.reserved-word-inside", async ({ endpoint }) => {
  await endpoint.accepts(tag.reservedWordInside);
});

requirement("create-listener.tag-key.url", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey");
});

requirement("create-listener.tag-key.url-parts", async ({ endpoint }) => {
  await endpoint.accepts(tag.keyUrlParts);
});

requirement("create-listener.tag-key.unique", async ({ endpoint }) => {
  await endpoint.refuses(duplicateKeys, "DuplicatedParam.TagKey");
});

requirement("create-listener.tag-key.unique-equal-values", async ({ endpoint }) => {
  for (const [i, draft] of equalDuplicates.entries()) {
    const answer = await endpoint.answerToDryRun(draft);
    if (!answer.endsWith("DuplicatedParam.TagKey")) {
      endpoint.warn("create-listener.tag-key.unique-equal-values", `equal tags were answered ${answer}`);
    }
    endpoint.observe(i === 0 ? "adjacent" : "apart", answer);
  }
});

requirement("create-listener.tag-key.case", async ({ endpoint }) => {
  endpoint.observe("key and KEY", await endpoint.answerToDryRun(tag.openQuestions["key.case"]));
});

requirement("create-listener.tag-key.reserved-prefix-case", async ({ endpoint }) => {
  for (const question of [
    "prefix.ALIYUN",
    "prefix.Aliyun",
    "prefix.ACS:",
    "url.HTTP:// in key",
    "url.HTTPS:// in value",
  ] as const) {
    endpoint.observe(question, await endpoint.answerToDryRun(tag.openQuestions[question]));
  }
});

requirement("create-listener.tag-value.maximum", async ({ endpoint }) => {
  await endpoint.accepts(tag.valuesOfLength("v", 1, 2, 255, 256));
  await endpoint.refuses(tag.withDefect("valueTooLong"), "IllegalParam.TagValue");
});

requirement("create-listener.tag-value.every-length", async ({ endpoint }) => {
  await endpoint.accepts(tag.everyValueLengthAlone, { lens: "dry-run" });
  await endpoint.accepts(tag.everyValueLength, { lens: "create", creations: 13 });
});

requirement("create-listener.tag-value.code-points", async ({ endpoint }) => {
  await endpoint.accepts(
    examplesOf(tag.valuesOfLength("中", 1, 86, 128, 129, 256), tag.valuesOfLength("\u{1F600}", 1, 64, 128, 129, 256)),
  );
});

requirement("create-listener.tag-value.url", async ({ endpoint }) => {
  await endpoint.refuses(tag.withDefect("valueUrl"), "IllegalParam.TagValue");
});

requirement("create-listener.tag-value.url-parts", async ({ endpoint }) => {
  await endpoint.accepts(tag.valueUrlParts);
});

requirement("create-listener.tag-value.reserved-prefix-allowed", async ({ endpoint }) => {
  await endpoint.accepts(tag.reservedPrefixInValue);
});

requirement("create-listener.tag-value.empty", async ({ endpoint }) => {
  endpoint.observe("empty text", await endpoint.answerToDryRun(tag.openQuestions["value.empty"]));
});

requirement("create-listener.tag-value.missing", async ({ endpoint }) => {
  endpoint.observe("left out", await endpoint.answerToDryRun(tag.openQuestions["value.missing"]));
});
