import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { StageOptions } from "./asking.js";
import { NoLoadBalancerLeft, TurnDenied } from "./denial.js";
import { Stage } from "./stage.js";

const IDS = ["a", "b", "c", "d"];
const stageOf = (changes: Partial<StageOptions> = {}) =>
  new Stage({ loadBalancers: IDS, dryRuns: 2, deepeningMs: 60_000, ...changes });

const by = "create-listener.of-a-test";
const nothing = () => Promise.resolve([]);

/** A case that holds its load balancers until it is told to go on. */
function hold(stage: Stage, depth: number, count = 1) {
  let end = () => {};
  let ids: readonly string[] | undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = stage.lend(
    { depth, count, by },
    (granted) => {
      ids = granted;
      return held;
    },
    nothing,
  );
  return { done, end: () => end(), ids: () => ids };
}

const turn = () => new Promise(setImmediate);

/** A dry run that is under way until it is told to end: meanwhile the first load balancer is not lent. */
function dryRunOn(stage: Stage) {
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = stage.dryRun(0, () => stage.share(0, () => held));
  return { done, end: () => end() };
}

test("each load balancer is lent to one case at a time, the one for dry runs only while there are none", async () => {
  const stage = stageOf();
  const dry = dryRunOn(stage);
  const holders = [0, 0, 0, 0].map((depth) => hold(stage, depth));
  await turn();
  assert.deepEqual(
    holders.map(({ ids }) => ids()),
    [["b"], ["c"], ["d"], undefined],
  );
  assert.equal(stage.forDryRuns, "a");
  holders[1]?.end();
  await holders[1]?.done;
  await turn();
  assert.deepEqual(holders[3]?.ids(), ["c"]);
  const last = hold(stage, 5);
  await turn();
  assert.equal(last.ids(), undefined);
  dry.end();
  await dry.done;
  await turn();
  assert.deepEqual(last.ids(), ["a"]);
  const seen: string[] = [];
  const later = stage.dryRun(0, () => stage.share(0, (id) => Promise.resolve(seen.push(id))));
  await turn();
  assert.deepEqual(seen, []);
  for (const holder of [...holders, last]) holder.end();
  await Promise.all([...holders, last].map(({ done }) => done));
  await later;
  assert.deepEqual(seen, ["a"]);
});

test("whoever asks for the lowest depth is next, and nobody overtakes one who waits for several", async () => {
  const stage = stageOf();
  const dry = dryRunOn(stage);
  const first = [0, 0, 0].map((depth) => hold(stage, depth));
  const order: string[] = [];
  const ask = (name: string, depth: number, count: number) =>
    stage.lend({ depth, count, by }, () => Promise.resolve(order.push(name)), nothing);
  const asked = [ask("deep", 7, 1), ask("two", 1, 2), ask("shallow, later", 1, 1), ask("shallowest", 0, 1)];
  for (const holder of first) {
    holder.end();
    await holder.done;
    await turn();
  }
  await Promise.all(asked);
  assert.deepEqual(order, ["shallowest", "two", "shallow, later", "deep"]);
  dry.end();
  await dry.done;
});

test("a load balancer is lent again only when it was made idle", async () => {
  const stage = stageOf();
  const dry = dryRunOn(stage);
  let idle = () => {};
  const restoring = new Promise<readonly number[]>((resolve) => {
    idle = () => resolve([1, 0, 2]);
  });
  await stage.lend({ depth: 0, count: 3, by }, nothing, () => restoring);
  const next = hold(stage, 0);
  await turn();
  assert.equal(next.ids(), undefined);
  idle();
  await stage.restored();
  await turn();
  assert.deepEqual(next.ids(), ["b"]);
  next.end();
  await next.done;
  assert.deepEqual(
    stage.stays.map(({ loadBalancerId, listeners }) => `${loadBalancerId} ${listeners}`),
    ["b 1", "c 0", "d 2", "b 0"],
  );
  dry.end();
  await dry.done;
});

test("what is retired is lent no more, and who needs more than are left is told so", async () => {
  const stage = stageOf();
  const two = hold(stage, 0, 2);
  const three = stage.lend({ depth: 0, count: 3, by }, nothing, nothing);
  const refused = assert.rejects(three, (error) => error instanceof NoLoadBalancerLeft && !error.never);
  stage.retire("d");
  await refused;
  two.end();
  await two.done;
  await assert.rejects(
    stage.lend({ depth: 0, count: 9, by }, nothing, nothing),
    (error) => error instanceof NoLoadBalancerLeft && error.never,
  );
});

test("with one load balancer dry runs and creations take turns", async () => {
  const stage = stageOf({ loadBalancers: ["a"] });
  const holder = hold(stage, 0);
  const seen: string[] = [];
  const dry = Promise.all([1, 2].map((depth) => stage.share(depth, (id) => Promise.resolve(seen.push(`dry ${id}`)))));
  const later = stage.lend({ depth: 3, count: 1, by }, () => Promise.resolve(seen.push("creation")), nothing);
  await turn();
  assert.deepEqual(seen, []);
  holder.end();
  await Promise.all([holder.done, dry, later]);
  assert.deepEqual(seen, ["dry a", "dry a", "creation"]);
});

test("dry runs are under way no more at once than allowed, the shallow ones first", async () => {
  const stage = stageOf();
  const order: number[] = [];
  let [under, most] = [0, 0];
  await Promise.all(
    [5, 3, 9, 1, 0].map((depth) =>
      stage.dryRun(depth, async () => {
        under += 1;
        most = Math.max(most, under);
        order.push(depth);
        await sleep(2);
        under -= 1;
      }),
    ),
  );
  assert.deepEqual([most, order], [2, [5, 3, 0, 1, 9]]);
});

test("when the time for going deeper is over, the first cases of each clause still come", async () => {
  const stage = stageOf({ deepeningMs: -1 });
  await assert.rejects(
    stage.lend({ depth: 2, count: 1, by }, nothing, nothing),
    (error) => error instanceof TurnDenied && error.because === "deepening",
  );
  await stage.lend({ depth: 1, count: 1, by }, nothing, nothing);
  await stage.dryRun(100, nothing);
});

test("when the time of the run is over nothing is begun, and nobody waits for ever", async () => {
  const stage = stageOf({ limitMs: 20 });
  const dry = dryRunOn(stage);
  const holders = [0, 0, 0].map((depth) => hold(stage, depth));
  const awake = setTimeout(() => {}, 5_000);
  const isOver = (error: unknown) => error instanceof TurnDenied && error.because === "over";
  await assert.rejects(stage.lend({ depth: 0, count: 1, by }, nothing, nothing), isOver);
  await assert.rejects(stage.dryRun(0, nothing), isOver);
  assert.equal(stage.leftMs, 0);
  clearTimeout(awake);
  dry.end();
  await dry.done;
  for (const { end } of holders) end();
  await Promise.all(holders.map(({ done }) => done));
});

test("a stage that was stopped begins nothing more", async () => {
  const stage = stageOf({ dryRuns: 1 });
  const first = stage.dryRun(0, () => sleep(10));
  const second = stage.dryRun(0, nothing);
  stage.stop();
  await assert.rejects(second, TurnDenied);
  await first;
});

test("what needs the target for itself waits until nothing else is under way, and not beyond the end", async () => {
  const stage = stageOf();
  const holder = hold(stage, 0);
  let isQuiet = false;
  const quiet = stage.quiet().then(() => {
    isQuiet = true;
  });
  await sleep(100);
  assert.equal(isQuiet, false);
  holder.end();
  await quiet;
  const held = hold(stage, 0);
  const never = stage.quiet();
  stage.stop();
  await never;
  held.end();
  await held.done;
});
