import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { MAXIMUM, MINIMUM, PROBE, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { buildReport, type Report, type RunResult } from "../../reports/report.js";
import { passingRunOf, runOf } from "../../reports/testing/runs.js";
import { type AskedRun, narrowed, narrowedAsAsked, redClauses } from "./red-clauses.js";

const reportOf = (changes: Partial<RunResult> = {}): Report => buildReport(passingRunOf(changes), REQUIREMENTS);
const RED = reportOf({
  seed: 7,
  profile: "full",
  records: [
    recordOf(MINIMUM, { outcome: "fail" }),
    recordOf(MAXIMUM, { outcome: "inconclusive" }),
    recordOf(TAG_COUNT, { outcome: "not-exercised" }),
  ],
});
const asked = (changes: Partial<AskedRun["run"]> = {}, flags: AskedRun["flags"] = {}): AskedRun => ({
  is: "endpoint",
  flags,
  env: {},
  run: { profile: "standard", seed: 1, only: [], output: "/out", ...changes },
});

describe("what was red", () => {
  it("is what failed and what stayed open, and nothing else", () => {
    assert.deepEqual(redClauses(RED), [MINIMUM, MAXIMUM]);
    assert.deepEqual(redClauses(reportOf()), []);
    assert.ok(!redClauses(buildReport(runOf(), REQUIREMENTS)).includes(PROBE));
  });

  it("is nothing that a baseline excuses", () => {
    const records = [recordOf(MINIMUM, { outcome: "fail" }), recordOf(MAXIMUM, { outcome: "fail" })];
    const excuse = { requirement: MINIMUM, reason: "ticket 7", expires: "2999-01-01" };
    assert.deepEqual(redClauses(reportOf({ records, baseline: [excuse] })).includes(MINIMUM), false);
    assert.ok(redClauses(reportOf({ records, baseline: [excuse] })).includes(MAXIMUM));
  });

  it("is also what an interrupted run of some clauses did not get to", () => {
    const { facts } = passingRunOf();
    const records = [recordOf(TAG_COUNT, { outcome: "not-exercised" })];
    const left = (filtered: boolean) =>
      redClauses(reportOf({ planned: [TAG_COUNT], records, facts: { ...facts, interrupted: true, filtered } }));
    assert.deepEqual(left(true), [TAG_COUNT]);
    assert.deepEqual(left(false), []);
  });
});

describe("a run that is narrowed to what was red", () => {
  it("has the profile and the seed of the report, unless others are given", () => {
    assert.deepEqual(narrowed(asked(), RED), { only: [MINIMUM, MAXIMUM], profile: "full", seed: 7 });
    const given = narrowed(asked({ seed: 3, profile: "smoke" }, { seed: 3, profile: "smoke" }), RED);
    assert.deepEqual([given?.profile, given?.seed], ["smoke", 3]);
    const env = { GWLB_CONFORMANCE_SEED: "5" };
    assert.equal(narrowed({ ...asked({ seed: 5 }), env }, RED)?.seed, 5);
  });

  it("stays within --only", () => {
    assert.deepEqual(narrowed(asked({ only: ["*.maximum"] }), RED)?.only, [MAXIMUM]);
  });
});

const REFUSED: readonly (readonly [what: string, asked: AskedRun, report: Report | undefined, message: RegExp])[] = [
  ["no report", asked(), undefined, /^--failed: there is no report in \/out; run without --failed first/u],
  ["nothing red", asked(), reportOf(), /^--failed: nothing was red or inconclusive in the last report/u],
  [
    "a report on a client library",
    asked(),
    reportOf({
      target: { is: "sdk", name: "n", version: "1", language: "l", features: [], adapter: "a" },
    }),
    /^--failed: the last report in \/out is one of `sdk run`/u,
  ],
  [
    "nothing of it asked for",
    asked({ only: ["*.tag.count"] }),
    RED,
    /^--failed: of the 2 clauses that were red .* none/u,
  ],
];

describe("a run of what was red", () => {
  for (const [what, run, report, message] of REFUSED) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => narrowedAsAsked(run, report), { name: "UsageError", message });
    });
  }
});
