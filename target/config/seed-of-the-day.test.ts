import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "./load-config.js";
import { readSeed, seedOfDay } from "./seed-of-the-day.js";

test("the seed of a day is its date in UTC, as a number that is given as a seed again", () => {
  const evening = new Date("2026-11-28T23:59:59.999Z");
  assert.equal(readSeed(" today ", evening), 20261128);
  assert.equal(readSeed("today", new Date("2026-11-29T00:00:00+00:00")), 20261129);
  assert.equal(readSeed("20261128"), 20261128);
  assert.equal(readSeed("yesterday"), "yesterday");
});

test("it is taken on the command line and from the environment, where any other word is refused by name", () => {
  const before = seedOfDay(new Date());
  const seeds = [
    loadConfig({ env: {}, flags: { seed: "today" } }).run.seed,
    loadConfig({ env: { GWLB_CONFORMANCE_SEED: "today" } }).run.seed,
  ];
  for (const seed of seeds) assert.ok([before, seedOfDay(new Date())].includes(seed));
  assert.throws(() => loadConfig({ env: {}, flags: { seed: "tomorrow" } }), /^ConfigError: --seed: run\.seed must be/u);
});
