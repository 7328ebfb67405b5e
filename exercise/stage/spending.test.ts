/** Where listeners cannot be removed, load balancers go to those whose creation shows most, and nobody waits for ever. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Removal } from "./asking.js";
import { UsedUp } from "./denial.js";
import { Stage } from "./stage.js";

const PLAIN = "create-listener.response.status";
const SAME_CREATION = "create-listener.response.json";
const REPLAY = "create-listener.client-token.replay";
const TOKENS = "create-listener.client-token.different-tokens";
const PROBE = "create-listener.client-token.after-refusal";

function stageOf(count: number, removal: Removal = "impossible") {
  const loadBalancers = Array.from({ length: count }, (_, i) => `gwlb-${i + 1}`);
  return new Stage({ loadBalancers, dryRuns: 2, deepeningMs: 60_000, removal });
}

/** A case that makes a listener, after which its load balancer is taken out. */
function spend(stage: Stage, by: string, { depth = 0, count = 1, shown = () => {} } = {}): Promise<readonly string[]> {
  let taken: readonly string[] = [];
  return stage.lend(
    { depth, count, by },
    async (ids) => {
      taken = ids;
      await sleep(1);
      shown();
      return ids;
    },
    async () => {
      for (const id of taken) stage.retire(id);
      return taken.map(() => 1);
    },
  );
}

/** A check that has shown something once it could make a listener. */
function checkOf(stage: Stage, by: string, count = 1) {
  let hasShown = false;
  stage.know(by, () => hasShown);
  return () => spend(stage, by, { count, shown: () => (hasShown = true) });
}

test("they go to the clauses that have shown nothing, those first that need fewest; one is kept for what makes none", async () => {
  const stage = stageOf(3);
  const served: string[] = [];
  const asks = [TOKENS, PROBE, REPLAY, PLAIN].map((by) => {
    const ask = checkOf(stage, by, by === TOKENS ? 2 : 1);
    return ask().then(
      () => served.push(by),
      (error: unknown) => assert.ok(error instanceof UsedUp, String(error)),
    );
  });
  await Promise.all(asks);
  assert.deepEqual(served.sort(), [PLAIN, REPLAY].sort());
  assert.deepEqual(stage.left, ["gwlb-1"]);
  assert.equal(stage.lacking, 2);
});

test("a clause that the same creation shows does not take another load balancer before all others have had theirs", async () => {
  const stage = stageOf(3);
  const served: string[] = [];
  let isPlainShown = false;
  for (const by of [PLAIN, SAME_CREATION]) stage.know(by, () => isPlainShown);
  const replay = checkOf(stage, REPLAY);
  const note = (by: string) => [() => served.push(by), () => 0] as const;
  await Promise.all([
    spend(stage, PLAIN, { shown: () => (isPlainShown = true) }).then(...note(PLAIN)),
    spend(stage, SAME_CREATION).then(...note(SAME_CREATION)),
    replay().then(...note(REPLAY)),
  ]);
  assert.deepEqual(served.sort(), [PLAIN, REPLAY].sort());
  assert.equal(stage.lacking, 0);
});

test("what makes no listener comes first, and goes on when all others are used up", async () => {
  const stage = stageOf(2);
  const order: string[] = [];
  const harmless = (name: string) =>
    stage.lend(
      { depth: 0, count: 1, by: name, spends: false },
      async () => {
        await sleep(20);
        order.push(name);
      },
      async () => [0],
    );
  const spending = checkOf(stage, PLAIN)().then(() => order.push("creation"));
  await Promise.all([spending, harmless("one"), harmless("two"), harmless("three")]);
  await harmless("four");
  await stage.share(0, async (id) => assert.equal(id, "gwlb-1"));
  assert.deepEqual(order, ["one", "two", "three", "creation", "four"]);
});

test("a single load balancer is worth one creation, and then there is none for anything", async () => {
  const stage = stageOf(1);
  assert.deepEqual(await spend(stage, PLAIN), ["gwlb-1"]);
  await assert.rejects(spend(stage, REPLAY), UsedUp);
  await assert.rejects(
    stage.share(0, async () => {}),
    UsedUp,
  );
});

test("where nobody knows, one creation goes ahead; once a listener was removed, all others follow", async () => {
  const stage = stageOf(4, "unproved");
  let underWay = 0;
  let most = 0;
  const use = () =>
    stage.lend(
      { depth: 0, count: 1, by: PLAIN },
      async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await sleep(15);
        underWay -= 1;
      },
      async () => {
        stage.learnRemoval("possible");
        return [1];
      },
    );
  await use();
  await Promise.all([use(), use(), use()]);
  assert.equal(stage.isScarce, false);
  assert.equal(most, 3);
});
