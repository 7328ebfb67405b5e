/** What the outputs say of a run that judged a client library. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLValidator } from "fast-xml-parser";
import { REQUIREMENTS, type RequirementId, SDK_REQUIREMENT_IDS } from "../contract/catalogue.js";
import type { Counterexample } from "../evidence/counterexample.js";
import type { SdkSubject } from "../evidence/subject.js";
import { exchangeOf, HOSTILE, recordOf } from "../evidence/testing/records.js";
import { allureDetailsOf } from "./allure/details.js";
import { environmentOf } from "./allure/generate.js";
import { diffReports } from "./diff.js";
import { renderJunit } from "./junit.js";
import { renderMarkdown } from "./markdown.js";
import { buildReport, type Report, type RunResult } from "./report.js";
import { REPORT_FILES } from "./report-file.js";
import { renderTerminal } from "./terminal.js";
import { passingRunOf, runOf } from "./testing/runs.js";

const ID: RequirementId = "sdk.request.text.chinese";
const LIBRARY: SdkSubject = {
  is: "sdk",
  name: "my-sdk",
  version: "1.2.3",
  language: "Python",
  runtime: "CPython 3.12",
  features: ["sts"],
  adapter: "python3 adapter.py --token abc",
};

function failureOf(text: string): Counterexample {
  return {
    requirement: ID,
    request: { ListenerDescription: text },
    expected: "ListenerDescription as it was given",
    got: text,
    exchanges: [exchangeOf("CreateListener", 200, text)],
    byValue: { is: "conversation", name: "description", call: { ListenerDescription: text } },
    kind: "description",
    shrinkRequests: 3,
    reproducible: "reproducible",
    rerun: 'npx gwlb-conformance sdk run --adapter "python3 adapter.py"',
  };
}

function runOn(target: SdkSubject, changes: Partial<RunResult> = {}): Report {
  const run = { target, planned: SDK_REQUIREMENT_IDS, partition: [], waitBudgets: {}, ...changes };
  return buildReport(passingRunOf({ records: SDK_REQUIREMENT_IDS.map((id) => recordOf(id)), ...run }), REQUIREMENTS);
}

const failing = (target: SdkSubject, text: string) =>
  runOn(target, {
    planned: [ID],
    records: [recordOf(ID, { outcome: "fail", reason: text, counterexamples: [failureOf(text)] })],
  });
const terminal = (report: Report) => renderTerminal(report, { color: false, width: 100 });

test("the report names the library and its adapter, without secrets, and fits the published schema", async () => {
  const isReport = REPORT_FILES.validator();
  for (const report of [runOn(LIBRARY), failing(LIBRARY, "t"), failing({ ...LIBRARY, name: HOSTILE }, HOSTILE)]) {
    assert.ok(isReport(JSON.parse(JSON.stringify(report))), JSON.stringify(isReport.errors));
    assert.ok(report.target.is === "sdk" && report.target.adapter === "python3 adapter.py --token [redacted]");
  }
});

test("the certificate says what it certifies and what it does not establish", () => {
  const { certificate } = runOn(LIBRARY);
  assert.ok(certificate.granted);
  for (const words of [
    "my-sdk 1.2.3 (Python, CPython 3.12)",
    "Certifies: what the SDK sends",
    "plays the service",
    "TLS",
  ]) {
    assert.ok(certificate.text.includes(words), words);
  }
  assert.ok(!certificate.text.includes("endpoint or region"));
});

test("a failure shows the call, what went over the wire and how to see it again, and no command of the suite's own request", () => {
  const report = failing(LIBRARY, "x");
  for (const [text, wire] of [
    [terminal(report), /Wire +POST http/u],
    [renderMarkdown(report), /On the wire: `POST http/u],
    [renderJunit(report), /on the wire: POST http/u],
  ] as const) {
    assert.match(text, /CreateListener SDK conformance/u);
    assert.match(text, wire);
    assert.doesNotMatch(text, /curl|undefined/u);
  }
  const [entry] = report.requirements;
  assert.ok(entry);
  const details = allureDetailsOf(entry);
  assert.ok(!JSON.stringify(details).includes("undefined"));
  assert.match(details.description, /\*\*Section:\*\* SDK \/ Request/u);
  assert.equal(environmentOf(report).SDK, "my-sdk 1.2.3 (Python, CPython 3.12)");
});

test("a library whose adapter is hostile changes no output", () => {
  const words = { name: HOSTILE, version: HOSTILE, language: HOSTILE, runtime: HOSTILE, features: [HOSTILE] };
  const report = failing({ ...LIBRARY, ...words }, HOSTILE);
  const [junit, markdown] = [renderJunit(report), renderMarkdown(report)];
  assert.equal(XMLValidator.validate(junit), true);
  for (const text of [terminal(report), junit, markdown]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    assert.doesNotMatch(text, /[\u0000\u001b\u202e]/u);
  }
  assert.doesNotMatch(markdown, /^<script>/mu);
});

test("a difference between a library and an endpoint is noted", () => {
  const { caveats } = diffReports(buildReport(runOf(), REQUIREMENTS), runOn(LIBRARY));
  assert.ok(caveats.includes("the runs differ in what they judge: an endpoint and an SDK"));
});
