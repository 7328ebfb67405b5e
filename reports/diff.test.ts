import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { HOSTILE, MAXIMUM, MINIMUM, PROBE, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { diffReports, isSame, renderDifference } from "./diff.js";
import { buildReport, type RunResult } from "./report.js";
import { passingRunOf, runOf } from "./testing/runs.js";

const build = (run: RunResult) => buildReport(run, REQUIREMENTS);
const names = { before: "a.json", after: "b.json" };

test("a report does not differ from itself, nor from one that only took longer", () => {
  const report = build(runOf());
  const slower = build(
    runOf({
      endedAt: new Date("2026-01-15T11:00:00Z"),
      records: runOf().records.map((r) => ({ ...r, durationMs: 9 })),
    }),
  );
  for (const other of [report, slower]) {
    const difference = diffReports(report, other);
    assert.ok(isSame(difference));
    assert.equal(renderDifference(difference, names), "Compared with a.json, b.json shows no difference.\n");
  }
});

test("outcomes that changed, appeared or went, and the verdict", () => {
  const before = build(passingRunOf());
  const records = [recordOf(MINIMUM, { outcome: "fail", reason: "accepted 59" }), recordOf(TAG_COUNT), recordOf(PROBE)];
  const after = build(runOf({ records, planned: records.map(({ requirement }) => requirement) }));
  const difference = diffReports(before, after);
  assert.deepEqual(difference.verdict, { before: "conformant", after: "not-conformant" });
  assert.deepEqual(
    new Map(difference.outcomes.map((change) => [change.requirement, [change.before, change.after]])),
    new Map([
      [MINIMUM, ["pass", "fail"]],
      [PROBE, [undefined, "pass"]],
      [MAXIMUM, ["pass", undefined]],
    ]),
  );
  const text = renderDifference(difference, names);
  assert.match(text, /minimum: there it held, here it was violated \(accepted 59\)/u);
  assert.match(text, /maximum: only there; it held/u);
  assert.match(text, /missing \(probe: not graded\): only here/u);
});

test("probed behaviour that changed, question by question", () => {
  const probed = (fingerprint: Record<string, string>) =>
    build(runOf({ records: [recordOf(PROBE, { fingerprint })], planned: [PROBE] }));
  const difference = diffReports(probed({ a: "accepted", b: "x" }), probed({ a: "HTTP 400", b: "x", c: "new" }));
  assert.deepEqual(difference.behaviours, [
    { requirement: PROBE, question: "a", before: "accepted", after: "HTTP 400" },
    { requirement: PROBE, question: "c", after: "new" },
  ]);
  assert.match(renderDifference(difference, names), /, a: there accepted, here HTTP 400/u);
});

test("coverage that was lost or gained", () => {
  const covered = (coverage: Record<string, number>) =>
    build(passingRunOf({ records: [recordOf(MINIMUM, { coverage })], planned: [MINIMUM] }));
  const difference = diffReports(covered({ "timeout/60": 1 }), covered({ "timeout/60": 0, "timeout/6000": 2 }));
  assert.deepEqual(difference.coverage, { lost: ["timeout/60"], gained: ["timeout/6000"] });
});

test("runs that are not quite comparable are noted, without being a difference", () => {
  const difference = diffReports(build(runOf()), build(runOf({ seed: 43, profile: "full" })));
  assert.ok(isSame(difference));
  assert.match(
    renderDifference(difference, names),
    /Note: the runs differ in profile: standard and full\nNote: .* seed: 42 and 43/u,
  );
});

test("text from a target stays on its line", () => {
  const probed = (answer: string) =>
    build(runOf({ records: [recordOf(PROBE, { fingerprint: { q: answer } })], planned: [PROBE] }));
  const text = renderDifference(diffReports(probed("fine"), probed(HOSTILE)), { before: HOSTILE, after: "b" });
  assert.doesNotMatch(text, /[^\P{C}\n]|^next line/mu);
});
