import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../contract/catalogue.js";
import { counterexampleOf, exchangeOf, MINIMUM, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { BODY_BYTES, COUNTEREXAMPLES_PER_REQUIREMENT } from "./bounds.js";
import { buildReport, type RunResult } from "./report.js";
import { REPORT_FILES } from "./report-file.js";
import { hostileRunOf, passingRunOf, runOf } from "./testing/runs.js";

const build = (run: RunResult) => buildReport(run, REQUIREMENTS);
const proof = {
  provedAt: "2026-01-01T00:00:00Z",
  suiteVersion: "0.1.0",
  contractRevision: "r",
  mutants: 2,
  killed: 2,
  survived: 0,
  notFired: 0,
  variants: 1,
  falseAlarms: 0,
};

for (const [name, run] of Object.entries({
  ordinary: runOf(),
  passing: passingRunOf({ proof }),
  hostile: hostileRunOf(),
  empty: runOf({ records: [], planned: [] }),
})) {
  test(`the report of a run (${name}) fits the published schema, also after JSON`, async () => {
    const isReport = REPORT_FILES.validator();
    assert.ok(isReport(JSON.parse(JSON.stringify(build(run)))), JSON.stringify(isReport.errors));
  });
}

test("the schema refuses what is not a report", async () => {
  const isReport = REPORT_FILES.validator();
  const report = build(runOf());
  for (const broken of [{}, { ...report, verdict: "fine" }, { ...report, judgement: { verdict: "good" } }]) {
    assert.equal(isReport(broken), false);
  }
});

test("verdict, totals, coverage and waits follow from the records", () => {
  const report = build(runOf());
  assert.deepEqual(report.judgement, { verdict: "not-conformant", exitCode: 1, required: 3, exercised: 2 });
  assert.deepEqual(report.certificate, { granted: false, because: ["1 required requirement violated"] });
  assert.equal(report.totals.requests, 100);
  assert.equal(report.totals.outcomes.fail, 2);
  assert.equal(report.totals.outcomes["not-exercised"], 1);
  assert.deepEqual(report.coverage, {
    hit: 1,
    total: 2,
    missing: ["timeout/60"],
    counts: { "timeout/60": 0, "timeout/6000": 4 },
  });
  assert.deepEqual(report.waits, [{ name: "listenerRunning", count: 4, budgetMs: 60_000, p50: 20, p95: 40, max: 40 }]);
});

test("a wait without samples is listed with zeros", () => {
  assert.deepEqual(build(passingRunOf()).waits, [
    { name: "listenerRunning", count: 0, budgetMs: 60_000, p50: 0, p95: 0, max: 0 },
  ]);
});

test("a conformant run carries a certificate that says what it rests on", () => {
  const { certificate } = build(passingRunOf());
  assert.ok(certificate.granted);
  for (const words of [
    "127.0.0.1:4010",
    "profile standard",
    "seed 42",
    "3 of 3",
    "does not establish",
    "real service",
  ]) {
    assert.ok(certificate.text.includes(words), words);
  }
});

test("a run that may not certify carries none", () => {
  const facts = passingRunOf().facts;
  for (const change of [{ filtered: true }, { interrupted: true }, { timeStretched: true }]) {
    assert.equal(build(passingRunOf({ facts: { ...facts, ...change } })).certificate.granted, false);
  }
  const baseline = [{ requirement: MINIMUM, reason: "ticket 7", expires: "2026-02-01" }];
  const excused = build(runOf({ baseline }));
  assert.equal(excused.judgement.exitCode, 0);
  assert.equal(excused.certificate.granted, false);
  assert.deepEqual(excused.requirements.find(({ id }) => id === MINIMUM)?.excuse, {
    reason: "ticket 7",
    expires: "2026-02-01",
  });
});

test("stale excuses are in the report", () => {
  const baseline = [{ requirement: MINIMUM, reason: "ticket 7", expires: "2026-01-14" }];
  assert.match(build(runOf({ baseline })).staleExcuses.join(), /expired on 2026-01-14/u);
});

test("secrets never reach the report", () => {
  const secrets = { accessKeyId: "SECRET-ID", accessKeySecret: "SECRET-KEY", securityToken: "SECRET-TOKEN" };
  const report = build(
    runOf({
      target: {
        is: "endpoint",
        endpoint: "https://user:SECRET-PASS@gwlb.test/x",
        embedded: false,
        region: "r",
        auth: "acs3",
      },
      config: {
        target: { endpoint: "https://user:SECRET-PASS@gwlb.test/x" },
        credentials: secrets,
        situations: { "caller/denied": secrets, "load-balancer/idle": ["gwlb-1"] },
        waits: { tokenReplay: 2500 },
      },
    }),
  );
  const text = JSON.stringify(report);
  assert.doesNotMatch(text, /SECRET/u);
  assert.match(text, /https:\/\/gwlb\.test\/x/u);
  assert.match(text, /"tokenReplay":2500/u);
});

test("long bodies are cut and say so", () => {
  const exchange = exchangeOf("CreateListener", 200, "x".repeat(10 * BODY_BYTES));
  const records = [
    recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM, { exchanges: [exchange] })] }),
  ];
  const text = JSON.stringify(build(runOf({ records, planned: [MINIMUM] })));
  assert.ok(text.length < 3 * BODY_BYTES);
  assert.match(text, /\[cut: 16384 of 163840 bytes\]/u);
});

test("of many exchanges the last ones are kept", () => {
  const exchanges = Array.from({ length: 500 }, (_, index) => exchangeOf("GetListenerAttribute", index, ""));
  const records = [recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM, { exchanges })] })];
  const kept = build(runOf({ records, planned: [MINIMUM] })).requirements[0]?.counterexamples[0]?.exchanges ?? [];
  assert.equal(kept.length, 20);
  assert.deepEqual(kept.at(-1), exchanges.at(-1));
});

test("a requirement keeps a handful of distinct counterexamples and counts the rest", () => {
  const many = Array.from({ length: 30 }, (_, index) => counterexampleOf(MINIMUM, { violation: `v${index % 10}` }));
  const report = build(
    runOf({ records: [recordOf(MINIMUM, { outcome: "fail", counterexamples: many })], planned: [MINIMUM] }),
  );
  const [requirement] = report.requirements;
  assert.deepEqual(
    requirement?.counterexamples.map(({ violation }) => violation),
    ["v0", "v1", "v2", "v3", "v4"],
  );
  assert.equal(requirement?.counterexamplesOmitted, 30 - COUNTEREXAMPLES_PER_REQUIREMENT);
});

test("a repeated warning is told once, with how many checks saw it", () => {
  const warning = { requirement: TAG_COUNT, message: "odd" };
  const records = [recordOf(TAG_COUNT, { warnings: [warning, warning] })];
  assert.deepEqual(build(runOf({ records, planned: [TAG_COUNT] })).requirements[0]?.warnings, [
    "odd (seen by 2 checks)",
  ]);
});
