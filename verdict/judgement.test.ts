import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { OUTCOMES, type Outcome } from "../contract/outcome.js";
import { ADVISORY, MAXIMUM, MINIMUM, PROBE, REQUIRED_IDS, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { applyBaseline, type Excuse } from "./baseline.js";
import { judgeRun, type RunFacts } from "./judgement.js";

const WHOLE_RUN: RunFacts = { filtered: false, interrupted: false, timeStretched: false, faults: [], coverageFloor: 0 };
const TODAY = "2026-01-15";

/** Judges a run of the three required requirements, with the outcomes given in their order; the rest pass. */
function judged(outcomes: readonly Outcome[], facts: Partial<RunFacts> = {}, excuses: readonly Excuse[] = []) {
  const results = REQUIRED_IDS.map((id, index) => recordOf(id, { outcome: outcomes[index] ?? "pass" }));
  const baseline = applyBaseline(excuses, results, REQUIREMENTS, TODAY);
  return judgeRun(results, REQUIREMENTS, { ...WHOLE_RUN, ...facts }, baseline);
}

test("all pass: conformant, 0, a certificate", () => {
  const judgement = judged([]);
  assert.equal(judgement.verdict, "conformant");
  assert.equal(judgement.exitCode, 0);
  assert.deepEqual(judgement.withheld, []);
  assert.equal(judgement.exercised, 3);
});

const ALONE: Readonly<Record<Outcome, readonly [verdict: string, exitCode: number, certified: boolean]>> = {
  pass: ["conformant", 0, true],
  fail: ["not-conformant", 1, false],
  flaky: ["not-conformant", 1, false],
  inconclusive: ["inconclusive", 5, false],
  "not-exercised": ["conformant", 0, true],
  "harness-error": ["inconclusive", 4, false],
  "environment-error": ["inconclusive", 3, false],
};

for (const outcome of OUTCOMES) {
  const [verdict, exitCode, certified] = ALONE[outcome];
  test(`one required requirement ${outcome}, the others pass: ${verdict}, exit ${exitCode}`, () => {
    const judgement = judged([outcome]);
    assert.equal(judgement.verdict, verdict);
    assert.equal(judgement.exitCode, exitCode);
    assert.equal(judgement.withheld.length === 0, certified);
  });

  test(`an advisory or probe requirement ${outcome} never decides`, () => {
    const results = [recordOf(MINIMUM), recordOf(ADVISORY, { outcome }), recordOf(PROBE, { outcome })];
    const judgement = judgeRun(results, REQUIREMENTS, WHOLE_RUN);
    assert.deepEqual([judgement.verdict, judgement.exitCode, judgement.withheld], ["conformant", 0, []]);
    assert.equal(judgement.required, 1);
  });
}

const PRECEDENCE: readonly (readonly [readonly Outcome[], number])[] = [
  [["fail", "harness-error", "environment-error"], 1],
  [["flaky", "inconclusive", "environment-error"], 1],
  [["harness-error", "environment-error", "inconclusive"], 4],
  [["environment-error", "inconclusive", "not-exercised"], 3],
  [["inconclusive", "not-exercised", "not-exercised"], 5],
];

for (const [outcomes, exitCode] of PRECEDENCE) {
  test(`${outcomes.join(" + ")}: exit ${exitCode}`, () => assert.equal(judged(outcomes).exitCode, exitCode));
}

test("every reason without a certificate is named, not only the gravest", () => {
  const { withheld } = judged(["fail", "harness-error", "inconclusive"], { filtered: true, timeStretched: true });
  assert.equal(withheld.length, 5);
});

for (const fact of ["filtered", "interrupted"] as const) {
  test(`a ${fact} run in which all passes certifies nothing`, () => {
    const judgement = judged([], { [fact]: true });
    assert.deepEqual([judgement.verdict, judgement.exitCode], ["inconclusive", 5]);
    assert.equal(judgement.withheld.length, 1);
  });

  test(`a ${fact} run that saw a violation still blames the target`, () => {
    const judgement = judged(["fail"], { [fact]: true });
    assert.deepEqual([judgement.verdict, judgement.exitCode], ["not-conformant", 1]);
  });
}

test("a run with stretched waits conforms without a certificate", () => {
  const judgement = judged([], { timeStretched: true });
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["conformant", 0]);
  assert.match(judgement.withheld.join(), /waits/u);
});

test("a fault of the suite outside any requirement: inconclusive, 4, no certificate, though all passed", () => {
  const judgement = judged([], { faults: ["a worker died"] });
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["inconclusive", 4]);
  assert.deepEqual(judgement.withheld, ["1 fault of the suite outside any requirement"]);
});

test("a violation outranks a fault of the suite, which stays in sight", () => {
  const judgement = judged(["fail"], { faults: ["a worker died"] });
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["not-conformant", 1]);
  assert.equal(judgement.withheld.length, 2);
});

test("nothing exercised: certifies nothing, whatever the floor", () => {
  assert.equal(judged(["not-exercised", "not-exercised", "not-exercised"]).exitCode, 5);
  const empty = judgeRun([], REQUIREMENTS, WHOLE_RUN);
  assert.deepEqual([empty.verdict, empty.exitCode], ["inconclusive", 5]);
});

test("the coverage floor counts exercised against required requirements, and is inclusive", () => {
  assert.equal(judged(["not-exercised"], { coverageFloor: 2 / 3 }).exitCode, 0);
  const below = judged(["not-exercised"], { coverageFloor: 0.7 });
  assert.deepEqual([below.verdict, below.exitCode], ["inconclusive", 5]);
  assert.match(below.withheld.join(), /2 of 3 required requirements exercised, below the floor of 70 %/u);
});

test("a violation counts as exercised", () => {
  assert.equal(judged(["fail", "flaky"], { coverageFloor: 1 }).exercised, 3);
});

const excuse = (requirement: string, changes: Partial<Excuse> = {}): Excuse => ({
  requirement,
  reason: "known, ticket 7",
  expires: "2026-03-01",
  ...changes,
});

test("an excused violation keeps the gate open but earns no certificate", () => {
  const judgement = judged(["fail"], {}, [excuse(MINIMUM)]);
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["conformant", 0]);
  assert.deepEqual(judgement.withheld, ["1 violation excused by the baseline"]);
});

test("an excuse does not cover another requirement", () => {
  assert.equal(judged(["fail", "fail"], {}, [excuse(MINIMUM)]).exitCode, 1);
});

test("a requirement that passes now makes its excuse stale: 6", () => {
  const judgement = judged([], {}, [excuse(MINIMUM)]);
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["conformant", 6]);
  assert.equal(judgement.withheld.length, 1);
});

test("an expired excuse excuses nothing and blames the baseline: not conformant, 6", () => {
  const judgement = judged(["fail"], {}, [excuse(MINIMUM, { expires: "2026-01-14" })]);
  assert.deepEqual([judgement.verdict, judgement.exitCode], ["not-conformant", 6]);
});

test("a new violation outranks a stale baseline", () => {
  const stale = excuse(MINIMUM, { expires: "2026-01-14" });
  assert.equal(judged(["fail", "fail"], {}, [stale]).exitCode, 1);
});

test("an excuse without a reason excuses nothing and is stale", () => {
  assert.equal(judged(["fail"], {}, [excuse(MINIMUM, { reason: " " })]).exitCode, 1);
});

test("a stale baseline outranks a run that certifies nothing, not the environment", () => {
  const stale = [excuse(MAXIMUM)];
  assert.equal(judged([], { filtered: true }, stale).exitCode, 6);
  assert.equal(judged(["environment-error"], {}, stale).exitCode, 3);
});

test("an excuse of a requirement that was not exercised is neither used nor stale", () => {
  assert.equal(judged(["not-exercised"], {}, [excuse(MINIMUM)]).exitCode, 0);
  assert.equal(judgeRun([recordOf(TAG_COUNT)], REQUIREMENTS, WHOLE_RUN).exitCode, 0);
});
