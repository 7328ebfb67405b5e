/** What somebody else may have done is charged to nobody, whenever it was seen; what they cannot have to do with is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { counterexampleOf, exchangeOf, MINIMUM, recordOf, TAG_COUNT } from "../evidence/testing/records.js";
import { withoutDoubtful } from "./others-at-work.js";

const STRANGERS = ["somebody else uses gwlb-1 (listener lsn-9)"];
const full = exchangeOf("CreateListener", 400, '{"Code":"OperationDenied.TooManyListeners","RequestId":"A0"}');

test("where nobody else was seen, everything stays", () => {
  const record = recordOf(MINIMUM, { outcome: "flaky", counterexamples: [counterexampleOf(MINIMUM)] });
  assert.deepEqual(withoutDoubtful(record, []), [record]);
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
    const [left] = withoutDoubtful(record, STRANGERS);
    assert.deepEqual([left.outcome, left.counterexamples, left.collateral], ["environment-error", [], []]);
    assert.equal(left.reason, STRANGERS[0]);
  });
}

test("a failure that showed each time and is about something else stays", () => {
  const sure = counterexampleOf(MINIMUM);
  const doubtful = counterexampleOf(TAG_COUNT, { reproducible: "not-rerun" });
  const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [sure], collateral: [doubtful] });
  const [left] = withoutDoubtful(record, STRANGERS);
  assert.deepEqual([left.outcome, left.counterexamples, left.collateral], ["fail", [sure], []]);
});

test("what passed stays passed", () => {
  assert.equal(withoutDoubtful(recordOf(MINIMUM), STRANGERS)[0].outcome, "pass");
});

for (const [what, changes] of [
  ["a parameter whose name begins like a listener", { got: 'ListenerDescription ""' }],
  [
    "a refusal whose code only sounds like a conflict",
    {
      got: "HTTP 400",
      exchanges: [exchangeOf("CreateListener", 400, '{"Code":"OperationDenied.TcpIdleTimeoutConflictWithScheduler"}')],
    },
  ],
] as const) {
  test(`a failure that showed each time stays: ${what}`, () => {
    const sure = counterexampleOf(MINIMUM, changes);
    const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [sure] });
    assert.equal(withoutDoubtful(record, STRANGERS)[0].outcome, "fail");
  });
}

test("a clause that a charge was taken from is not called passed", () => {
  const doubtful = counterexampleOf(TAG_COUNT, { reproducible: "not-rerun" });
  const [, other, ...more] = withoutDoubtful(recordOf(MINIMUM, { collateral: [doubtful] }), STRANGERS);
  assert.deepEqual([other?.requirement, other?.outcome, more], [TAG_COUNT, "environment-error", []]);
});

for (const [what, changes] of [
  ["found its place taken", { got: "HTTP 400", exchanges: [full] }],
  ["found a listener that nobody announced", { got: "2 listeners" }],
  ["was a course of requests", { byValue: { is: "course", commands: [] } }],
] as const) {
  test(`a failure that ${what} each time, where somebody else was seen on another load balancer only, stays`, () => {
    const record = recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM, changes)] });
    const elsewhere = ["somebody else uses gwlb-11 (listener lsn-9)"];
    assert.equal(withoutDoubtful(record, elsewhere)[0].outcome, "fail");
    const once = counterexampleOf(MINIMUM, { ...changes, reproducible: "not-rerun" });
    const doubtful = recordOf(MINIMUM, { outcome: "fail", counterexamples: [once] });
    assert.equal(withoutDoubtful(doubtful, elsewhere)[0].outcome, "environment-error");
  });
}
