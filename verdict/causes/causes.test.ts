import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { counterexampleOf, MAXIMUM, MINIMUM, PROBE, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { causesOf } from "./causes.js";

test("clauses that one refusal breaks stand under one cause, the one that is about least first", () => {
  const refusal = { violation: undefined, expected: "accepted with HTTP 2xx", got: "HTTP 400 IllegalParam.TagKey" };
  const causes = causesOf(
    [
      recordOf(MINIMUM, {
        outcome: "fail",
        counterexamples: [
          counterexampleOf(MINIMUM, { ...refusal, request: { "Tag.1.Key": "a", TcpIdleTimeout: "60" } }),
        ],
      }),
      recordOf(TAG_COUNT, {
        outcome: "fail",
        counterexamples: [counterexampleOf(TAG_COUNT, { ...refusal, request: { "Tag.1.Key": "a" } })],
      }),
      recordOf(MAXIMUM),
    ],
    REQUIREMENTS,
  );
  assert.deepEqual(
    causes.map(({ clauses, outcome }) => [clauses, outcome]),
    [[[TAG_COUNT, MINIMUM], "fail"]],
  );
  assert.match(causes[0]?.title ?? "", /Tag\.N\.Key.*IllegalParam\.TagKey/u);
});

test("differences that have nothing in common are two causes; what passed, and what is not graded, has none", () => {
  const causes = causesOf(
    [
      recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexampleOf(MINIMUM)] }),
      recordOf(TAG_COUNT, {
        outcome: "flaky",
        counterexamples: [counterexampleOf(TAG_COUNT, { expected: "20 tags", got: "19 tags" })],
      }),
      recordOf(MAXIMUM),
      recordOf(PROBE, { outcome: "inconclusive", reason: "no listener was created" }),
    ],
    REQUIREMENTS,
  );
  assert.deepEqual(
    causes.map(({ clauses, outcome }) => [clauses, outcome]),
    [
      [[MINIMUM], "fail"],
      [[TAG_COUNT], "flaky"],
    ],
  );
});

test("a cause has the same id whatever the ids, times and numbers of the run", () => {
  const idWith = (got: string) =>
    causesOf(
      [
        recordOf(MINIMUM, {
          outcome: "fail",
          counterexamples: [counterexampleOf(MINIMUM, { violation: undefined, got })],
        }),
      ],
      REQUIREMENTS,
    )[0]?.id;
  assert.match(idWith("HTTP 200, accepted as lsn-1a") ?? "", /^cause-[0-9a-f]{10}$/u);
  assert.equal(idWith("HTTP 200, accepted as lsn-1a"), idWith("HTTP 201, accepted as lsn-2b"));
});
