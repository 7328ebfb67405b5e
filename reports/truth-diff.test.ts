import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { counterexampleOf, HOSTILE, MINIMUM, recordOf } from "../evidence/testing/records.js";
import { ASKED, told, truthWith } from "../evidence/truth/testing/truths.js";
import { buildReport } from "./report.js";
import { REPORT_FILES } from "./report-file.js";
import { runOf } from "./testing/runs.js";
import { diffFromTruth, isAsTruth, renderTruthDifference } from "./truth-diff.js";

const truth = truthWith([told(ASKED, { "left out": "dry run passed", again: "dry run passed" }), told(MINIMUM)]);
const names = { truth: "truth.json", target: "report.json" };

function renderedFor(records: Parameters<typeof runOf>[0]) {
  const report = buildReport(runOf(records), REQUIREMENTS);
  const found = diffFromTruth(truth, { is: "report", report });
  return { found, text: renderTruthDifference(found, truth, names) };
}

test("a difference reads like a list of what is to be mended, what is answered alike once", () => {
  const refused = { "left out": "HTTP 400 MissingParam.TagValue", again: "HTTP 400 MissingParam.TagValue" };
  const { found, text } = renderedFor({
    records: [
      recordOf(ASKED, { fingerprint: refused }),
      recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM)] }),
    ],
  });
  assert.ok(!isAsTruth(found));
  assert.match(
    text,
    /^report\.json against the ground truth truth\.json, recorded on 2026-01-15 in cn-wulanchabu: 2 answers compared, 2 things to mend\.\n/u,
  );
  assert.match(
    text,
    /hold at the real service, and not here\n {2}- create-listener\.tcp-idle-timeout\.minimum: expected HTTP 4xx/u,
  );
  assert.match(
    text,
    /- create-listener\.tag-value\.missing: answer "dry run passed", not "HTTP 400 MissingParam\.TagValue", to: left out; again\n/u,
  );
});

test("a target that answers as the truth has nothing to mend", () => {
  const { found, text } = renderedFor({
    records: [recordOf(ASKED, { fingerprint: truth.clauses[0]?.answers ?? {} }), recordOf(MINIMUM)],
  });
  assert.ok(isAsTruth(found));
  assert.match(text, /nothing to mend\./u);
});

test("another recording is held against a truth as a report is", () => {
  const other = truthWith([told(ASKED, { "left out": "accepted" })], { region: "cn-beijing" });
  const { differences } = diffFromTruth(truth, { is: "truth", truth: other });
  assert.deepEqual(differences, [{ clause: ASKED, question: "left out", real: "dry run passed", here: "accepted" }]);
});

test("text of a target cannot leave its line", () => {
  const { text } = renderedFor({ records: [recordOf(ASKED, { fingerprint: { "left out": HOSTILE } })] });
  assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
});

test("a report names the truth that it was held against, and keeps to the schema", async () => {
  const report = buildReport(runOf({ truth: { truth, strict: true } }), REQUIREMENTS);
  const isReport = REPORT_FILES.validator();
  assert.ok(isReport(report), JSON.stringify(isReport.errors));
  assert.deepEqual(report.truth, {
    digest: truth.digest,
    region: "cn-wulanchabu",
    recordedOn: "2026-01-15",
    strict: true,
  });
  assert.equal(report.requirements.find(({ id }) => id === ASKED)?.kind, "required");
  assert.match(report.notes[0] ?? "", /^held against the ground truth/u);
});
