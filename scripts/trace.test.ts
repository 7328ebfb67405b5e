import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { locatorOf } from "../contract/fragments.js";
import { trace } from "./trace.js";

const folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-trace-"));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, "page.txt");

const CONTRACT = {
  clauses: new Map([[locatorOf("A car may park."), ["parking.allowed"]]]),
  begins: new Map([[locatorOf("A car may park."), "A car"]]),
  notJudged: new Set([locatorOf("Parking")]),
};

const traced = (page: string) => {
  writeFileSync(file, page);
  return trace([file], CONTRACT);
};

test("a page that agrees: one line, exit code 0", () => {
  assert.deepEqual(traced("Parking\n\nA car may park."), {
    lines: ["2 fragments: 1 are clauses, 1 are listed as none. All agree."],
    exitCode: 0,
  });
});

test("every disagreement has its line, and the exit code is 1", () => {
  const { lines, exitCode } = traced(`Parking\nBikes ${"b".repeat(200)}.`);
  assert.equal(exitCode, 1);
  assert.equal(lines.length, 3);
  assert.ok(lines[0]?.startsWith(`${file}:2: `) && lines[0].endsWith("b…"), lines[0]);
  assert.match(lines[1] ?? "", /on which parking\.allowed rests, is not on the page$/u);
  assert.equal(lines[2], "2 of 2 fragments do not agree with the contract.");
});

test("wrong use: what to do, exit code 2", () => {
  for (const args of [[], ["a", "b"]]) {
    const { lines, exitCode } = trace(args, CONTRACT);
    assert.deepEqual([exitCode, lines.length], [2, 1]);
    assert.match(lines[0] ?? "", /^usage: npm run trace -- FILE/u);
  }
  assert.deepEqual(trace([join(folder, "none.txt")], CONTRACT).exitCode, 2);
  assert.deepEqual(trace([folder], CONTRACT).lines, [
    `cannot read ${folder}: name a text file with the documentation page`,
  ]);
});
