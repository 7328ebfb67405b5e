import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { LoadBalancerPool, NoLoadBalancerLeft } from "./load-balancer-pool.js";

const IDS = ["lb0", "lb1", "lb2", "lb3", "lb4"];

/** Lends for many cases at once; how long each keeps what it got depends on `pace`. Fails when a load balancer is in two hands. */
async function lendAll(pool: LoadBalancerPool, slots: number, count: number, pace: (slot: number) => number) {
  const got: (readonly string[])[] = [];
  const held = new Set<string>();
  await Promise.all(
    Array.from({ length: slots }, (_, slot) =>
      pool.lend(slot, count, async (ids) => {
        for (const id of ids) {
          assert.ok(!held.has(id), `${id} is in two hands`);
          held.add(id);
        }
        got[slot] = ids;
        for (let turns = pace(slot); turns > 0; turns -= 1) await nextTurn();
        for (const id of ids) held.delete(id);
      }),
    ),
  );
  return got;
}

test("which case gets which load balancer depends on its number only", async () => {
  // The first one is kept apart for dry runs.
  const expected = Array.from({ length: 23 }, (_, slot) => [IDS[1 + (slot % (IDS.length - 1))]]);
  for (const pace of [() => 0, () => 3, (slot: number) => slot % 4, (slot: number) => (23 - slot) % 5]) {
    assert.deepEqual(await lendAll(new LoadBalancerPool(IDS), 23, 1, pace), expected);
  }
});

test("cases that need several do not wait for each other for ever, whatever the number", {
  timeout: 5_000,
}, async () => {
  for (const count of [2, 3, 5]) {
    for (const pace of [() => 1, (slot: number) => slot % 4]) {
      const got = await lendAll(new LoadBalancerPool(IDS), 30, count, pace);
      assert.equal(got.length, 30);
      for (const ids of got) assert.equal(new Set(ids).size, count);
    }
  }
});

test("single cases and pairs mix", { timeout: 5_000 }, async () => {
  const pool = new LoadBalancerPool(IDS.slice(0, 3));
  const done: number[] = [];
  await Promise.all(
    Array.from({ length: 40 }, (_, slot) =>
      pool.lend(slot, (slot % 3) + 1, async () => {
        await nextTurn();
        done.push(slot);
      }),
    ),
  );
  assert.equal(done.length, 40);
});

test("what a case gives or throws comes through, and the load balancer is free again", async () => {
  const pool = new LoadBalancerPool(["lb0"]);
  assert.equal(await pool.lend(0, 1, () => Promise.resolve(7)), 7);
  await assert.rejects(
    pool.lend(1, 1, () => Promise.reject(new Error("of the case"))),
    /of the case/u,
  );
  assert.equal(await pool.lend(2, 1, ([id]) => Promise.resolve(id)), "lb0");
});

test("a retired load balancer is lent no more, and cases that waited for it get another", {
  timeout: 5_000,
}, async () => {
  const pool = new LoadBalancerPool(["lb0", "lb1"]);
  const got: string[] = [];
  const first = pool.lend(0, 1, async ([id]) => {
    await nextTurn();
    if (id !== undefined) pool.retire(id);
  });
  const waiting = [2, 4, 6].map((slot) => pool.lend(slot, 1, async ([id]) => void got.push(id ?? "none")));
  await Promise.all([first, ...waiting]);
  assert.deepEqual(got, ["lb1", "lb1", "lb1"]);
  assert.deepEqual([pool.left, pool.first], [["lb1"], "lb1"]);
});

test("when others had to be taken out, the one for dry runs is kept", async () => {
  const pool = new LoadBalancerPool(["lb0", "lb1", "lb2"]);
  pool.retire("lb1");
  pool.retire("lb2");
  await assert.rejects(
    pool.lend(0, 1, () => assert.fail("must not be lent")),
    /needs 1 idle load balancer, 0 of 3 left/u,
  );
  assert.equal(pool.first, "lb0");
});

test("too few load balancers: told at once, and whether there ever were enough", { timeout: 5_000 }, async () => {
  const pool = new LoadBalancerPool(["lb0", "lb1"]);
  const refusal = async (count: number) => {
    try {
      await pool.lend(0, count, () => assert.fail("must not be lent"));
    } catch (error) {
      assert.ok(error instanceof NoLoadBalancerLeft);
      return [error.message, error.never];
    }
    return assert.fail("must be refused");
  };
  assert.deepEqual(await refusal(3), ["needs 3 idle load balancers, 2 of 2 left", true]);
  pool.retire("lb0");
  assert.deepEqual(await refusal(2), ["needs 2 idle load balancers, 1 of 2 left", false]);
  pool.retire("lb1");
  assert.deepEqual(await refusal(1), ["needs 1 idle load balancer, 0 of 2 left", false]);
  assert.equal(pool.first, undefined);
});

test("a case that waits while the last one is retired is told", { timeout: 5_000 }, async () => {
  const pool = new LoadBalancerPool(["lb0"]);
  const first = pool.lend(0, 1, async ([id]) => {
    await nextTurn();
    if (id !== undefined) pool.retire(id);
  });
  await assert.rejects(
    pool.lend(1, 1, () => assert.fail("must not be lent")),
    NoLoadBalancerLeft,
  );
  await first;
});
