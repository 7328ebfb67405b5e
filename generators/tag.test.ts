import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { classify } from "../contract/classify.js";
import type { TagDraft } from "../contract/request.js";
import { everyKeyLength, everyValueLength, openQuestions, tagList, withDefect } from "./tag.js";
import { duplicateKeys, equalDuplicates } from "./tag-duplicate.js";

const LISTS = fc.sample(tagList(), { numRuns: 3_000, seed: 1 });

test("every hundred lists reach no tag, one, two, nineteen and twenty", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const counts = new Set(fc.sample(tagList(), { numRuns: 100, seed }).map((tags) => tags.length));
    for (const count of [0, 1, 2, 19, 20]) assert.ok(counts.has(count), `${count} tags with seed ${seed}`);
  }
});

test("keys and values of drawn lists reach their longest and shortest", () => {
  const lengths = (member: keyof TagDraft) => new Set(LISTS.flat().map((tag) => [...(tag[member] ?? "")].length));
  for (const length of [1, 2, 127, 128]) assert.ok(lengths("key").has(length), `key of ${length}`);
  for (const length of [1, 2, 255, 256]) assert.ok(lengths("value").has(length), `value of ${length}`);
});

test("keys of a list differ, also without regard to case", () => {
  for (const tags of LISTS) {
    assert.equal(
      new Set(tags.map(({ key }) => key?.toLowerCase())).size,
      tags.length,
      JSON.stringify(tags).slice(0, 300),
    );
  }
});

test("the least number of tags is kept", () => {
  assert.ok(fc.sample(tagList(1), { numRuns: 500, seed: 1 }).every((tags) => tags.length > 0));
});

test("lists of lengths hold every length once", () => {
  const lengths = (family: typeof everyKeyLength, member: keyof TagDraft) =>
    family.examples.flatMap(({ draft }) => (draft.tags ?? []).map((tag) => tag[member]?.length));
  assert.deepEqual(
    lengths(everyKeyLength, "key"),
    Array.from({ length: 128 }, (_, i) => i + 1),
  );
  assert.deepEqual(
    lengths(everyValueLength, "value"),
    Array.from({ length: 256 }, (_, i) => i + 1),
  );
});

test("a defect stands alone, first, in the middle and last, also of twenty, and behind the tenth", () => {
  const places = withDefect("keyEmpty").examples.map(({ draft }) => {
    const tags = draft.tags ?? [];
    return `${tags.findIndex(({ key }) => key === "") + 1}/${tags.length}`;
  });
  for (const place of ["1/1", "1/3", "2/3", "3/3", "10/12", "11/12", "20/20"]) assert.ok(places.includes(place), place);
});

test("every variant of a defect is tried alone", () => {
  const alone = withDefect("keyUrl").examples.flatMap(({ draft }) =>
    draft.tags?.length === 1 ? [draft.tags[0]?.key] : [],
  );
  for (const key of ["http://", "https://", "seehttp://host", "endhttps://"]) assert.ok(alone.includes(key), key);
});

test("duplicates are adjacent and apart, from the first to the last, with other values", () => {
  const distances = new Set<number>();
  for (const { draft } of [
    ...duplicateKeys.examples,
    ...fc.sample(duplicateKeys.arbitrary ?? fc.constant(duplicateKeys.examples[0] ?? assert.fail()), {
      numRuns: 500,
      seed: 1,
    }),
  ]) {
    const tags = draft.tags ?? [];
    const keys = tags.map(({ key }) => key);
    const second = keys.findIndex((key, i) => keys.indexOf(key) < i);
    const first = keys.indexOf(keys[second]);
    assert.ok(second > first && tags[first]?.value !== tags[second]?.value);
    distances.add(second - first);
  }
  for (const distance of [1, 2, 9, 19]) assert.ok(distances.has(distance), `${distance} apart`);
});

test("open questions are open and break nothing", () => {
  for (const draft of [...Object.values(openQuestions), ...equalDuplicates]) {
    const { violations, unspecified } = classify(draft);
    assert.deepEqual([violations.length, unspecified.length], [0, 1], JSON.stringify(draft.tags));
  }
});
