/** From what a target answers to the outcome of a requirement. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isJsonObject } from "../contract/answer.js";
import type { RequirementId } from "../contract/catalogue.js";
import { MINIMAL_DRAFT } from "../contract/request.js";
import type { RequirementRecord } from "../evidence/record.js";
import { type Family, valid, violated } from "../generators/specimen.js";
import * as timeout from "../generators/tcp-idle-timeout.js";
import { anyClientError } from "./check/expected-refusal.js";
import type { CheckBody } from "./check/requirement.js";
import { runCheck } from "./run-check.js";
import { listListeners } from "./session/listener-reads.js";
import type { Session } from "./session/session.js";
import {
  DRY_RUN_PASSED,
  type FakeOperation,
  type FakeTargetChanges,
  refusal,
  reply,
  smallService,
  withFakeTarget,
} from "./testing/fake-target.js";

const RANGE = "create-listener.tcp-idle-timeout.range";
const MINIMUM = "create-listener.tcp-idle-timeout.minimum";
const acceptsRange: CheckBody = ({ check }) => check.accepts(timeout.withinRange);
const refusesBelow: CheckBody = ({ check }) => check.refuses(timeout.belowMinimum, anyClientError);

type Operation = (parameters: ReadonlyMap<string, string>, correct: FakeOperation) => ReturnType<FakeOperation>;

/** Runs a check against a small correct service, of which CreateListener may be replaced. */
function check(
  requirement: RequirementId,
  what: CheckBody,
  create: Operation = (parameters, correct) => correct(parameters),
  changes: FakeTargetChanges = {},
): Promise<RequirementRecord> {
  const service = smallService();
  const CreateListener: FakeOperation = (parameters) => create(parameters, service.CreateListener);
  return withFakeTarget(
    { ...service, CreateListener },
    (session) => runCheck(session, { requirement, body: what }),
    changes,
  );
}

async function listenersOn(session: Session, loadBalancerId: string): Promise<readonly unknown[]> {
  const list = await listListeners(session.client, loadBalancerId);
  return list.is === "listed" ? list.views : assert.fail(list.reason);
}

const secondsOf = (parameters: ReadonlyMap<string, string>) => Number(parameters.get("TcpIdleTimeout") ?? "350");

test("a target that keeps the clause passes, under both lenses, and nothing is left behind", async () => {
  const service = smallService();
  await withFakeTarget(service, async (session) => {
    for (const [requirement, what] of [
      [RANGE, acceptsRange],
      [MINIMUM, refusesBelow],
    ] as const) {
      const record = await runCheck(session, { requirement, body: what });
      assert.deepEqual(
        [record.outcome, record.reason, record.counterexamples, record.collateral],
        ["pass", undefined, [], []],
      );
      assert.ok(record.cases > 0 && record.requests > record.cases);
      assert.ok(Object.keys(record.coverage).includes("DryRun true"));
    }
    for (const id of session.stage.left) assert.deepEqual(await listenersOn(session, id), []);
  });
});

test("a fault becomes a counterexample: minimal, shrunk, sent again, with its place in the stream", async () => {
  const record = await check(
    RANGE,
    acceptsRange,
    (parameters, correct) =>
      secondsOf(parameters) > 4_000 && secondsOf(parameters) < 5_000
        ? refusal(400, "IllegalParam.TcpIdleTimeout")
        : correct(parameters),
    { runs: 100, lenses: ["dry-run"] },
  );
  assert.equal(record.outcome, "fail");
  const [first] = record.counterexamples;
  assert.equal(record.counterexamples.length, 1);
  assert.deepEqual(
    [first?.requirement, first?.lens, first?.expected, first?.got, first?.reproducible],
    [RANGE, "dry-run", "code DryRunOperation", "HTTP 400 IllegalParam.TcpIdleTimeout", "reproducible"],
  );
  assert.deepEqual(Object.keys(first?.request ?? {}), ["LoadBalancerId", "ServerGroupId", "TcpIdleTimeout", "DryRun"]);
  assert.ok(Number(first?.request.TcpIdleTimeout) <= 4_100, first?.request.TcpIdleTimeout);
  assert.match(first?.path ?? "", /^\d+(:\d+)*$/u);
  assert.ok((first?.shrinkRequests ?? 0) > 0 && (first?.shrinkRequests ?? 0) <= 300);
  assert.match(first?.rerun ?? "", / --only create-listener\.tcp-idle-timeout\.range\b/u);
});

test("a fault of a boundary is found by the examples, without drawn cases", async () => {
  const record = await check(
    RANGE,
    acceptsRange,
    (parameters, correct) =>
      secondsOf(parameters) === 6_000 ? refusal(400, "IllegalParam.TcpIdleTimeout") : correct(parameters),
    { runs: 0 },
  );
  assert.equal(record.outcome, "fail");
  assert.equal(record.counterexamples[0]?.request.TcpIdleTimeout, "6000");
  assert.equal(record.counterexamples[0]?.path, undefined);
});

test("a violation that is accepted is a failure, with its label", async () => {
  const record = await check(MINIMUM, refusesBelow, (parameters, correct) =>
    secondsOf(parameters) === 59 && parameters.get("DryRun") === "true" ? DRY_RUN_PASSED() : correct(parameters),
  );
  assert.equal(record.outcome, "fail");
  assert.deepEqual(
    [record.counterexamples[0]?.violation, record.counterexamples[0]?.got],
    ["tcp-idle-timeout.too-small", "HTTP 400 DryRunOperation"],
  );
});

test("a code that belongs to something else is a failure", async () => {
  const record = await check(MINIMUM, refusesBelow, (parameters, correct) =>
    secondsOf(parameters) < 60 ? refusal(400, "IllegalParam.TagKey") : correct(parameters),
  );
  assert.equal(record.outcome, "fail");
});

test("a refusal whose control twin is refused too shows nothing", async () => {
  const record = await check(MINIMUM, refusesBelow, () => refusal(400, "IllegalParam"));
  assert.equal(record.outcome, "inconclusive");
  assert.match(record.reason ?? "", /without the defect was not accepted: HTTP 400 IllegalParam$/u);
});

test("a fault that shows in one of the lone tries is flaky", async () => {
  let faults = 2;
  const record = await check(
    RANGE,
    acceptsRange,
    (parameters, correct) => {
      if (secondsOf(parameters) !== 6_000) return correct(parameters);
      faults -= 1;
      return faults >= 0 ? refusal(400, "Odd") : correct(parameters);
    },
    { lenses: ["dry-run"], runs: 0 },
  );
  assert.deepEqual([record.outcome, record.counterexamples[0]?.reproducible], ["flaky", "flaky"]);
});

test("what shows only beside other requests is not charged to the clause, and told of overlap; where there were none it is", async () => {
  for (const concurrency of [1, 4]) {
    let faults = 1;
    const record = await check(
      RANGE,
      acceptsRange,
      (parameters, correct) => {
        faults -= 1;
        return faults === 0 ? refusal(400, "Odd") : correct(parameters);
      },
      { lenses: ["dry-run"], concurrency },
    );
    const told = record.observed?.map(({ requirement, behaviour }) => [requirement, behaviour]);
    if (concurrency === 1) assert.deepEqual([record.outcome, told], ["flaky", undefined]);
    else
      assert.deepEqual(
        [record.outcome, record.counterexamples, told],
        ["pass", [], [["create-listener.concurrency.answers-under-overlap", "HTTP 400 Odd"]]],
      );
  }
});

test("what breaks another clause counts against that one", async () => {
  const withoutRequestId: Operation = (parameters, correct) => {
    const answer = correct(parameters);
    return answer !== "lost" && isJsonObject(answer.body)
      ? { ...answer, body: { ...answer.body, RequestId: "" } }
      : answer;
  };
  const record = await check(RANGE, acceptsRange, withoutRequestId, { lenses: ["create"], runs: 0 });
  assert.deepEqual([record.outcome, record.counterexamples], ["pass", []]);
  assert.deepEqual(
    record.collateral.map((one) => one.requirement),
    ["create-listener.response.request-id"],
  );
});

test("a refused creation that leaves a listener behind is found, and the listener removed", async () => {
  const service = smallService();
  const CreateListener: FakeOperation = (parameters) => {
    if (secondsOf(parameters) >= 60 || parameters.get("DryRun") === "true") return service.CreateListener(parameters);
    service.CreateListener(new Map([...parameters, ["TcpIdleTimeout", "60"]]));
    return refusal(400, "IllegalParam.TcpIdleTimeout");
  };
  await withFakeTarget({ ...service, CreateListener }, async (session) => {
    const record = await runCheck(session, { requirement: MINIMUM, body: refusesBelow });
    assert.ok(record.collateral.some((one) => one.requirement === "create-listener.error.no-effect"));
    for (const id of session.stage.left) assert.deepEqual(await listenersOn(session, id), []);
    assert.equal(session.stage.left.length, 2);
  });
});

test("a target that does not answer, or only puts off, is the environment's fault", async () => {
  for (const answer of ["lost", reply(429)] as const) {
    const record = await check(RANGE, acceptsRange, () => answer, { lenses: ["dry-run"] });
    assert.deepEqual([record.outcome, record.counterexamples], ["environment-error", []]);
  }
});

test("a target that answers everything but one request fails for that one", async () => {
  const record = await check(
    RANGE,
    acceptsRange,
    (parameters, correct) =>
      secondsOf(parameters) === 350 && parameters.has("TcpIdleTimeout") ? "lost" : correct(parameters),
    {
      lenses: ["dry-run"],
    },
  );
  assert.deepEqual([record.outcome, record.counterexamples[0]?.got], ["fail", "no answer (connection)"]);
});

test("a warning alone does not fail", async () => {
  const record = await check(
    RANGE,
    acceptsRange,
    (parameters, correct) => {
      const answer = correct(parameters);
      return parameters.get("DryRun") === "true" && answer !== "lost" ? { ...answer, status: 200 } : answer;
    },
    { lenses: ["dry-run"] },
  );
  assert.deepEqual(
    [record.outcome, record.warnings.map((one) => one.requirement)],
    ["pass", ["create-listener.dry-run.status"]],
  );
});

test("a check whose situation is missing is not exercised, and says which", async () => {
  const record = await check("create-listener.error.mismatch-vpc-id", ({ check }) =>
    check.given("server-group/other-vpc", () => assert.fail("must not be run")),
  );
  assert.deepEqual(
    [record.outcome, record.reason, record.missing],
    ["not-exercised", "needs server-group/other-vpc", ["server-group/other-vpc"]],
  );
});

test("without an idle load balancer nothing is exercised", async () => {
  const record = await check(RANGE, acceptsRange, undefined, { loadBalancers: [] });
  assert.deepEqual([record.outcome, record.missing, record.requests], ["not-exercised", ["load-balancer/idle"], 0]);
});

test("creations that are not allowed are not exercised, and not sent", async () => {
  const onlyCreation: CheckBody = ({ check }) =>
    check.withLoadBalancer(0, async (one) => void (await one.create(MINIMAL_DRAFT)));
  for (const changes of [{ lenses: ["dry-run"] }, { creates: 0 }] as const) {
    const record = await check(RANGE, onlyCreation, () => assert.fail("must not be sent"), changes);
    assert.equal(record.outcome, "not-exercised");
    assert.match(record.reason ?? "", /^needs real creations/u);
  }
});

test("a generator that the judge contradicts is a fault of the suite", async () => {
  for (const family of [
    { examples: [valid(timeout.withTimeout(59))] },
    { examples: [violated("tcp-idle-timeout.too-small", MINIMAL_DRAFT, timeout.withTimeout(60))] },
  ] satisfies Family[]) {
    const what: CheckBody = ({ check }) =>
      family.examples[0]?.violation === undefined ? check.accepts(family) : check.refuses(family, anyClientError);
    const record = await check(RANGE, what, () => assert.fail("must not be sent"));
    assert.equal(record.outcome, "harness-error");
  }
});

test("a spec that expects another refusal than the contract is a fault of the suite", async () => {
  const record = await check(MINIMUM, ({ check }) => check.refuses(timeout.belowMinimum, "IllegalParam.TagKey"));
  assert.equal(record.outcome, "harness-error");
  assert.match(record.reason ?? "", /the spec and the contract disagree on how tcp-idle-timeout.too-small is refused/u);
});

test("a check that throws is a fault of the suite", async () => {
  const record = await check(RANGE, () => Promise.reject(new TypeError("of the check")));
  assert.deepEqual([record.outcome, record.reason], ["harness-error", "TypeError: of the check"]);
});

test("a check that judges nothing is not a pass", async () => {
  const record = await check(RANGE, () => Promise.resolve());
  assert.deepEqual([record.outcome, record.reason], ["not-exercised", "no case of it could be put to this target"]);
});
