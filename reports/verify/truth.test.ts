import assert from "node:assert/strict";
import { test } from "node:test";
import type { RequirementId } from "../../contract/catalogue.js";
import { ASKED, OF_THE_PAGE, told, truthWith } from "../../evidence/truth/testing/truths.js";
import type { Report } from "../report.js";
import { withDigest } from "../report-digest.js";
import { KNOWLEDGE, reportAgainst } from "../testing/consistent.js";
import { verifyReport } from "./verify.js";

const OTHER: RequirementId = "create-listener.tag-value.empty";
const truth = truthWith([
  told(ASKED, { "left out": "dry run passed" }),
  told(OTHER, { "empty text": "dry run passed" }),
  told(OF_THE_PAGE),
]);
const problemsOf = (report: Report) =>
  verifyReport(withDigest(report), KNOWLEDGE).findings.map(({ about, problem }) => `${about} ${problem}`);

test("a report that was held against a truth holds together", () => {
  const report = reportAgainst(truth, OTHER);
  assert.equal(report.judgement.exitCode, 1);
  assert.deepEqual(problemsOf(report), []);
});

test("what the truth has made of a clause does not hold together without it", () => {
  const { truth: _, ...without } = reportAgainst(truth, OTHER);
  assert.ok(problemsOf(without).some((problem) => problem.startsWith(`${OTHER} kind is`)));
});

test("a clause that a truth has graded cannot be told as another kind", () => {
  const report = reportAgainst(truth, OTHER);
  const requirements = report.requirements.map((one) => (one.id === OTHER ? { ...one, kind: "probe" as const } : one));
  assert.ok(problemsOf({ ...report, requirements }).some((problem) => problem.startsWith(`${OTHER} kind is`)));
});
