import assert from "node:assert/strict";
import { test } from "node:test";
import { mutants } from "../../emulator/index.js";
import { comparable, spread } from "./sample.js";

test("a sample has its size, keeps the order and spans the whole", () => {
  const numbers = Array.from({ length: 430 }, (_, nth) => nth);
  const sample = spread(numbers, 4);
  assert.deepEqual(sample, [53, 161, 268, 376]);
  assert.deepEqual(spread(numbers, 4), sample);
});

test("a sample larger than the whole is the whole", () => {
  assert.deepEqual(spread([1, 2, 3], 24), [1, 2, 3]);
});

test("only mutants that break a graded clause are compared, and none of authentication", () => {
  const compared = comparable(mutants);
  assert.ok(compared.length > 300, `only ${compared.length}`);
  assert.ok(compared.every(({ area }) => area !== "authorization" && area !== "open-questions"));
});
