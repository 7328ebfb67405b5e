import assert from "node:assert/strict";
import { test } from "node:test";
import type { Counterexample } from "../../evidence/counterexample.js";
import { CheckLog } from "./check-log.js";

const REQUIREMENT = "create-listener.tag.count";

function counterexample(reproducible: Counterexample["reproducible"] = "reproducible"): Counterexample {
  return {
    requirement: REQUIREMENT,
    lens: "dry-run",
    request: {},
    expected: "this",
    got: "that",
    exchanges: [],
    curl: "curl",
    shrinkRequests: 0,
    reproducible,
    rerun: "again",
  };
}

/** Everything that can be noted, heaviest first, with the outcome that it makes. */
const BY_WEIGHT: readonly (readonly [outcome: string, note: (log: CheckLog) => void])[] = [
  ["fail", (log) => log.fail(counterexample())],
  ["flaky", (log) => log.fail(counterexample("flaky"))],
  ["harness-error", (log) => Object.assign(log, { suiteFault: "a fault of the suite" })],
  ["environment-error", (log) => log.blank({ is: "environment", reason: "the target does not answer" })],
  ["inconclusive", (log) => log.blank({ is: "inconclusive", reason: "a prerequisite was not seen" })],
  ["pass", (log) => Object.assign(log, { judged: 1 })],
];

for (const [i, [outcome, note]] of BY_WEIGHT.entries()) {
  test(`${outcome} outweighs what is lighter`, () => {
    const log = new CheckLog(REQUIREMENT, 1);
    for (const [, lighter] of BY_WEIGHT.slice(i + 1)) lighter(log);
    note(log);
    assert.equal(log.outcome().outcome, outcome);
  });
}

test("a failure that was not sent again is a failure", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  log.fail(counterexample("flaky"));
  log.fail(counterexample("not-rerun"));
  assert.equal(log.outcome().outcome, "fail");
});

test("with nothing judged the reason is told: does not apply, or needs a situation, or nothing at all", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  assert.deepEqual(log.outcome(), { outcome: "not-exercised", reason: "no case of it could be put to this target" });
  log.missing.add("server-group/creating");
  log.missing.add("server-group/other-vpc");
  assert.deepEqual(log.outcome(), {
    outcome: "not-exercised",
    reason: "needs server-group/creating, server-group/other-vpc",
  });
  log.notApplicable = "does not apply";
  assert.deepEqual(log.outcome(), { outcome: "not-exercised", reason: "does not apply" });
});

test("what was judged passes, though a part of it did not apply or a situation was missing", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  log.judged = 1;
  log.missing.add("server-group/creating");
  log.notApplicable = "does not apply";
  assert.deepEqual(log.outcome(), { outcome: "pass" });
});

test("a probe that observed something has run", () => {
  const log = new CheckLog("create-listener.tag-key.case", 1);
  log.fingerprint.set("key and KEY", "dry run passed");
  assert.deepEqual(log.outcome(), { outcome: "pass" });
});

test("collateral and warnings do not weigh", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  log.judged = 1;
  log.seeElsewhere("kind", () => counterexample());
  log.warn({ requirement: "create-listener.error.message", message: "other words" });
  assert.equal(log.outcome().outcome, "pass");
});

test("findings about the case or the requirement under check are its own", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  const finding = { expected: "this", got: "that" };
  assert.ok(log.isOwn({ about: "case", ...finding }));
  assert.ok(log.isOwn({ about: REQUIREMENT, ...finding }));
  assert.ok(!log.isOwn({ about: "create-listener.error.status", ...finding }));
});

test("what is kept is bounded, and the same thing is kept once", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  let made = 0;
  for (let i = 0; i < 1_000; i += 1) {
    log.fail(counterexample());
    log.seeElsewhere(`kind ${i % 500}`, () => {
      made += 1;
      return counterexample();
    });
    log.warn({ requirement: REQUIREMENT, message: `warning ${i % 500}` });
    log.blank({ is: "inconclusive", reason: `reason ${i}` });
  }
  assert.ok(
    log.counterexamples.length <= 200 &&
      log.collateral.size <= 40 &&
      log.warnings.size <= 40 &&
      log.blanks.length <= 20,
  );
  assert.equal(made, log.collateral.size);
});

test("classes are counted", () => {
  const log = new CheckLog(REQUIREMENT, 1);
  log.cover(["a", "b"]);
  log.cover(["a"]);
  const record = log.record({ requests: 3, throttled: 0, durationMs: 1, waits: {} });
  assert.deepEqual(record.coverage, { a: 2, b: 1 });
});

test("the record holds what was noted", () => {
  const log = new CheckLog(REQUIREMENT, 99);
  log.cases = 7;
  log.cut = 2;
  log.fail(counterexample());
  log.fingerprint.set("question", "behaviour");
  const record = log.record({ requests: 12, throttled: 1, durationMs: 34, waits: { listenerRunning: [5] } });
  const { outcome, seed, cases, cut, requests, throttled, durationMs, counterexamples, fingerprint, waits } = record;
  assert.deepEqual(
    {
      outcome,
      seed,
      cases,
      cut,
      requests,
      throttled,
      durationMs,
      fingerprint,
      waits,
      failures: counterexamples.length,
    },
    {
      outcome: "fail",
      seed: 99,
      cases: 7,
      cut: 2,
      requests: 12,
      throttled: 1,
      durationMs: 34,
      fingerprint: { question: "behaviour" },
      waits: { listenerRunning: [5] },
      failures: 1,
    },
  );
  assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
});
