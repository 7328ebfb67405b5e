import assert from "node:assert/strict";
import { test } from "node:test";
import { everyChinese } from "./listener-description.js";
import { HAN, MISREAD_DESCRIPTIONS, MISREAD_TEXTS } from "./misread-text.js";
import { isOfAnotherKind, nearMisses } from "./resource-id.js";
import type { Family } from "./specimen.js";
import { alikeKeys, alone, asKeys, asValues, everyLetter, longestPrintable } from "./tag-text.js";
import { everyValue } from "./tcp-idle-timeout.js";

const tagsOf = ({ examples }: Family) => examples.map(({ draft }) => draft.tags ?? []);
const sorted = (texts: readonly (string | undefined)[]) => [...texts].sort();

test("every text that is easily misread is sent alone, as a key and as a value, each once", () => {
  assert.equal(new Set(MISREAD_TEXTS).size, MISREAD_TEXTS.length);
  assert.equal(new Set(MISREAD_DESCRIPTIONS).size, MISREAD_DESCRIPTIONS.length);
  const wanted = sorted(MISREAD_TEXTS);
  const keys = (family: Family) => sorted(tagsOf(family).flatMap((tags) => tags.map(({ key }) => key)));
  const values = (family: Family) => sorted(tagsOf(family).flatMap((tags) => tags.map(({ value }) => value)));
  assert.deepEqual([keys(alone), values(alone), keys(asKeys), values(asValues)], [wanted, wanted, wanted, wanted]);
});

test("keys of one request differ in more than case and normalisation", () => {
  for (const tags of [asKeys, alikeKeys].flatMap(tagsOf)) {
    const folded = tags.map(({ key = "" }) => key.normalize("NFKC").toLowerCase());
    assert.equal(new Set(folded).size, tags.length, folded.join(" "));
  }
});

test("texts are packed tightly: few requests hold them all", () => {
  assert.ok(asValues.examples.length <= Math.ceil(MISREAD_TEXTS.length / 20));
  assert.ok(asKeys.examples.length <= Math.ceil(MISREAD_TEXTS.length / 20) + 1, `${asKeys.examples.length}`);
  assert.ok(everyLetter.examples.length <= 8, `${everyLetter.examples.length}`);
});

test("every undisputed ideograph is in a description and in a value", () => {
  const described = new Set(everyChinese.examples.flatMap(({ draft }) => [...(draft.listenerDescription ?? "")]));
  const kept = new Set(tagsOf(everyLetter).flatMap((tags) => tags.flatMap(({ value = "" }) => [...value])));
  assert.deepEqual([HAN.length, HAN[0], HAN.at(-1)], [20_902, "一", "龥"]);
  for (const character of HAN) assert.ok(described.has(character) && kept.has(character), character);
});

test("the longest key and value hold every printable ASCII character", () => {
  const [[tag] = []] = tagsOf(longestPrintable);
  assert.deepEqual([tag?.key?.length, tag?.value?.length], [128, 256]);
  for (let code = 0x20; code < 0x7f; code += 1) {
    const character = String.fromCharCode(code);
    assert.ok(tag?.key?.includes(character) && tag.value?.includes(character), character);
  }
});

test("every whole number of seconds is among the values", () => {
  assert.equal(new Set(everyValue.examples.map(({ draft }) => draft.tcpIdleTimeout)).size, 5_941);
});

test("near misses differ from a long id by one character; short ids have none, for their neighbours may exist", () => {
  assert.deepEqual(nearMisses("sgp-0123456789abcdef"), [
    "sgp-0123456789abcdefx",
    "sgp-0123456789abcdef0",
    "sgp-0123456789abcde",
  ]);
  for (const id of ["", "sgp-1", "load-balancer-10"]) assert.deepEqual(nearMisses(id), []);
});

test("only ids that bear a mark of their kind are certain to name nothing of another", () => {
  assert.ok(isOfAnotherKind("gwlb-0123", "sgp-0123"));
  assert.ok(isOfAnotherKind("lsn-1", "gwlb-1"));
  for (const [id, own] of [
    ["1", "2"],
    ["7f3a", "sgp-1"],
    ["sgp-1", "7f3a"],
    ["id-1", "id-2"],
    ["ID-1", "id-2"],
    ["sgp-1", "sgp-1"],
    ["", "sgp-1"],
  ] as const)
    assert.ok(!isOfAnotherKind(id, own), `${id} for ${own}`);
});
