import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { recordOf } from "../../evidence/testing/records.js";
import {
  ASKED,
  BY_CHANCE,
  BY_NAMES,
  CUSTOM,
  OF_THE_PAGE,
  told,
  truthWith,
} from "../../evidence/truth/testing/truths.js";
import type { Truth } from "../../evidence/truth/truth.js";
import { concludeRun } from "../conclude.js";
import { compareWith } from "./compare.js";

const facts = { filtered: false, interrupted: false, timeStretched: false, faults: [], coverageFloor: 0 };

function conclude(truth: Truth, strict: boolean, ...records: readonly ReturnType<typeof recordOf>[]) {
  const planned = records.map(({ requirement }) => requirement);
  const use = { truth, strict };
  return concludeRun({ records, planned, facts, excuses: [], today: "2026-02-01", truth: use }, REQUIREMENTS);
}

const truth = truthWith([told(ASKED, { "left out": "dry run passed" }), told(OF_THE_PAGE)]);
const same = recordOf(ASKED, { fingerprint: { "left out": "dry run passed" } });
const other = recordOf(ASKED, { fingerprint: { "left out": "HTTP 400 MissingParam.TagValue" } });
const kept = recordOf(OF_THE_PAGE);

describe("a run that is held against a truth", () => {
  it("passes what the real service does, and says when and where that was seen", () => {
    const { results, catalogue, judgement } = conclude(truth, true, same, kept);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["pass", "pass"],
    );
    assert.equal(judgement.verdict, "conformant");
    assert.deepEqual(catalogue[OF_THE_PAGE].validatedAt, { date: "2026-01-15", region: "cn-wulanchabu" });
    assert.match(catalogue[ASKED].statement, /^Answers as the real service did on 2026-01-15 in cn-wulanchabu\. /u);
  });

  it("warns of another answer where the page is silent", () => {
    const { results, catalogue, judgement, notes } = conclude(truth, false, other, kept);
    const [, asked] = results;
    assert.equal(asked?.outcome, "fail");
    assert.equal(
      asked?.reason,
      "answers otherwise than the real service did on 2026-01-15 in cn-wulanchabu: left out: dry run passed there, HTTP 400 MissingParam.TagValue here",
    );
    assert.equal(catalogue[ASKED].kind, "advisory");
    assert.equal(judgement.verdict, "conformant");
    assert.match(notes[0] ?? "", /1 answer compared, 1 other/u);
  });

  it("decides by it when it is to be strict", () => {
    const { judgement, catalogue } = conclude(truth, true, other, kept);
    assert.equal(catalogue[ASKED].kind, "required");
    assert.deepEqual([judgement.verdict, judgement.exitCode], ["not-conformant", 1]);
  });

  it("judges by the page what the page settles, and says where truth and page disagree", () => {
    const against = truthWith([told(OF_THE_PAGE, {}, { outcome: "fail", reason: "expected a refusal, got accepted" })]);
    const { results, catalogue, notes } = conclude(against, true, kept);
    assert.equal(results[0]?.outcome, "pass");
    assert.equal(catalogue[OF_THE_PAGE].validatedAt, "never");
    assert.ok(
      notes.some((note) =>
        /truth and page disagree on create-listener\.tcp-idle-timeout\.minimum.*expected a refusal/u.test(note),
      ),
    );
  });

  it("takes what the real service does for right, though custom is otherwise", () => {
    const against = truthWith([told(CUSTOM, { apart: "dry run passed" }, { outcome: "fail" })]);
    const alike = recordOf(CUSTOM, { outcome: "fail", reason: "equal tags", fingerprint: { apart: "dry run passed" } });
    assert.equal(conclude(against, true, alike).results[0]?.outcome, "pass");
    const unlike = recordOf(CUSTOM, { fingerprint: { apart: "HTTP 400 DuplicatedParam.TagKey" } });
    assert.equal(conclude(against, true, unlike).results[0]?.outcome, "fail");
  });

  it("grades nothing in which chance has a part, nor what was not asked", () => {
    const chance = truthWith([told(BY_CHANCE, { errors: "none" }), told(ASKED, { "left out": "dry run passed" })]);
    const seen = recordOf(BY_CHANCE, { fingerprint: { errors: "HTTP 409 Conflict.Lock" } });
    const { results, catalogue, notes } = conclude(chance, true, seen, recordOf(ASKED));
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["pass", "pass"],
    );
    assert.equal(catalogue[BY_CHANCE].kind, "probe");
    assert.match(notes.join("\n"), /chance has a part in it/u);
    assert.match(notes[0] ?? "", /1 question of it found no answer/u);
  });

  it("leaves all as it is without one", () => {
    const run = { records: [other], planned: [ASKED], facts, excuses: [], today: "2026-02-01" };
    const { catalogue, notes, results } = concludeRun(run, REQUIREMENTS);
    assert.equal(catalogue, REQUIREMENTS);
    assert.deepEqual([notes, results[0]?.outcome], [[], "pass"]);
  });
});

describe("a comparison", () => {
  const against = (real: string, here: string, clause = BY_NAMES) =>
    compareWith(truthWith([told(clause, { q: real })]), { clauses: [told(clause, { q: here })], times: [] }).differences
      .length;

  it("lets a target show fewer states than the truth, and none that it has not", () => {
    assert.equal(against("Deleting, Releasing", "Deleting"), 0);
    assert.equal(against("Deleting", "none"), 0);
    assert.equal(against("Deleting", "Releasing"), 1);
    assert.equal(against("none", "Releasing"), 1);
  });

  it("does not count how often something was seen", () => {
    assert.equal(against("a (fewer than 10 times)", "a (fewer than 100 times)", ASKED), 0);
  });

  it("tells times only where they are of another order", () => {
    const timesOf = (p50: number) => [{ name: "listenerRunning", count: 1, p50, p95: p50, max: p50 }];
    const compared = (p50: number) => compareWith(truthWith([]), { clauses: [], times: timesOf(p50) }).times;
    assert.deepEqual(compared(3_000), []);
    assert.deepEqual(compared(5), [{ name: "listenerRunning", realMs: 4_000, hereMs: 5 }]);
    assert.equal(compared(60_000).length, 1);
  });
});
