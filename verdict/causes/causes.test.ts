import assert from "node:assert/strict";
import { test } from "node:test";
import { REQUIREMENTS, type RequirementId } from "../../contract/catalogue.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import type { RequirementRecord } from "../../evidence/record.js";
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

test("what is accepted, but not as was asked for, is told by what was expected", () => {
  const counterexample = counterexampleOf(MINIMUM, {
    violation: undefined,
    lens: "dry-run",
    request: {},
    expected: "code DryRunOperation, or a refusal",
    got: "accepted",
  });
  const [cause] = causesOf([recordOf(MINIMUM, { outcome: "fail", counterexamples: [counterexample] })], REQUIREMENTS);
  assert.equal(cause?.title, "A dry run: expected code DryRunOperation, or a refusal, got accepted");
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

const ACCEPTED = { expected: "refused with HTTP 4xx", got: "HTTP 200, accepted as lsn-1" };
const OWN = { byValue: { is: "check", profile: "smoke" } } as const;

/** A clause that failed, with what shows it. */
const failed = (id: RequirementId, changes: Partial<Counterexample>) =>
  recordOf(id, {
    outcome: "fail",
    counterexamples: [counterexampleOf(id, { violation: undefined, request: {}, ...OWN, ...changes })],
  });

const groupsIn = (records: readonly RequirementRecord[]) =>
  causesOf(records, REQUIREMENTS).map(({ clauses }) => clauses);

test("violations of one parameter have one cause where most of them are accepted, and one each where most are refused", () => {
  const [url, reserved, long, empty] = [
    "create-listener.tag-key.url",
    "create-listener.tag-key.reserved-prefix",
    "create-listener.tag-key.maximum",
    "create-listener.tag-key.not-empty",
  ] as const;
  const broken = [
    failed(url, { ...ACCEPTED, violation: "tag-key.url" }),
    failed(reserved, { ...ACCEPTED, violation: "tag-key.reserved-prefix" }),
  ];
  assert.deepEqual(groupsIn([...broken, recordOf(long, { outcome: "not-exercised" })]), [[url, reserved]]);
  assert.deepEqual(groupsIn([...broken, recordOf(long), recordOf(empty), recordOf("create-listener.tag-key.unique")]), [
    [reserved],
    [url],
  ]);
});

test("a value that is another one is one cause whatever it is, and so is a change that texts of several parameters undergo", () => {
  const [timeout, description, tag] = [
    "create-listener.tcp-idle-timeout.read-back",
    "create-listener.listener-description.read-back",
    "create-listener.tag.read-back",
  ] as const;
  assert.deepEqual(
    groupsIn([
      failed(MINIMUM, { expected: "TcpIdleTimeout 60", got: "TcpIdleTimeout 350" }),
      failed(timeout, { expected: "TcpIdleTimeout 6000", got: "TcpIdleTimeout absent" }),
      failed(description, { expected: 'ListenerDescription "aB"', got: 'ListenerDescription "ab"' }),
      failed(tag, { expected: 'tag "k" = "X"', got: '"x"' }),
    ]),
    [
      [MINIMUM, timeout],
      [description, tag],
    ],
  );
});

test("what could not be judged for an answer stands with what that answer breaks", () => {
  const refusal = "HTTP 400 IllegalParam.TagKey";
  const twin = recordOf(TAG_COUNT, {
    outcome: "inconclusive",
    reason: `the same request without the defect was not accepted: ${refusal}`,
  });
  assert.deepEqual(groupsIn([twin, failed(MAXIMUM, { expected: "accepted with HTTP 2xx", got: refusal })]), [
    [MAXIMUM, TAG_COUNT],
  ]);
});

test("what may have come of another difference stands under it; what has failed by itself each time does not", () => {
  const missing = failed("create-listener.asynchronous.readable", {
    expected: "the listener is found",
    got: "not found (ResourceNotFound.Listener) 3 ms after the answer",
  });
  const full = { expected: "accepted with HTTP 2xx", got: "HTTP 400 OperationDenied.TooManyListeners" };
  const none = recordOf(TAG_COUNT, { outcome: "inconclusive", reason: "needs 1 idle load balancer, 0 of 64 left" });
  const flaky = { ...failed(MAXIMUM, full), outcome: "flaky" } as const;
  assert.deepEqual(groupsIn([missing, flaky, none]), [["create-listener.asynchronous.readable", MAXIMUM, TAG_COUNT]]);
  assert.deepEqual(groupsIn([missing, failed(MAXIMUM, full)]).length, 2);
  assert.deepEqual(groupsIn([failed(MINIMUM, { ...ACCEPTED, violation: "tcp-idle-timeout.too-small" }), none]), [
    [MINIMUM],
    [TAG_COUNT],
  ]);
});

test("every refusal with a status that none may have is one cause, whatever the code", () => {
  assert.deepEqual(
    groupsIn([
      failed(MINIMUM, { expected: "refused with HTTP 4xx", got: "HTTP 302 IllegalParam.TcpIdleTimeout" }),
      failed(TAG_COUNT, { expected: "refused with HTTP 400 IllegalParam.TagKey", got: "HTTP 302 IllegalParam.TagKey" }),
    ]),
    [[MINIMUM, TAG_COUNT]],
  );
});

test("no clause is lost and none stands twice, whatever the order of the results", () => {
  const records = [
    failed(MINIMUM, ACCEPTED),
    failed(MAXIMUM, { expected: "accepted with HTTP 2xx", got: "HTTP 500 InternalError (server error)" }),
    recordOf(TAG_COUNT, { outcome: "flaky", reason: "the same case failed and, sent again, did not" }),
    recordOf("create-listener.tag-key.url", { outcome: "inconclusive" }),
  ];
  const named = groupsIn(records).flat().toSorted();
  assert.deepEqual(named, records.map(({ requirement }) => requirement).toSorted());
  assert.deepEqual(
    causesOf(records.toReversed(), REQUIREMENTS).map(({ id }) => id),
    causesOf(records, REQUIREMENTS).map(({ id }) => id),
  );
});
