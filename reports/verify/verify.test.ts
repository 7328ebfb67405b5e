import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import { HOSTILE, MINIMUM, TAG_COUNT } from "../../evidence/testing/records.js";
import { ASKED, CUSTOM } from "../../evidence/truth/testing/truths.js";
import { certificateText } from "../../verdict/certificate.js";
import type { Report } from "../report.js";
import { reportDigest, withDigest } from "../report-digest.js";
import { REPORT_FILES } from "../report-file.js";
import { EXCUSED, heldReport, KNOWLEDGE, SEEN_ON_THE_WAY } from "../testing/consistent.js";
import { certified, clause, EDITS, edited, type Path, violated } from "../testing/edits.js";
import { renderVerification } from "./text.js";
import { verifyReport } from "./verify.js";

const entry = (report: Report, id: string) => report.requirements.find((one) => one.id === id);
const problemsOf = (report: Report) =>
  verifyReport(report, KNOWLEDGE).findings.map(({ about, problem }) => `${about} ${problem}`);

test("reports as they were written are consistent, and fit the published schema", async () => {
  const isReport = REPORT_FILES.validator();
  for (const report of [certified, violated]) {
    const read: Report = JSON.parse(JSON.stringify(report));
    assert.deepEqual(problemsOf(read), []);
    assert.ok(isReport(read), JSON.stringify(isReport.errors));
  }
  assert.equal(certified.certificate.granted, true);
  assert.deepEqual(
    [MINIMUM, EXCUSED, SEEN_ON_THE_WAY, TAG_COUNT].map((id) => entry(violated, id)?.outcome),
    ["fail", "fail", "fail", "not-exercised"],
  );
});

describe("an edit is noticed, also when it was given a new digest", () => {
  for (const [what, report, edits, noticed] of EDITS) {
    test(what, () => {
      const forged = edited(report, edits);
      const renewed = forged.digest === undefined ? forged : withDigest(forged);
      assert.ok(
        problemsOf(renewed).some((problem) => noticed.test(problem)),
        problemsOf(renewed).join("\n"),
      );
      if (forged.digest !== undefined)
        assert.ok(problemsOf(forged).some((problem) => problem.startsWith("digest does not fit")));
    });
  }
});

test("whatever single value is changed, the digest does not fit any more", () => {
  const leaves = leavesOf(JSON.parse(JSON.stringify({ ...violated, digest: undefined })));
  const other = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(fc.constantFrom(...leaves), other, ([path, before], value) => {
      fc.pre(value !== before);
      return reportDigest(edited(violated, [[path, value]])) !== violated.digest;
    }),
    { seed: 42, numRuns: 150 },
  );
});

test("a report that is laid out otherwise has the same digest", () => {
  const turned = Object.fromEntries(Object.entries(violated).toReversed());
  const again: Report = JSON.parse(JSON.stringify(turned));
  assert.deepEqual(problemsOf(again), []);
});

test("who forges a report as a whole is not found out, and the words say so", () => {
  const target = {
    is: "endpoint",
    endpoint: "http://127.0.0.1:4010",
    embedded: false,
    region: "cn-beijing",
    auth: "acs3",
  } as const;
  const forged = edited(certified, [
    [["target"], target],
    [["config", "target", "region"], "cn-beijing"],
  ]);
  const whole = withDigest({ ...forged, certificate: { granted: true, text: certificateText({ ...forged, target }) } });
  const verification = verifyReport(whole, KNOWLEDGE);
  assert.deepEqual(verification.findings, []);
  const text = renderVerification("report.json", verification);
  assert.match(text, /^report\.json: consistent\n/u);
  assert.match(text, /does not establish:\n {2}- who wrote it: the digest is not signed/u);
});

for (const strict of [false, true]) {
  test(`a report that was ${strict ? "strictly " : ""}held against a ground truth is consistent, and says what was not looked at`, () => {
    const report: Report = JSON.parse(JSON.stringify(heldReport(strict)));
    assert.equal(entry(report, ASKED)?.kind, strict ? "required" : "advisory");
    assert.deepEqual([entry(report, ASKED)?.outcome, entry(report, CUSTOM)?.outcome], ["fail", "pass"]);
    const { findings, limits } = verifyReport(report, KNOWLEDGE);
    assert.deepEqual(findings, []);
    assert.match(limits.join(" "), /The ground truth.*was not looked at/u);
    for (const [edits, noticed] of [
      [[[["truth"], undefined]], /tag-value\.missing kind is/u],
      [[[["truth", "strict"], !strict]], /tag-value\.missing kind is/u],
      [[[clause(MINIMUM, "kind"), "advisory"]], /minimum kind is "advisory"/u],
      [[[clause(MINIMUM, "validatedAt", "region"), "cn-beijing"]], /minimum validatedAt is/u],
    ] as const) {
      const problems = problemsOf(withDigest(edited(report, edits)));
      assert.ok(
        problems.some((problem) => noticed.test(problem)),
        `${noticed}: ${problems.join("\n")}`,
      );
    }
  });
}

test("another catalogue is not compared clause by clause, and another version is named", () => {
  const other = withDigest(
    edited(violated, [
      [["suite", "contractRevision"], "2031-01-01/1"],
      [["suite", "version"], "9.0.0"],
      [["proof"], undefined],
    ]),
  );
  const { findings, limits } = verifyReport(other, KNOWLEDGE);
  assert.deepEqual(findings, [
    {
      about: "suite",
      problem: `judges by contract revision 2031-01-01/1, and this version knows ${CONTRACT_REVISION} only: verify it with version 9.0.0`,
    },
  ]);
  assert.match(limits.join(" "), /were not looked at.*by version 9\.0\.0/u);
});

test("text of a report cannot leave its line", () => {
  const hostile = withDigest(edited(certified, [[clause(MINIMUM, "id"), HOSTILE]]));
  const text = renderVerification("report.json", verifyReport(hostile, KNOWLEDGE));
  for (const hidden of ["\u001b", "\u202e", "\r"]) assert.ok(!text.includes(hidden));
  assert.ok(text.split("\n").some((line) => line.includes("<script>") && line.includes("next line")));
});

/** Every value in JSON that has no members, with where it stands. */
function leavesOf(value: unknown, path: Path = []): (readonly [path: Path, value: unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]));
}
