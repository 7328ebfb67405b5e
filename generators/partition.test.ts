import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT } from "../contract/request.js";
import { withDryRun } from "./dry-run.js";
import { withDescription } from "./listener-description.js";
import { classesOf, PARTITION } from "./partition.js";
import { withTags } from "./tag.js";
import { withTimeout } from "./tcp-idle-timeout.js";

const NOTHING_SET = [
  "ListenerDescription absent",
  "TcpIdleTimeout absent",
  "DryRun absent",
  "ClientToken absent",
  "Tag count 0",
];

test("the partition names each class once", () => {
  assert.equal(new Set(PARTITION).size, PARTITION.length);
});

test("a request that sets nothing hits the classes of absence", () => {
  assert.deepEqual(classesOf(MINIMAL_DRAFT).sort(), [...NOTHING_SET].sort());
});

test("lengths are code points", () => {
  assert.ok(classesOf(withDescription("\u{1F600}".repeat(256))).includes("ListenerDescription length 256"));
  assert.ok(
    classesOf(withTags([{ key: "\u{1F600}".repeat(128), value: "中".repeat(256) }])).includes("Tag key length 128"),
  );
});

test("a boundary is hit exactly, in between nothing is", () => {
  assert.ok(classesOf(withTimeout(60)).includes("TcpIdleTimeout 60"));
  assert.ok(classesOf(withTimeout("59")).includes("TcpIdleTimeout 59"));
  assert.deepEqual(
    classesOf(withTimeout(1234)).filter((name) => name.startsWith("TcpIdleTimeout")),
    [],
  );
});

test("every kind of character of a text is hit once", () => {
  assert.deepEqual(
    classesOf(withDescription("ab1,中中")).filter((name) => name.includes("character")),
    ["letter", "digit", "punctuation", "chinese"].map((name) => `ListenerDescription character ${name}`),
  );
});

test("a violation is hit once however often it occurs, and odd spellings of DryRun are no class", () => {
  assert.deepEqual(
    classesOf(withDescription("a b c d")).filter((name) => name.startsWith("violation")),
    ["violation listener-description.forbidden-ascii"],
  );
  assert.deepEqual(
    classesOf(withDryRun("TRUE")).filter((name) => name.startsWith("DryRun")),
    [],
  );
});

test("nothing is hit that the partition does not name", () => {
  const draft = {
    ...withTags([{ key: "k".repeat(77), value: "" }]),
    listenerDescription: "x".repeat(99),
    dryRun: true,
  };
  for (const name of classesOf(draft)) assert.ok(PARTITION.includes(name), name);
});
