import assert from "node:assert/strict";
import { test } from "node:test";
import { seedOf } from "./seed.js";

test("a seed is a signed 32-bit number that depends on the run's seed and every name", () => {
  const seeds = [
    seedOf(1),
    seedOf(2),
    seedOf(1, "a"),
    seedOf(1, "b"),
    seedOf(1, "a", "b"),
    seedOf(1, "b", "a"),
    seedOf(11, "a"),
  ];
  assert.equal(new Set(seeds).size, seeds.length);
  for (const seed of seeds) assert.equal(seed, seed | 0);
});

test("a seed stays the same from version to version: stored paths depend on it", () => {
  assert.equal(seedOf(42, "create-listener.tag.count", "1", "dry-run"), -903156431);
});
