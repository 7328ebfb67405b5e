import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import type { RequirementRecord } from "../evidence/record.js";
import {
  ADVISORY,
  counterexampleOf,
  MAXIMUM,
  MINIMUM,
  PROBE,
  recordOf,
  TAG_COUNT,
} from "../evidence/testing/records.js";
import { completeResults, mergeCollateral } from "./results.js";

const outcomesOf = (records: readonly RequirementRecord[]) =>
  Object.fromEntries(records.map(({ requirement, outcome }) => [requirement, outcome]));

test("a collateral counterexample makes the requirement it names fail", () => {
  const merged = mergeCollateral(
    [recordOf(MINIMUM, { collateral: [counterexampleOf(TAG_COUNT)] }), recordOf(TAG_COUNT)],
    REQUIREMENTS,
  );
  assert.deepEqual(outcomesOf(merged), { [MINIMUM]: "pass", [TAG_COUNT]: "fail" });
  assert.match(merged[1]?.reason ?? "", /seen while checking create-listener\.tcp-idle-timeout\.minimum/u);
  assert.equal(merged[1]?.counterexamples.length, 1);
});

test("a collateral counterexample gives a record to a requirement without one", () => {
  const merged = mergeCollateral([recordOf(MINIMUM, { collateral: [counterexampleOf(TAG_COUNT)] })], REQUIREMENTS);
  assert.deepEqual(outcomesOf(merged), { [MINIMUM]: "pass", [TAG_COUNT]: "fail" });
});

test("a collateral counterexample that did not happen again makes flaky, never less than fail", () => {
  const flaky = counterexampleOf(TAG_COUNT, { reproducible: "flaky" });
  const seen = recordOf(MINIMUM, { collateral: [flaky] });
  assert.equal(outcomesOf(mergeCollateral([seen, recordOf(TAG_COUNT)], REQUIREMENTS))[TAG_COUNT], "flaky");
  const failed = recordOf(TAG_COUNT, { outcome: "fail", reason: "own" });
  const merged = mergeCollateral([seen, failed], REQUIREMENTS);
  assert.equal(outcomesOf(merged)[TAG_COUNT], "fail");
  assert.equal(merged[1]?.reason, "own");
});

test("a violation that was seen outweighs a fault of the suite in the same requirement", () => {
  const seen = recordOf(MINIMUM, { collateral: [counterexampleOf(TAG_COUNT)] });
  const merged = mergeCollateral([seen, recordOf(TAG_COUNT, { outcome: "harness-error" })], REQUIREMENTS);
  assert.equal(outcomesOf(merged)[TAG_COUNT], "fail");
});

test("a warning about another requirement fails that one only if it is advisory", () => {
  const merged = mergeCollateral(
    [
      recordOf(MINIMUM, {
        warnings: [
          { requirement: ADVISORY, message: "header differs" },
          { requirement: TAG_COUNT, message: "odd" },
          { requirement: MINIMUM, message: "own" },
        ],
      }),
      recordOf(TAG_COUNT),
    ],
    REQUIREMENTS,
  );
  assert.deepEqual(outcomesOf(merged), { [MINIMUM]: "pass", [TAG_COUNT]: "pass", [ADVISORY]: "fail" });
  const messages = Object.fromEntries(
    merged.map((record) => [record.requirement, record.warnings.map((w) => w.message)]),
  );
  assert.deepEqual(messages, { [MINIMUM]: ["own"], [TAG_COUNT]: ["odd"], [ADVISORY]: ["header differs"] });
});

test("a warning about an advisory requirement makes it fail also where its own check saw it", () => {
  const own = recordOf(ADVISORY, { warnings: [{ requirement: ADVISORY, message: "header differs" }] });
  const [merged] = mergeCollateral([own], REQUIREMENTS);
  assert.deepEqual([merged?.outcome, merged?.reason, merged?.warnings.length], ["fail", "header differs", 1]);
});

test("a warning alone does not make a requirement pass that nobody checked", () => {
  const warned = recordOf(MINIMUM, { warnings: [{ requirement: TAG_COUNT, message: "odd" }] });
  assert.equal(outcomesOf(mergeCollateral([warned], REQUIREMENTS))[TAG_COUNT], "not-exercised");
});

test("a planned requirement without a record is a fault of the suite", () => {
  const results = completeResults([recordOf(MINIMUM)], REQUIREMENTS, [MINIMUM, MAXIMUM], false);
  assert.deepEqual(outcomesOf(results), { [MINIMUM]: "pass", [MAXIMUM]: "harness-error" });
});

test("in a run that was stopped, a requirement without a record was not exercised", () => {
  const results = completeResults([], REQUIREMENTS, [MAXIMUM], true);
  assert.deepEqual(outcomesOf(results), { [MAXIMUM]: "not-exercised" });
  assert.match(results[0]?.reason ?? "", /stopped/u);
});

test("results are in the catalogue's order and the same for any order of records", () => {
  const records = [
    recordOf(TAG_COUNT, { collateral: [counterexampleOf(MAXIMUM, { got: "from tags" })] }),
    recordOf(PROBE, { collateral: [counterexampleOf(MAXIMUM, { got: "from probe" })] }),
    recordOf(MINIMUM),
  ];
  const planned = [MINIMUM, MAXIMUM, TAG_COUNT, PROBE];
  const results = completeResults(records, REQUIREMENTS, planned, false);
  assert.deepEqual(completeResults(records.toReversed(), REQUIREMENTS, planned, false), results);
  const ids = Object.keys(REQUIREMENTS).filter((id) => planned.some((other) => other === id));
  assert.deepEqual(
    results.map(({ requirement }) => requirement),
    ids,
  );
});

test("of two records of one requirement the graver one stands, and both's collateral", () => {
  const results = completeResults(
    [
      recordOf(MINIMUM, { outcome: "fail", reason: "first" }),
      recordOf(MINIMUM, { collateral: [counterexampleOf(TAG_COUNT)] }),
    ],
    REQUIREMENTS,
    [MINIMUM],
    false,
  );
  assert.deepEqual(outcomesOf(results), { [MINIMUM]: "fail", [TAG_COUNT]: "fail" });
});
