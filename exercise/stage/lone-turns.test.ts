/** Turns in which nothing else is under way. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Stage } from "./stage.js";

const IDS = ["a", "b", "c", "d"];
const stageWith = (quietMs: number) => new Stage({ loadBalancers: IDS, dryRuns: 4, deepeningMs: 1e9, quietMs });
const nothingMade = (count: number) => () => Promise.resolve(Array.from({ length: count }, () => 0));

test("a lone turn waits for what is under way, and nothing new begins until it is over", async () => {
  const stage = stageWith(1_000);
  const seen: string[] = [];
  const early = stage.dryRun(0, async () => {
    await sleep(20);
    seen.push("early");
  });
  const lone = stage.alone([], async () => {
    seen.push("alone");
    await sleep(20);
    seen.push("alone no more");
  });
  const late = [
    stage.dryRun(0, () => Promise.resolve(seen.push("late"))),
    stage.lend({ depth: 0, count: 1, by: "x" }, () => Promise.resolve(seen.push("late")), nothingMade(1)),
    stage.share(0, () => Promise.resolve(seen.push("late"))),
  ];
  await Promise.all([early, lone, ...late]);
  assert.deepEqual(seen, ["early", "alone", "alone no more", "late", "late", "late"]);
});

test("within a lone turn load balancers are lent, rather not those that are to be avoided, and dry runs go one by one", async () => {
  const stage = stageWith(1_000);
  const got = await stage.alone(["b", "c"], async () => {
    let atOnce = 0;
    let most = 0;
    const dryRun = () =>
      stage.dryRun(0, async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await sleep(2);
        atOnce -= 1;
      });
    await Promise.all([dryRun(), dryRun(), dryRun()]);
    const lent = await stage.lend({ depth: 5, count: 1, by: "x" }, (ids) => Promise.resolve(ids), nothingMade(1));
    const shared = await stage.share(0, (id) => Promise.resolve(id));
    return { most, lent, avoided: ["b", "c"].includes(shared) };
  });
  assert.deepEqual(got, { most: 1, lent: ["d"], avoided: false });
});

test("what does not end is not waited for without bound, and hardly the second time", async () => {
  const stage = stageWith(60);
  let release = () => {};
  const held = stage.lend(
    { depth: 0, count: 1, by: "x" },
    () => new Promise<void>((resolve) => (release = resolve)),
    nothingMade(1),
  );
  const startedAt = performance.now();
  await stage.alone([], () => Promise.resolve());
  const first = performance.now() - startedAt;
  await stage.alone([], () => Promise.resolve());
  assert.ok(first >= 55 && performance.now() - startedAt < first + 55);
  release();
  await held;
});
