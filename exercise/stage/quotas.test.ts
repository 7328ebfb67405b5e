import assert from "node:assert/strict";
import { test } from "node:test";
import { smallService, withFakeTarget } from "../testing/fake-target.js";
import { affordableCreations, EFFORTS, spread } from "./quotas.js";

test("a selection is even, in order, and keeps first and last", () => {
  const list = Array.from({ length: 255 }, (_, i) => i);
  for (const count of [2, 3, 12, 100, 254]) {
    const picked = spread(list, count);
    assert.deepEqual([picked.length, picked[0], picked.at(-1)], [count, 0, 254]);
    const gaps = picked.slice(1).map((value, i) => value - (picked[i] ?? 0));
    assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1, `${count}`);
  }
});

test("selections of all, one and none", () => {
  assert.deepEqual(spread(["a", "b"], 5), ["a", "b"]);
  assert.deepEqual(spread(["a", "b", "c"], 1), ["a"]);
  assert.deepEqual(spread(["a", "b", "c"], 0), []);
  assert.deepEqual(spread(["a"], -1), []);
  assert.deepEqual(spread([], 3), []);
});

test("profiles grow", () => {
  const { smoke, standard, full } = EFFORTS;
  for (const key of ["drawn", "drawnRefusals", "creations", "refusals", "familyMs"] as const) {
    assert.ok(smoke[key] <= standard[key] && standard[key] <= full[key], key);
  }
});

test("creations: as wanted on a fast target, fewer on a slow one but two at least, never more than the limit leaves", async () => {
  await withFakeTarget(
    smallService(),
    (session) => {
      const affordable = [affordableCreations(session, 24)];
      for (const cycleMs of [1, 10, 100, 1_000, 10_000, 100_000]) {
        session.noteCycle(cycleMs);
        affordable.push(affordableCreations(session, 24));
      }
      assert.deepEqual([affordable[0], affordable[1], affordable.at(-1)], [24, 24, 2]);
      assert.deepEqual(
        affordable,
        [...affordable].sort((a, b) => b - a),
      );
      assert.equal(affordableCreations(session, 1), 1);
      session.creates = 29;
      assert.equal(affordableCreations(session, 24), 1);
      session.creates = 99;
      assert.equal(affordableCreations(session, 24), 0);
      return Promise.resolve();
    },
    { creates: 30 },
  );
});
