import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome } from "../contract/outcome.js";
import type { Kind } from "../contract/requirement.js";
import { HOSTILE } from "../evidence/testing/records.js";
import { messageOf, type Told } from "./messages.js";

const told = (kind: Kind, outcome: Outcome, changes: Partial<Told> = {}): Told => ({
  id: "create-listener.of-a-test",
  kind,
  outcome,
  statement: "Less than 60 is refused.",
  reason: "because",
  counterexamples: [],
  fingerprint: {},
  ...changes,
});

const MESSAGES: readonly (readonly [Kind, Outcome, string | undefined])[] = [
  ["required", "pass", undefined],
  ["required", "fail", "Contract violation: Less than 60 is refused. because"],
  ["required", "flaky", "Contract violation: Less than 60 is refused. Seen on some of its re-runs only. because"],
  ["required", "inconclusive", "Inconclusive: because"],
  ["required", "not-exercised", "Not exercised: because"],
  ["required", "environment-error", "Environment: because"],
  ["probe", "harness-error", "Suite fault: because"],
  ["advisory", "fail", "Advisory: Less than 60 is refused. because"],
  ["probe", "fail", "Documentation gap: Less than 60 is refused. because"],
  ["probe", "pass", undefined],
];

for (const [kind, outcome, message] of MESSAGES) {
  test(`${kind}, ${outcome}: ${message ?? "no message"}`, () => assert.equal(messageOf(told(kind, outcome)), message));
}

test("a counterexample takes the place of the reason", () => {
  const counterexamples = [{ expected: "HTTP 4xx", got: "HTTP 200" }];
  assert.equal(
    messageOf(told("required", "fail", { counterexamples })),
    "Contract violation: Less than 60 is refused. Expected HTTP 4xx, got HTTP 200.",
  );
});

test("a violation of a clause that stands on a reading of the page names it", () => {
  const counterexamples = [{ expected: "TcpIdleTimeout 60", got: "350" }];
  const id = "create-listener.attributes.as-sent";
  assert.match(
    messageOf(told("required", "fail", { id, counterexamples })) ?? "",
    /got 350\. Assumes (?:[a-z.-]+, )*operation\.attributes-complete(?:, [a-z.-]+)*\.$/u,
  );
});

test("a probe tells what it observed", () => {
  const fingerprint = { "no value": "HTTP 400", "empty value": "accepted" };
  assert.equal(
    messageOf(told("probe", "pass", { fingerprint })),
    "Documentation gap: no value: HTTP 400; empty value: accepted",
  );
});

test("a missing reason is said", () => {
  const { reason: _, ...without } = told("required", "inconclusive");
  assert.equal(messageOf(without), "Inconclusive: no reason was recorded");
});

test("hostile text gives one bounded line", () => {
  const message = messageOf(told("required", "environment-error", { reason: HOSTILE.repeat(1000) })) ?? "";
  assert.doesNotMatch(message, /\p{C}/u);
  assert.ok(message.length < 5000);
});
