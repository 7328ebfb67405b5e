import assert from "node:assert/strict";
import { test } from "node:test";
import { configWith } from "../testing/config.js";
import { deepeningMsOf, depthOf, QUOTAS, spread } from "./quotas.js";

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
  const { smoke, standard, full } = QUOTAS;
  for (const key of ["drawn", "drawnRefusals", "creations", "refusals", "deepeningMinutes"] as const) {
    assert.ok(smoke[key] <= standard[key] && standard[key] <= full[key], key);
  }
});

test("the ends of a family come first, whatever its length", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((index) => depthOf(index, 5)),
    [0, 2, 3, 4, 1],
  );
  assert.deepEqual([depthOf(0, 1), depthOf(0, 2), depthOf(1, 2)], [0, 0, 1]);
});

test("a run with a bound of its own goes deeper for as long as that", () => {
  const { run, limits } = configWith({ profile: "standard" });
  assert.equal(deepeningMsOf({ run, limits }), QUOTAS.standard.deepeningMinutes * 60_000);
  assert.equal(deepeningMsOf({ run, limits: { ...limits, minutes: 20 } }), 20 * 60_000);
});
