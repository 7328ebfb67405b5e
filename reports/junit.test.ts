import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { REQUIREMENTS } from "../contract/catalogue.js";
import {
  ADVISORY,
  counterexampleOf,
  MAXIMUM,
  MINIMUM,
  PROBE,
  recordOf,
  TAG_COUNT,
} from "../evidence/testing/records.js";
import { renderJunit } from "./junit.js";
import { buildReport, type RunResult } from "./report.js";
import { hostileRunOf, runOf } from "./testing/runs.js";

const xmlOf = (run: RunResult) => renderJunit(buildReport(run, REQUIREMENTS));

interface Case {
  readonly name: string;
  readonly failure?: unknown;
  readonly error?: unknown;
  readonly skipped?: unknown;
  readonly "system-out"?: string;
}
interface Suites {
  readonly testsuites: {
    readonly tests: string;
    readonly failures: string;
    readonly errors: string;
    readonly skipped: string;
    readonly testsuite: readonly { readonly testcase: readonly Case[] }[];
  };
}

function parsed(xml: string): Suites["testsuites"] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => name === "testcase" || name === "testsuite",
  });
  const suites: Suites = parser.parse(xml);
  return suites.testsuites;
}

const casesOf = (xml: string) =>
  new Map(parsed(xml).testsuite.flatMap(({ testcase }) => testcase.map((one) => [one.name, one] as const)));

test("a case per requirement, counted", () => {
  const { tests, failures, errors, skipped } = parsed(xmlOf(runOf()));
  assert.deepEqual({ tests, failures, errors, skipped }, { tests: "5", failures: "1", errors: "0", skipped: "1" });
});

test("a violation says what its commands do not do, and how to replay it", () => {
  const counterexample = counterexampleOf(MINIMUM, { byValue: { is: "check", profile: "smoke" } });
  const records = [recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexample] })];
  const xml = xmlOf(runOf({ records, planned: [MINIMUM], replayOf: () => "npx gwlb-conformance replay x.json" }));
  assert.match(
    xml,
    /\n# the last request alone, [^\n]*\ncurl [^\n]*\ngwlb-conformance run [^\n]*\nnpx gwlb-conformance replay x\.json</u,
  );
});

test("clauses with one cause name it, and one of them tells of it in full", () => {
  const one = (id: typeof MINIMUM | typeof MAXIMUM, got = "HTTP 200, accepted as lsn-1", timeout = "59") =>
    counterexampleOf(id, { got, request: { TcpIdleTimeout: timeout }, rerun: `rerun ${id}` });
  const others = ["1", "2", "3"].map((timeout) => one(MAXIMUM, undefined, timeout));
  const records = [
    recordOf(MAXIMUM, { outcome: "fail", counterexamples: [one(MAXIMUM), one(MAXIMUM), ...others] }),
    recordOf(MINIMUM, { outcome: "fail", counterexamples: [one(MINIMUM), one(MINIMUM)] }),
  ];
  const report = buildReport(runOf({ records, planned: [MINIMUM, MAXIMUM] }), REQUIREMENTS);
  const [cause] = report.causes;
  const [leader, follower] = cause?.clauses ?? [];
  assert.ok(cause !== undefined && leader !== undefined && follower !== undefined);
  const xml = renderJunit(report);
  assert.equal(xml.split(`name="cause" value="${cause.id}"`).length, 3);
  assert.equal(xml.split("TcpIdleTimeout = 59").length, 2);
  assert.match(xml, new RegExp(`${cause.id}: .*, which explains 2 clauses; told in full under ${leader}`, "u"));
  assert.match(xml, new RegExp(`under ${leader}\nrerun ${follower}`, "u"));
});

test("where the clause that shows a cause best is excused, another one tells of it in full", () => {
  const records = [MINIMUM, MAXIMUM].map((id) =>
    recordOf(id, { outcome: "fail", counterexamples: [counterexampleOf(id, { request: { TcpIdleTimeout: "59" } })] }),
  );
  const [first] = buildReport(runOf({ records }), REQUIREMENTS).causes;
  const [best = MINIMUM] = first?.clauses ?? [];
  const baseline = [{ requirement: best, reason: "ticket 7", expires: "2999-01-01" }];
  const cases = casesOf(xmlOf(runOf({ records, baseline })));
  assert.equal(cases.get(best)?.failure, undefined);
  assert.match(JSON.stringify(cases.get(best === MINIMUM ? MAXIMUM : MINIMUM)?.failure), /TcpIdleTimeout = 59/u);
});

test("only a violation of a required requirement fails", () => {
  const cases = casesOf(xmlOf(runOf()));
  assert.ok(cases.get(MINIMUM)?.failure);
  assert.equal(cases.get(ADVISORY)?.failure, undefined);
  assert.match(cases.get(ADVISORY)?.["system-out"] ?? "", /warning: the header is absent/u);
  assert.match(cases.get(PROBE)?.["system-out"] ?? "", /observed: value absent/u);
  assert.ok("skipped" in (cases.get(TAG_COUNT) ?? {}));
});

test("faults, the environment and what stayed open are errors", () => {
  for (const outcome of ["harness-error", "environment-error", "inconclusive"] as const) {
    const one = casesOf(xmlOf(runOf({ records: [recordOf(MAXIMUM, { outcome })], planned: [MAXIMUM] }))).get(MAXIMUM);
    assert.ok(one?.error, outcome);
    assert.equal(one?.failure, undefined);
  }
});

test("a fault of the suite outside any requirement is an error of its own", () => {
  const run = runOf();
  const xml = xmlOf({ ...run, facts: { ...run.facts, faults: ["worker 2 died"] } });
  assert.equal(parsed(xml).errors, "1");
  assert.deepEqual(casesOf(xml).get("fault 1")?.error, { message: "Suite fault: worker 2 died", type: "Suite fault" });
});

test("an excused violation is skipped", () => {
  const baseline = [{ requirement: MINIMUM, reason: "ticket 7", expires: "2026-02-01" }];
  const one = casesOf(xmlOf(runOf({ baseline }))).get(MINIMUM);
  assert.equal(one?.failure, undefined);
  assert.deepEqual(one?.skipped, { message: "excused until 2026-02-01: ticket 7" });
});

test("hostile text leaves the document well-formed, without a character XML forbids", () => {
  const xml = xmlOf(hostileRunOf());
  assert.equal(XMLValidator.validate(xml), true);
  assert.doesNotMatch(xml, /[^\P{C}\n\t]|[\uFFFE\uFFFF]|<script|<!\[CDATA\[/u);
  assert.match(xml, /&lt;script&gt;/u);
  assert.equal(parsed(xml).tests, "5");
});

test("an empty run is a document too", () => {
  assert.equal(XMLValidator.validate(xmlOf(runOf({ records: [], planned: [] }))), true);
});
