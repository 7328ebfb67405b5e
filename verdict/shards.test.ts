import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { counterexampleOf, MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { shardOf } from "../evidence/testing/shards.js";
import { concludeRun } from "./conclude.js";
import { type FoundShard, gatherShards } from "./shards.js";

type Several = readonly [FoundShard, ...FoundShard[]];

const found = (index: number, changes: Parameters<typeof shardOf>[1] = {}, source = `s${index}`): FoundShard => ({
  source,
  evidence: shardOf(index, changes),
});

/** What comes of shards, as their report judges it. */
function judged(shards: Several) {
  const { problems, records, run } = gatherShards(shards);
  const facts = { filtered: false, interrupted: false, timeStretched: false, faults: [], coverageFloor: 0 };
  const conclusion = concludeRun(
    {
      records,
      planned: run.requirements,
      facts: { ...facts, shardProblems: problems },
      excuses: [],
      today: "2026-01-01",
    },
    REQUIREMENTS,
  );
  const outcomes = Object.fromEntries(conclusion.results.map(({ requirement, outcome }) => [requirement, outcome]));
  return { problems, outcomes, judgement: conclusion.judgement, run };
}

test("all shards, in any order, are the whole run", () => {
  const { problems, outcomes, judgement } = judged([found(3), found(1), found(2)]);
  assert.deepEqual(problems, []);
  assert.deepEqual(outcomes, { [MINIMUM]: "pass", [MAXIMUM]: "pass", [TAG_COUNT]: "pass" });
  assert.deepEqual([judgement.verdict, judgement.withheld], ["conformant", []]);
});

test("a missing shard is named, its clauses are not exercised, and there is no certificate", () => {
  const { problems, outcomes, judgement } = judged([found(1), found(3)]);
  assert.deepEqual(problems, ["shard 2/3 is missing"]);
  assert.deepEqual(outcomes, { [MINIMUM]: "pass", [MAXIMUM]: "not-exercised", [TAG_COUNT]: "pass" });
  assert.deepEqual([judgement.verdict, judgement.exitCode, judgement.withheld], ["inconclusive", 5, problems]);
});

test("a shard that is there twice is named, and both of what it says counts", () => {
  const other = {
    source: "again",
    evidence: shardOf(2, {}, { outcome: "fail", counterexamples: [counterexampleOf(MAXIMUM)] }),
  };
  const { problems, outcomes, judgement } = judged([found(1), found(2), found(3), other]);
  assert.deepEqual(problems, ["shard 2/3 is there 2 times: s2, again"]);
  assert.equal(outcomes[MAXIMUM], "fail");
  assert.equal(judgement.exitCode, 1);
  assert.deepEqual(judged([found(1), found(2), found(3), found(3, {}, "again")]).judgement.exitCode, 5);
});

const FOREIGN: readonly (readonly [what: string, changes: Parameters<typeof shardOf>[1], said: RegExp])[] = [
  ["seed", { seed: 8 }, /seed 8 instead of 7/u],
  ["profile", { profile: "full" }, /profile full instead of smoke/u],
  ["suite", { suite: { name: "gwlb-conformance", version: "0.2.0" } }, /suite version 0\.2\.0 instead of 0\.1\.0/u],
  ["catalogue", { catalogue: "00" }, /catalogue 00 instead of sha256:/u],
  ["contract revision", { contractRevision: "x" }, /contract revision x instead of/u],
  [
    "configuration",
    { config: { limits: { concurrency: 8 }, situations: ["load-balancer/idle"] } },
    /configuration limits concurrency 8 instead of 32/u,
  ],
  [
    "situations",
    { config: { limits: { concurrency: 32 }, situations: [] } },
    /configuration situations \[\] instead of \["load-balancer\/idle"\]/u,
  ],
  [
    "target",
    { target: { is: "endpoint", endpoint: "http://evil\u001b[31m", embedded: false, region: "r", auth: "none" } },
    /target endpoint http:\/\/evil\\u\{1b\}\[31m instead of/u,
  ],
  [
    "baseline",
    { baseline: [{ requirement: MINIMUM, reason: "r", expires: "2999-01-01" }] },
    /baseline \[\{"requirement"/u,
  ],
  ["number of shards", { shards: 4 }, /number of shards 4 instead of 3/u],
  ["selection", { requirements: [MINIMUM] }, /selection of clauses/u],
];

for (const [what, changes, said] of FOREIGN) {
  test(`a shard of another ${what} is named with the difference, and nothing of it is used`, () => {
    const { problems, outcomes, judgement } = judged([found(2, changes), found(1), found(3)]);
    assert.deepEqual(problems.slice(0, 1), ["shard 2/3 is missing"]);
    assert.match(problems[1] ?? "", /^shard 2\/3 in s2 is of another run: /u);
    assert.match(problems[1] ?? "", said);
    assert.equal(outcomes[MAXIMUM], "not-exercised");
    assert.notEqual(judgement.exitCode, 0);
  });
}

test("clauses that no shard had are told, though no shard is missing", () => {
  const [one, two, three] = [found(1), found(2), found(3)];
  const { problems, outcomes } = judged([
    one,
    { ...two, evidence: { ...two.evidence, planned: [], records: [] } },
    three,
  ]);
  assert.match(problems.join(), /^1 clause of the run is in none of the shards/u);
  assert.equal(outcomes[MAXIMUM], "not-exercised");
});

test("what one shard saw of a clause of another is charged to it", () => {
  const evidence = shardOf(1, {}, { collateral: [counterexampleOf(TAG_COUNT)] });
  assert.deepEqual(evidence.records, [recordOf(MINIMUM, { collateral: [counterexampleOf(TAG_COUNT)] })]);
  const { outcomes, problems } = judged([{ source: "s1", evidence }, found(2), found(3)]);
  assert.deepEqual([problems, outcomes[TAG_COUNT]], [[], "fail"]);
});
