import assert from "node:assert/strict";
import { test } from "node:test";
import { renderTable } from "./table.js";

const kill = { kind: "new", requests: 12, ms: 3_456 };

test("a row tells share, cost and false alarms", () => {
  const mutants = [
    { mutant: "seen", area: "a", detected: true, kills: [kill] },
    { mutant: "missed", area: "a", detected: false, kills: [] },
  ];
  const text = renderTable([{ contender: "tool 1", falseAlarms: ["x"], requestsOfRun: 180, mutants }], [], 3);
  assert.match(text, /│ tool 1 +│ 1 of 2 \(50 %\) +│ 12 +│ 3\.46 +│ 180 +│ 1 +│/u);
});

test("a tool that is not there has a row that says why", () => {
  const text = renderTable([], [{ is: "not-available", name: "tool 2", why: "java: spawn java ENOENT" }], 3);
  assert.match(text, /tool 2 +│ not available: java: spawn java ENOENT/u);
});

test("runs that did not end are told", () => {
  const mutants = [{ mutant: "slow", area: "a", detected: false, kills: [], problem: "not done after 5 s" }];
  const text = renderTable([{ contender: "tool 3", falseAlarms: [], requestsOfRun: 1, mutants }], [], 3);
  assert.match(text, /tool 3: 1 mutants? without a finished run, for example slow: not done after 5 s/u);
});
