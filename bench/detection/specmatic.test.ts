import assert from "node:assert/strict";
import { test } from "node:test";
import { readJUnit } from "./specmatic.js";

const PREFIX = "Contract Tests &gt; SpecmaticJUnitSupport &gt; contractTest() &gt; ";
const WHERE =
  "with a request where REQUEST.PARAMETERS.QUERY contains the params 'Action' AND Action is set to 'CreateListener' from enum";

const testcase = (name: string, nth: number, failure = "") =>
  `<testcase classname="a" name="${PREFIX}${name}" time="0.1">${failure}<system-out><![CDATA[
unique-id: [engine:junit-jupiter]/[dynamic-test:#${nth}]
]]></system-out></testcase>`;
const failure = (message: string) =>
  `<failure message="${message}" type="java.lang.AssertionError"><![CDATA[x]]></failure>`;
const report = (...cases: string[]) => `<testsuite tests="${cases.length}">${cases.join("\n")}</testsuite>`;

test("a failed test is known by what was sent and what was wrong with the answer, not by values", () => {
  const text = report(
    testcase("+ve  Scenario: POST / -&gt; 200", 1),
    testcase(
      `-ve  Scenario: POST / -&gt; 4xx ${WHERE} AND TcpIdleTimeout is mutated from number to boolean`,
      7,
      failure("API: POST / -&gt; 4xx&#10;&gt;&gt; RESPONSE.STATUS&#10;Expected 4xx status, but received 200"),
    ),
  );
  assert.deepEqual(readJUnit(text), [
    {
      kind: "-ve  Scenario: POST / -> 4xx with the params 'Action' AND TcpIdleTimeout is mutated from number to boolean: 4xx RESPONSE.STATUS 4xx 200",
      nth: 7,
    },
  ]);
});

test("a single failed test is read like several", () => {
  assert.equal(readJUnit(report(testcase("+ve", 3, failure("RESPONSE.BODY.Code")))).length, 1);
});

test("a report without failures has none", () => {
  assert.deepEqual(readJUnit(report(testcase("+ve", 1), testcase("-ve", 2))), []);
});
