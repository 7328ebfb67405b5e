/** Work that is done once, inside and outside lone turns. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SharedWork } from "./shared-work.js";
import { Stage } from "./stage.js";

const stageOf = (quietMs = 10) => new Stage({ loadBalancers: ["a", "b"], dryRuns: 4, deepeningMs: 1e9, quietMs });
const lent = (ids: readonly string[]) => Promise.resolve(ids.map(() => 0));

test("work is done once for a stage, and anew for another", async () => {
  const work = new SharedWork<number>(10);
  let begun = 0;
  const begin = () => {
    begun += 1;
    return Promise.resolve(begun);
  };
  const stage = stageOf();
  assert.deepEqual(await Promise.all([work.once(stage, "a", begin), work.once(stage, "a", begin)]), [1, 1]);
  assert.equal(await work.once(stage, "b", begin), 2);
  assert.equal(await work.once(stageOf(), "a", begin), 3);
});

test("work that failed, or is of no use, is done anew", async () => {
  const work = new SharedWork<number>(10);
  const stage = stageOf();
  await assert.rejects(work.once(stage, "a", () => Promise.reject(new Error("no"))));
  assert.equal(
    await work.once(
      stage,
      "a",
      () => Promise.resolve(1),
      () => false,
    ),
    1,
  );
  assert.equal(await work.once(stage, "a", () => Promise.resolve(2)), 2);
});

test("within a lone turn nobody waits for work that was begun outside it", { timeout: 20_000 }, async () => {
  const work = new SharedWork<string>(10);
  const stage = stageOf();
  const inside = stage.alone([], () => work.once(stage, "a", () => Promise.resolve("inside")));
  // It gets its load balancer only after the lone turn.
  const lend = () =>
    stage.lend(
      { depth: 0, count: 1, by: "x" },
      () => Promise.resolve("outside"),
      () => lent(["a"]),
    );
  const outside = work.once(stage, "a", lend);
  assert.equal(await inside, "inside");
  assert.equal(await outside, "outside");
  assert.equal(await work.once(stage, "a", () => Promise.resolve("anew")), "outside");
});
