import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { OUTCOMES } from "../../contract/outcome.js";
import { ADVISORY, counterexampleOf, exchangeOf, MINIMUM, PROBE, recordOf } from "../../evidence/testing/records.js";
import { buildReport, requirementReport } from "../report.js";
import { hostileRunOf } from "../testing/runs.js";
import { CATEGORIES } from "./categories.js";
import { allureDetailsOf } from "./details.js";

const detailsOf = (...parameters: Parameters<typeof recordOf>) =>
  allureDetailsOf(requirementReport(recordOf(...parameters), REQUIREMENTS[parameters[0]]));
const labelsOf = ({ labels }: ReturnType<typeof detailsOf>) => new Map(labels.map(({ name, value }) => [name, value]));
const attachmentsOf = ({ attachments }: ReturnType<typeof detailsOf>) =>
  new Map(attachments.map(({ name, content }) => [name, content]));

test("grouped by operation, section and requirement; severity by kind", () => {
  const labels = labelsOf(detailsOf(MINIMUM));
  assert.equal(labels.get("epic"), "CreateListener");
  assert.equal(labels.get("feature"), "Request parameters / TcpIdleTimeout");
  assert.equal(labels.get("story"), MINIMUM);
  const severities = [MINIMUM, ADVISORY, PROBE].map((id) => labelsOf(detailsOf(id)).get("severity"));
  assert.deepEqual(severities, ["critical", "minor", "trivial"]);
});

test("its identity is the requirement, whatever the seed and the counts", () => {
  const [first, second] = [detailsOf(MINIMUM), detailsOf(MINIMUM, { seed: 7, cases: 99, outcome: "fail" })];
  assert.equal(first.historyId, MINIMUM);
  assert.equal(first.historyId, second.historyId);
});

test("titled with the clause's sentence; what is not graded stands in groups of its own, behind the sections", () => {
  assert.equal(detailsOf(MINIMUM).title, REQUIREMENTS[MINIMUM].statement);
  const groups = [MINIMUM, ADVISORY, PROBE].map((id) => labelsOf(detailsOf(id)).get("group"));
  assert.deepEqual(groups, [
    "06 Request parameters / TcpIdleTimeout",
    "12 Not graded: customs",
    "13 Not graded: what the page leaves open",
  ]);
});

test("only a required requirement fails; nothing that was not judged is green, and no probe", () => {
  const statusesOf = (id: Parameters<typeof recordOf>[0]) =>
    Object.fromEntries(OUTCOMES.map((outcome) => [outcome, detailsOf(id, { outcome }).status]));
  const common = {
    pass: "passed",
    "not-exercised": "skipped",
    "harness-error": "broken",
    "environment-error": "broken",
  };
  assert.deepEqual(statusesOf(MINIMUM), { ...common, fail: "failed", flaky: "failed", inconclusive: "broken" });
  const notGraded = { ...common, fail: "unknown", flaky: "unknown", inconclusive: "skipped" };
  assert.deepEqual(statusesOf(ADVISORY), notGraded);
  assert.deepEqual(statusesOf(PROBE), { ...notGraded, pass: "unknown" });
  const excuse = { reason: "ticket 7", expires: "2999-01-01" };
  const excused = requirementReport(recordOf(MINIMUM, { outcome: "fail" }), REQUIREMENTS[MINIMUM]);
  assert.equal(allureDetailsOf({ ...excused, excuse }).status, "unknown");
});

test("a failure carries the request, the exchange and the commands", () => {
  const attachments = attachmentsOf(
    detailsOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM)] }),
  );
  const names = ["request-and-answer.txt", "replay.sh", "exchange.http", "counterexample.json", "summary.json"];
  assert.deepEqual([...attachments.keys()], names);
  const lines = [
    "tcp-idle-timeout/below-minimum, as create",
    "Expected: HTTP 4xx with the error envelope",
    "Got:      HTTP 200",
    "",
    "--> CreateListener",
    "    LoadBalancerId = gwlb-1",
    "    TcpIdleTimeout = 59",
    "<-- HTTP 200 after 12 ms",
    "    {",
    '      "ListenerId": "lsn-1",',
    '      "RequestId": "A0"',
    "    }",
  ];
  assert.equal(attachments.get("request-and-answer.txt"), lines.join("\n"));
  assert.equal(JSON.parse(attachments.get("counterexample.json") ?? "").request.TcpIdleTimeout, "59");
  assert.match(attachments.get("exchange.http") ?? "", /^POST http:.*\n[\s\S]*TcpIdleTimeout=59\n\nHTTP 200\n/u);
  assert.match(
    attachments.get("replay.sh") ?? "",
    /^#!\/bin\/sh\n[\s\S]*curl -X POST[\s\S]*gwlb-conformance run --only/u,
  );
});

test("several counterexamples are all attached", () => {
  const counterexamples = ["a", "b"].map((violation) =>
    counterexampleOf(MINIMUM, { violation, rerun: `rerun ${violation}` }),
  );
  const attachments = attachmentsOf(detailsOf(MINIMUM, { outcome: "fail", counterexamples }));
  const cases: { violation: string }[] = JSON.parse(attachments.get("counterexample.json") ?? "");
  assert.deepEqual(
    cases.map(({ violation }) => violation),
    ["a", "b"],
  );
  assert.equal((attachments.get("exchange.http") ?? "").split("###").length, 2);
  assert.match(attachments.get("replay.sh") ?? "", /rerun a\n[\s\S]*rerun b\n/u);
});

test("several exchanges are a history with times from the first", () => {
  const poll = { ...exchangeOf("GetListenerAttribute", 404, "{}"), startedAt: 1500, endedAt: 1501 };
  const counterexample = counterexampleOf(MINIMUM, { exchanges: [exchangeOf("CreateListener", 200, "{}"), poll] });
  const attachments = attachmentsOf(detailsOf(MINIMUM, { outcome: "fail", counterexamples: [counterexample] }));
  assert.deepEqual(JSON.parse(attachments.get("observations.json") ?? ""), [
    { operation: "CreateListener", sentAt: 0, endedAt: 12, status: 200, body: "{}" },
    { operation: "GetListenerAttribute", sentAt: 500, endedAt: 501, status: 404, body: "{}" },
  ]);
});

test("operations that overlapped come with pictures of their timeline", () => {
  const history = [{ client: "client 1", operation: "create", result: "HTTP 500", invokedAt: 0, returnedAt: 9 }];
  const counterexamples = [counterexampleOf(MINIMUM, { history })];
  const { attachments } = detailsOf(MINIMUM, { outcome: "fail", counterexamples });
  const pictures = attachments.filter(({ name }) => name.startsWith("timeline"));
  assert.deepEqual(
    pictures.map(({ name, contentType }) => [name, contentType]),
    [
      ["timeline.txt", "text/plain"],
      ["timeline.svg", "image/svg+xml"],
    ],
  );
  for (const { content } of pictures) assert.match(content, /create → HTTP 500/u);
});

test("at most ten steps and attachments, however much there is to tell", () => {
  const details = detailsOf(MINIMUM, {
    outcome: "fail",
    throttled: 1,
    cut: 2,
    missing: ["load-balancer/idle"],
    counterexamples: Array.from({ length: 9 }, (_, index) => counterexampleOf(MINIMUM, { violation: `v${index}` })),
    warnings: Array.from({ length: 9 }, (_, index) => ({ requirement: MINIMUM, message: `w${index}` })),
    fingerprint: { a: "b" },
  });
  assert.equal(details.steps.length + details.attachments.length, 10);
  assert.equal(details.steps.filter(({ status }) => status === "failed").length, 3);
});

test("hidden characters reach neither steps nor attachments", () => {
  for (const requirement of buildReport(hostileRunOf(), REQUIREMENTS).requirements) {
    const { steps, attachments, message } = allureDetailsOf(requirement);
    for (const text of [message ?? "", ...steps.map(({ name }) => name)]) assert.doesNotMatch(text, /\p{C}/u);
    for (const { content } of attachments) assert.doesNotMatch(content, /[^\P{C}\n\t]/u);
  }
});

/** The category Allure would choose: the first one of which some matcher fits. */
function categoryOf(status: string, labels: ReadonlyMap<string, string>, message: string): string | undefined {
  return CATEGORIES.find(({ matchers: [byLabel, byMessage] }) => {
    const labelled = Object.entries(byLabel.labels).every(([name, value]) =>
      new RegExp(value, "u").test(labels.get(name) ?? ""),
    );
    const said = byMessage.statuses.some((one) => one === status) && new RegExp(byMessage.message, "u").test(message);
    return labelled || said;
  })?.name;
}

test("categories tell who is to act, by label and by the message a test runner shows", () => {
  const expected = [
    ["fail", "Contract violations"],
    ["inconclusive", "Inconclusive"],
    ["harness-error", "Faults of the suite"],
    ["environment-error", "Environment"],
    ["not-exercised", "Not exercised"],
    ["pass", undefined],
  ] as const;
  for (const [outcome, category] of expected) {
    const details = detailsOf(MINIMUM, { outcome, reason: "Environment: not what this is" });
    assert.equal(categoryOf(details.status, labelsOf(details), ""), category, outcome);
    if (details.status === "failed" || details.status === "broken") {
      assert.equal(categoryOf("failed", new Map(), `Error: ${details.message}`), category);
    }
  }
  assert.equal(
    categoryOf("passed", labelsOf(detailsOf(PROBE, { fingerprint: { a: "b" } })), ""),
    "Documentation gaps (not graded)",
  );
});
