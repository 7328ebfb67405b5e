import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { TimedOperation } from "../evidence/counterexample.js";
import { HOSTILE } from "../evidence/testing/records.js";
import { timelineSvg, timelineText } from "./timeline.js";

const HISTORY: readonly TimedOperation[] = [
  { client: "client 1", operation: "create", result: "accepted as listener 1", invokedAt: 0, returnedAt: 20 },
  { client: "client 10", operation: "create", invokedAt: 1, returnedAt: 40 },
  { client: "auditor", operation: "read", result: "not found", invokedAt: 30, returnedAt: 31 },
];

test("as text: a bar per operation on a common axis, open where there was no answer", () => {
  assert.deepEqual(timelineText(HISTORY).split("\n"), [
    "           0                                  40 ms",
    "client 1   ├──────────────────┤                      create → accepted as listener 1",
    "client 10   ├────────────────────────────────────?   create → not answered",
    "auditor                                 ├┤           read → not found",
    "",
  ]);
});

test("as SVG: well-formed, bars in proportion, the impossible answer in red", () => {
  const svg = timelineSvg(HISTORY);
  assert.equal(XMLValidator.validate(svg), true);
  const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg);
  const [, first, second, third] = root.rect;
  assert.deepEqual(
    [first, second].map((bar) => Number(bar["@_width"])),
    [180, 351],
  );
  assert.equal(third["@_fill"], "#d62728");
  assert.notEqual(first["@_fill"], "#d62728");
});

test("hostile text breaks neither", () => {
  const hostile = HISTORY.map((one) => ({ ...one, operation: HOSTILE, result: HOSTILE, client: "<b>" }));
  assert.equal(timelineText(hostile).split("\n").length, HISTORY.length + 2);
  assert.doesNotMatch(timelineText(hostile), /[^\P{C}\n]/u);
  const svg = timelineSvg(hostile);
  assert.equal(XMLValidator.validate(svg), true);
  assert.doesNotMatch(svg, /<script|<b>|[^\P{C}\n]/u);
});

test("operations that took no time at all can be drawn", () => {
  const instant = [{ client: "a", operation: "read", result: "Running", invokedAt: 0, returnedAt: 0 }];
  assert.match(timelineText(instant), /├┤/u);
  assert.equal(XMLValidator.validate(timelineSvg(instant)), true);
});
