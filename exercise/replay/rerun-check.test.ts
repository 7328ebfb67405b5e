/** What a check does in a fixed order is run again as a whole, kept, and put to later targets first. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { RequirementRecord } from "../../evidence/record.js";
import type { CheckBody } from "../check/requirement.js";
import { runCheck } from "../run-check.js";
import { type FakeOperation, refusal, smallService, withFakeTarget } from "../testing/fake-target.js";

const REQUIREMENT = "create-listener.client-token.replay";

/** Two creations with one token name one listener. */
const replays: CheckBody = ({ check }) =>
  check.withLoadBalancer(0, async (one) => {
    const first = await one.create(MINIMAL_DRAFT, { clientToken: "t" });
    const second = await one.create(MINIMAL_DRAFT, { clientToken: "t" });
    const named = [first, second].map(({ answer }) => (answer.is === "accepted" ? answer.listenerId : undefined));
    check.expect(named[0] === named[1], second, { expected: "the first listener", got: "another one" });
  });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gwlb-conformance-failures-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the check against a service whose tokens are heeded or not, replay by replay. */
async function run(heeds: (nth: number) => boolean, body: CheckBody = replays): Promise<RequirementRecord> {
  const service = smallService();
  let replay = 0;
  let last: ReturnType<FakeOperation> | undefined;
  const CreateListener: FakeOperation = (parameters) => {
    if (parameters.get("DryRun") === "true") return service.CreateListener(parameters);
    if (last !== undefined && parameters.get("ClientToken") === "t") {
      const kept = last;
      last = undefined;
      replay += 1;
      return heeds(replay) ? kept : service.CreateListener(parameters);
    }
    last = service.CreateListener(parameters);
    return last;
  };
  return withFakeTarget(
    { ...service, CreateListener },
    (session) => runCheck(session, { requirement: REQUIREMENT, body }),
    { failures: { folder, suiteVersion: "0.0.0-test" } },
  );
}

test("what fails each time is reproducible, and kept as the whole check in its profile", async () => {
  const { outcome, counterexamples } = await run(() => false);
  assert.equal(outcome, "fail");
  assert.deepEqual(
    counterexamples.map(({ reproducible, byValue }) => [reproducible, byValue]),
    [["reproducible", { is: "check", profile: "smoke" }]],
  );
  assert.equal(readdirSync(folder).length, 1);
});

test("what fails at the first time only is flaky, and a violation still", async () => {
  const { outcome, counterexamples } = await run((nth) => nth > 1);
  assert.equal(outcome, "flaky");
  assert.deepEqual(
    counterexamples.map(({ reproducible }) => reproducible),
    ["flaky"],
  );
});

test("when the check cannot be run again, nothing is said of its certainty", async () => {
  let runs = 0;
  const once: CheckBody = async (context) => {
    runs += 1;
    if (runs === 1) await replays(context);
    else context.check.inconclusive("no listener to begin with");
  };
  const { counterexamples } = await run(() => false, once);
  assert.deepEqual(
    counterexamples.map(({ reproducible }) => reproducible),
    ["not-rerun"],
  );
});

test("a kept failure comes first in the next run, is reported once, and dropped when it passes three times", async () => {
  await run(() => false);
  let runs = 0;
  const counted: CheckBody = (context) => {
    runs += 1;
    return replays(context);
  };
  const again = await run(() => false, counted);
  assert.deepEqual([again.outcome, again.counterexamples.length, runs], ["fail", 1, 2]);
  assert.equal(readdirSync(folder).length, 1);
  const fixed = await run(() => true);
  assert.equal(fixed.outcome, "pass");
  assert.deepEqual(readdirSync(folder), []);
});

test("a service that answers no creation is not said to be fixed", async () => {
  await run(() => false);
  const refusing = { ...smallService(), CreateListener: () => refusal(503, "ServiceUnavailable") };
  await withFakeTarget(
    refusing,
    (session) => runCheck(session, { requirement: REQUIREMENT, body: ({ check }) => unanswered(check) }),
    { failures: { folder, suiteVersion: "0.0.0-test" } },
  );
  assert.equal(readdirSync(folder).length, 1);
});

async function unanswered(check: Parameters<CheckBody>[0]["check"]): Promise<void> {
  await check.withLoadBalancer(0, async (one) => {
    check.expectAccepted(await one.create(MINIMAL_DRAFT));
    check.log.blank({ is: "environment", reason: "503" });
  });
}

/** Runs the check against a service that gives no answer to creations with the token, and dies at all requests after some. */
async function runMute(mute: (nth: number) => boolean, dies = false): Promise<RequirementRecord> {
  const service = smallService();
  let nth = 0;
  const CreateListener: FakeOperation = (parameters) => {
    if (parameters.get("ClientToken") !== "t") return dies && nth > 0 ? "lost" : service.CreateListener(parameters);
    nth += 1;
    return mute(nth) ? "lost" : service.CreateListener(parameters);
  };
  const asked: CheckBody = ({ check }) =>
    check.withLoadBalancer(0, async (one) => {
      const attempt = await one.create(MINIMAL_DRAFT, { clientToken: "t" });
      check.expect(attempt.answer.is === "accepted", attempt, { expected: "accepted", got: attempt.answer.is });
    });
  return withFakeTarget({ ...service, CreateListener }, (session) =>
    runCheck(session, { requirement: REQUIREMENT, body: asked }),
  );
}

test("silence is the target's doing when it is silent each time while others are answered", async () => {
  const { outcome, counterexamples } = await runMute(() => true);
  assert.deepEqual(
    [outcome, counterexamples.map(({ got, reproducible }) => [got, reproducible])],
    ["fail", [["no-answer", "reproducible"]]],
  );
});

test("silence that ends, or is total, is the environment's doing", async () => {
  for (const record of [await runMute((nth) => nth === 1), await runMute(() => true, true)]) {
    assert.deepEqual([record.outcome, record.counterexamples], ["environment-error", []]);
    assert.match(record.reason ?? "", /^a request was not answered/u);
  }
});
