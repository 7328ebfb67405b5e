/** The one screen at the end of a run: what stands there, and that it stays one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS, type RequirementId, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import {
  ADVISORY,
  counterexampleOf,
  HOSTILE,
  MINIMUM,
  PROBE,
  recordOf,
  TAG_COUNT,
} from "../evidence/testing/records.js";
import { buildReport, type RunResult } from "./report.js";
import { renderLastLine, renderScreen } from "./screen.js";
import { hostileRunOf, passingRunOf, runOf } from "./testing/runs.js";

const PLAIN = { color: false, width: 100 };
const reportOf = (run: RunResult) => buildReport(run, REQUIREMENTS);
const shown = (run: RunResult) => renderScreen(reportOf(run), PLAIN);
const linesOf = (text: string) => text.trimEnd().split("\n");

const EMBEDDED = {
  is: "endpoint",
  endpoint: "http://127.0.0.1:4010",
  embedded: true,
  region: "cn-hangzhou",
  auth: "acs3",
} as const;

/** Lines that `run` itself adds below: the reports and the verdict once more. */
const BELOW = 3;
const SCREEN = 40;

test("a violation stands directly under the verdict, with the request, what came, the page and the commands", () => {
  const text = shown(runOf());
  const [first = "", target = "", , heading] = linesOf(text);
  assert.match(first, /^NOT CONFORMANT: 2 of 3 required requirements exercised, 1 violated \(exit 1\)$/u);
  assert.match(
    target,
    /^Target +http:\/\/127\.0\.0\.1:4010, region cn-wulanchabu, auth acs3, profile standard, seed 42$/u,
  );
  assert.equal(heading, "1 cause");
  assert.match(text, /TcpIdleTimeout =\s+59\n/u);
  for (const words of [
    REQUIREMENTS[MINIMUM].statement,
    "CreateListener as create, violation tcp-idle-timeout/below-minimum",
    "HTTP 4xx with the error envelope",
    "HTTP 200",
    "curl -X POST 'http://127.0.0.1:4010/' --data 'TcpIdleTimeout=59'",
    `gwlb-conformance run --only ${MINIMUM} --seed 42`,
  ]) {
    assert.ok(text.includes(words), words);
  }
});

test("counts, and one line for each reason for which clauses were not exercised", () => {
  const missing = REQUIREMENT_IDS.slice(0, 5).map((id, i) =>
    recordOf(id, {
      outcome: "not-exercised",
      reason: "needs load-balancer/inactive",
      missing: i < 3 ? ["load-balancer/inactive"] : ["caller/denied", "caller/unknown"],
    }),
  );
  const text = shown(runOf({ records: [...missing, recordOf(PROBE, { fingerprint: { a: "b", c: "d" } })] }));
  assert.match(
    text,
    /^Not exercised {2}needs load-balancer\/inactive: 3 clauses\n {15}needs caller\/denied, caller\/unknown: 2 clauses$/mu,
  );
  assert.match(text, /^Probes +2 behaviours observed, not graded: summary\.md/mu);
  assert.match(shown(runOf()), /^Required +1 passed, 1 violated, 1 not exercised$/mu);
});

test("a custom that is broken is told once, with how many checks saw it, and is none of the violations", () => {
  const seen = { requirement: ADVISORY, message: "the header is absent" };
  const records = [recordOf(ADVISORY), ...[MINIMUM, TAG_COUNT].map((id) => recordOf(id, { warnings: [seen] }))];
  const text = shown(runOf({ records, planned: [ADVISORY, MINIMUM, TAG_COUNT] }));
  assert.match(text, new RegExp(`^Warning +${ADVISORY}: the header is absent \\(seen by 2 checks\\)$`, "mu"));
  assert.equal(text.split("the header is absent").length, 2);
  assert.doesNotMatch(text, /^\d+ causes?$/mu);
});

test("a certificate is printed when granted, and only then", () => {
  assert.match(shown(passingRunOf()), /^CONFORMANT: 3 of 3[\s\S]*conformance certificate/u);
  const { facts } = passingRunOf();
  const filtered = shown(passingRunOf({ facts: { ...facts, filtered: true } }));
  assert.doesNotMatch(filtered, /conformance certificate/u);
  assert.match(filtered, /^No certificate the run looked at a part/mu);
});

test("the verdict on the embedded emulator names it, first and last and in the certificate", () => {
  const report = reportOf(passingRunOf({ target: EMBEDDED }));
  assert.match(linesOf(renderScreen(report, PLAIN))[0] ?? "", /^CONFORMANT, the embedded emulator: 3 of 3/u);
  assert.match(renderLastLine(report, PLAIN), /^CONFORMANT, the embedded emulator: .*\n$/u);
  assert.ok(report.certificate.granted);
  assert.match(report.certificate.text, /the embedded emulator/u);
});

test("a filtered run in which all is well says what it is worth", () => {
  const { facts } = passingRunOf();
  const filtered = { ...facts, filtered: true };
  const sentence = "passed: 3 of 3 selected (a filtered run certifies nothing), exit 5";
  assert.equal(linesOf(shown(passingRunOf({ facts: filtered })))[0], sentence);
  const open = [recordOf(MINIMUM, { outcome: "inconclusive", reason: "no answer" })];
  assert.match(shown(passingRunOf({ facts: filtered, records: open, planned: [MINIMUM] })), /^INCONCLUSIVE: 0 of 1/u);
  assert.match(shown(passingRunOf({ facts: { ...filtered, interrupted: true } })), /^INCONCLUSIVE: 3 of 3/u);
  assert.match(shown(runOf({ facts: filtered })), /^NOT CONFORMANT/u);
});

test("an excused violation is named in the verdict and not told as a violation", () => {
  const baseline = [{ requirement: MINIMUM, reason: "ticket 7", expires: "2026-02-01" }];
  const text = shown(runOf({ baseline }));
  assert.match(text, /^CONFORMANT apart from 1 excused violation:/u);
  assert.doesNotMatch(text, /^\d+ causes?$/mu);
});

const LONG = `${"word ".repeat(300)}\n${"词".repeat(300)}`;
const FAILING = (id: RequirementId) =>
  recordOf(id, {
    outcome: "fail",
    reason: LONG,
    counterexamples: [counterexampleOf(id, { expected: LONG, got: LONG, request: { ListenerDescription: LONG } })],
    warnings: [{ requirement: ADVISORY, message: LONG + id }],
  });

const RUNS: Readonly<Record<string, RunResult>> = {
  "that is conformant": passingRunOf({
    records: REQUIREMENT_IDS.map((id) => recordOf(id, { fingerprint: { a: LONG, b: LONG } })),
    planned: REQUIREMENT_IDS,
    target: EMBEDDED,
    notes: [LONG, LONG, LONG],
  }),
  "in which everything fails": runOf({
    records: REQUIREMENT_IDS.map(FAILING),
    planned: REQUIREMENT_IDS,
    notes: [LONG, LONG, LONG],
    facts: { ...runOf().facts, faults: [LONG, LONG, LONG, LONG] },
  }),
  "in which every outcome has many reasons": runOf({
    records: REQUIREMENT_IDS.map((id, i) => {
      const outcomes = ["inconclusive", "not-exercised", "harness-error", "environment-error", "fail"] as const;
      const outcome = outcomes[i % outcomes.length] ?? "fail";
      return outcome === "fail" ? FAILING(id) : recordOf(id, { outcome, reason: `${i} ${LONG}` });
    }),
    planned: REQUIREMENT_IDS,
    notes: [LONG, LONG, LONG],
    facts: { ...runOf().facts, faults: [LONG, LONG, LONG, LONG] },
  }),
  "that was stopped before anything was reached": runOf({
    records: [],
    planned: REQUIREMENT_IDS,
    facts: { ...runOf().facts, interrupted: true },
  }),
  "of a library in which everything fails": runOf({
    target: { is: "sdk", name: LONG, version: "1", language: LONG, features: [], adapter: LONG },
    records: SDK_REQUIREMENT_IDS.map(FAILING),
    planned: SDK_REQUIREMENT_IDS,
  }),
};

for (const [which, run] of Object.entries(RUNS)) {
  test(`a run ${which} fits on a screen`, () => {
    const lines = linesOf(shown(run));
    assert.ok(lines.length + BELOW <= SCREEN, `${lines.length} lines:\n${lines.join("\n")}`);
  });
}

test("nothing a target says reaches the screen unescaped or on a line of its own, and prose keeps to the width", () => {
  const hostile = hostileRunOf();
  for (const run of [hostile, runOf({ notes: [HOSTILE], facts: { ...hostile.facts, faults: [HOSTILE] } })]) {
    const text = shown(run);
    assert.doesNotMatch(text, /[^\P{C}\n]/u);
    const prose = linesOf(text).filter((line) => !/^(Curl|Rerun|Replay) /u.test(line));
    for (const line of prose) assert.ok(line.length <= PLAIN.width, line);
  }
  assert.doesNotMatch(shown(hostile), /^next line/mu);
});
