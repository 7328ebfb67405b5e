/** Checks of tags. */
import { MINIMAL_DRAFT } from "../contract/request.js";
import { anyClientError } from "../exercise/check/expected-refusal.js";
import { requirement } from "../exercise/check/requirement.js";
import { asRateAllows } from "../exercise/stage/rationing.js";
import { examplesOf, valid } from "../generators/specimen.js";
import * as tag from "../generators/tag.js";
import { duplicateKeys, equalDuplicates } from "../generators/tag-duplicate.js";
import * as text from "../generators/tag-text.js";
import { refusesInAnyReading } from "./in-any-reading.js";

requirement("create-listener.tag.optional", async ({ check }) => {
  await check.accepts({ examples: [valid(MINIMAL_DRAFT)] });
});

requirement("create-listener.tag.count", async ({ check }) => {
  await check.accepts(tag.ofCount(1, 2, 19, 20));
  await check.refuses(tag.tooMany, anyClientError);
  await refusesInAnyReading(check, "create-listener.tag.count");
});

requirement("create-listener.tag.every-count", async ({ check }) => {
  await check.accepts(tag.everyCount, { creations: 20 });
});

requirement("create-listener.tag.read-back", async ({ check }) => {
  await check.accepts(asRateAllows(check.session, text.alone, 24), { lens: "dry-run" });
  // Whatever time there is for creations: texts that are refused show in few dry runs.
  const { examples } = examplesOf(text.asValues, text.asKeys);
  await check.accepts({ examples, kept: { "dry-run": examples.length } }, { lens: "dry-run" });
  const packed = examplesOf(
    text.asValues,
    text.asKeys,
    text.alikeKeys,
    text.longestPrintable,
    text.everyLetter,
    text.largest,
  );
  await check.accepts(packed, { lens: "create", creations: packed.examples.length });
  await check.accepts(tag.easilyAltered, { lens: "create", creations: 60 });
  await check.accepts(tag.mixtures, { lens: "create" });
});

requirement("create-listener.tag.random", async ({ check }) => {
  await check.accepts(tag.mixtures);
  await check.refuses(tag.withDefect("keyFarTooLong"), "IllegalParam.TagKey");
  await check.refuses(tag.withDefect("valueFarTooLong"), "IllegalParam.TagValue");
  await check.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey", { lens: "dry-run" });
  await check.refuses(duplicateKeys, "DuplicatedParam.TagKey", { lens: "dry-run" });
});

requirement("create-listener.tag-key.minimum", async ({ check }) => {
  await check.accepts(tag.keysOfLength("k", 1, 2));
});

requirement("create-listener.tag-key.not-empty", async ({ check }) => {
  await check.refuses(tag.withDefect("keyEmpty"), ["MissingParam.TagKey", "IllegalParam.TagKey"]);
});

requirement("create-listener.tag-key.maximum", async ({ check }) => {
  await check.accepts(tag.keysOfLength("k", 127, 128));
  await check.refuses(tag.withDefect("keyTooLong"), "IllegalParam.TagKey");
  await refusesInAnyReading(check, "create-listener.tag-key.maximum");
});

requirement("create-listener.tag-key.every-length", async ({ check }) => {
  await check.accepts(tag.everyKeyLengthAlone, { lens: "dry-run" });
  await check.accepts(tag.everyKeyLength, { lens: "create", creations: 7 });
  if (check.session.profile === "full") {
    await check.accepts(tag.everyKeyLengthAlone, { lens: "create", creations: 128 });
  }
});

requirement("create-listener.tag-key.code-points", async ({ check }) => {
  await check.accepts(
    examplesOf(tag.keysOfLength("中", 1, 43, 64, 65, 128), tag.keysOfLength("\u{1F600}", 1, 32, 64, 65, 128)),
  );
});

requirement("create-listener.tag-key.reserved-prefix", async ({ check }) => {
  await check.refuses(tag.withDefect("reservedPrefix"), "IllegalParam.TagKey");
  await refusesInAnyReading(check, "create-listener.tag-key.reserved-prefix");
});

requirement("create-listener.tag-key.reserved-word-inside", async ({ check }) => {
  await check.accepts(tag.reservedWordInside);
});

requirement("create-listener.tag-key.other-words", async ({ check }) => {
  await check.accepts(text.unreservedTogether, { creations: text.unreservedTogether.examples.length });
  if (check.session.profile !== "smoke")
    await check.accepts(asRateAllows(check.session, text.unreservedAlone, 24), { lens: "dry-run" });
});

requirement("create-listener.tag-key.url", async ({ check }) => {
  await check.refuses(tag.withDefect("keyUrl"), "IllegalParam.TagKey");
  await refusesInAnyReading(check, "create-listener.tag-key.url");
});

requirement("create-listener.tag-key.url-parts", async ({ check }) => {
  await check.accepts(tag.keyUrlParts);
});

requirement("create-listener.tag-key.unique", async ({ check }) => {
  await check.refuses(duplicateKeys, "DuplicatedParam.TagKey");
  await refusesInAnyReading(check, "create-listener.tag-key.unique");
});

requirement("create-listener.tag-key.distinct", async ({ check }) => {
  await check.accepts(text.distinctPairsTogether, { creations: text.distinctPairsTogether.examples.length });
  if (check.session.profile !== "smoke")
    await check.accepts(asRateAllows(check.session, text.distinctPairs, 12), { lens: "dry-run" });
});

requirement("create-listener.tag-key.unique-equal-values", async ({ check }) => {
  for (const [i, draft] of equalDuplicates.entries()) {
    const answer = await check.answerToDryRun(draft);
    if (!answer.endsWith("DuplicatedParam.TagKey")) {
      check.warn("create-listener.tag-key.unique-equal-values", `equal tags were answered ${answer}`);
    }
    check.observe(i === 0 ? "adjacent" : "apart", answer);
  }
});

requirement("create-listener.tag-key.case", async ({ check }) => {
  for (const [difference, draft] of Object.entries(text.OPEN_PAIRS))
    check.observe(difference, await check.answerToDryRun(draft));
});

requirement("create-listener.tag-key.reserved-prefix-case", async ({ check }) => {
  for (const question of [
    "prefix.ALIYUN",
    "prefix.Aliyun",
    "prefix.ACS:",
    "url.HTTP:// in key",
    "url.HTTPS:// in value",
  ] as const) {
    check.observe(question, await check.answerToDryRun(tag.openQuestions[question]));
  }
});

requirement("create-listener.tag-value.maximum", async ({ check }) => {
  await check.accepts(tag.valuesOfLength("v", 1, 2, 255, 256));
  await check.refuses(tag.withDefect("valueTooLong"), "IllegalParam.TagValue");
});

requirement("create-listener.tag-value.every-length", async ({ check }) => {
  await check.accepts(tag.everyValueLengthAlone, { lens: "dry-run" });
  await check.accepts(tag.everyValueLength, { lens: "create", creations: 13 });
});

requirement("create-listener.tag-value.code-points", async ({ check }) => {
  await check.accepts(
    examplesOf(tag.valuesOfLength("中", 1, 86, 128, 129, 256), tag.valuesOfLength("\u{1F600}", 1, 64, 128, 129, 256)),
  );
});

requirement("create-listener.tag-value.url", async ({ check }) => {
  await check.refuses(tag.withDefect("valueUrl"), "IllegalParam.TagValue");
  await refusesInAnyReading(check, "create-listener.tag-value.url");
});

requirement("create-listener.tag-value.url-parts", async ({ check }) => {
  await check.accepts(tag.valueUrlParts);
});

requirement("create-listener.tag-value.reserved-prefix-allowed", async ({ check }) => {
  await check.accepts(tag.reservedPrefixInValue);
});

requirement("create-listener.tag-value.empty", async ({ check }) => {
  check.observe("empty text", await check.answerToDryRun(tag.openQuestions["value.empty"]));
});

requirement("create-listener.tag-value.missing", async ({ check }) => {
  check.observe("left out", await check.answerToDryRun(tag.openQuestions["value.missing"]));
});
