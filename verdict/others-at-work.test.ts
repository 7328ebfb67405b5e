/** What somebody else may have done is charged to nobody, whenever it was seen; what they cannot have to do with is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { counterexampleOf, exchangeOf, MINIMUM, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { withoutDoubtful } from "./others-at-work.js";

const STRANGERS = ["somebody else uses gwlb-1 (listener lsn-9)"];
const full = exchangeOf("CreateListener", 400, '{"Code":"OperationDenied.TooManyListeners","RequestId":"A0"}');

test("where nobody else was seen, everything stays", () => {
  const record = recordOf(MINIMUM, { outcome: "flaky", counterexamples: [counterexampleOf(MINIMUM)] });
  assert.equal(withoutDoubtful(record, []), record);
});

for (const [what, changes] of [
  ["did not show each time", { reproducible: "flaky" }],
  ["was seen once", { reproducible: "not-rerun" }],
  ["found its place taken", { got: "HTTP 400", exchanges: [full] }],
  ["found a listener that nobody announced", { got: "2 listeners" }],
  ["was a course of requests", { byValue: { is: "course", commands: [] } }],
] as const) {
  test(`a failure that ${what} is the environment's`, () => {
    const doubtful = counterexampleOf(MINIMUM, changes);
    const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [doubtful], collateral: [doubtful] });
    const left = withoutDoubtful(record, STRANGERS);
    assert.deepEqual([left.outcome, left.counterexamples, left.collateral], ["environment-error", [], []]);
    assert.equal(left.reason, STRANGERS[0]);
  });
}

test("a failure that showed each time and is about something else stays", () => {
  const sure = counterexampleOf(MINIMUM);
  const doubtful = counterexampleOf(TAG_COUNT, { reproducible: "not-rerun" });
  const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [sure], collateral: [doubtful] });
  const left = withoutDoubtful(record, STRANGERS);
  assert.deepEqual([left.outcome, left.counterexamples, left.collateral], ["fail", [sure], []]);
});

test("what passed stays passed", () => {
  assert.equal(withoutDoubtful(recordOf(MINIMUM), STRANGERS).outcome, "pass");
});
