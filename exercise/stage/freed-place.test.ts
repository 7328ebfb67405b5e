/** A place that is free only a while after its listener is gone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MINIMAL_DRAFT } from "../../contract/request.js";
import type { Session } from "../session/session.js";
import { type FakeAnswer, type FakeOperation, refusal, smallService, withFakeTarget } from "../testing/fake-target.js";
import { borrow } from "./lending.js";

const FULL = (): FakeAnswer => refusal(400, "OperationDenied.TooManyListeners");

/** A service whose places stay taken for a while after each deletion. */
function lateService(takenMs: number) {
  const service = smallService();
  let freeAt = 0;
  let refused = 0;
  const DeleteListener: FakeOperation = (parameters) => {
    const answer = service.DeleteListener(parameters);
    if (answer !== "lost" && answer.status === 200) freeAt = performance.now() + takenMs;
    return answer;
  };
  const CreateListener: FakeOperation = (parameters) => {
    if (performance.now() >= freeAt) return service.CreateListener(parameters);
    refused += 1;
    return FULL();
  };
  return { service: { ...service, CreateListener, DeleteListener }, refused: () => refused };
}

const ONE = { loadBalancers: ["gwlb-0000000000000000000a"] };

/** Creates on a lent load balancer, removes, and creates again before it is given back. */
async function twice(session: Session): Promise<readonly string[]> {
  const answers: string[] = [];
  await borrow(session, 0, 1, async ([one]) => {
    const first = await one?.create(MINIMAL_DRAFT);
    if (first?.answer.is === "accepted") await one?.remove(first.answer.listenerId ?? "");
    const second = await one?.create(MINIMAL_DRAFT);
    answers.push(first?.answer.is ?? "", second?.answer.is ?? "");
  });
  await session.cleanedUp();
  return answers;
}

test("the first creation after a deletion of ours is repeated until the place is free, and the delay learned", async () => {
  const { service, refused } = lateService(60);
  await withFakeTarget(
    service,
    async (session) => {
      assert.deepEqual(await twice(session), ["accepted", "accepted"]);
      assert.deepEqual([...session.knowledge.places.codes], ["OperationDenied.TooManyListeners"]);
      const before = refused();
      for (let round = 0; round < 5; round += 1) assert.deepEqual(await twice(session), ["accepted", "accepted"]);
      assert.ok(refused() - before <= 30, String(refused() - before));
    },
    ONE,
  );
});

test("a place that is never free is waited for once", async () => {
  const { service } = lateService(1e9);
  await withFakeTarget(
    service,
    async (session) => {
      const startedAt = performance.now();
      assert.deepEqual(await twice(session), ["accepted", "refused"]);
      const once = performance.now() - startedAt;
      for (let round = 0; round < 5; round += 1) assert.deepEqual(await twice(session), ["refused", "refused"]);
      assert.ok(performance.now() - startedAt < once + 200);
    },
    ONE,
  );
});

test("a place that is free at once costs three looks", async () => {
  const service = smallService();
  let dryRuns = 0;
  const CreateListener: FakeOperation = (parameters) => {
    if (parameters.get("DryRun") === "true") dryRuns += 1;
    return service.CreateListener(parameters);
  };
  await withFakeTarget(
    { ...service, CreateListener },
    async (session) => {
      for (let round = 0; round < 6; round += 1) await twice(session);
      assert.ok(dryRuns <= 3, String(dryRuns));
      assert.equal(session.knowledge.places.codes.size, 0);
    },
    ONE,
  );
});
