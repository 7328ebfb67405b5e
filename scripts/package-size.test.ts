import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_BYTES, packed, problemsOf } from "./package-size.js";

test("the package is small, whole and holds nothing of no use", () => {
  assert.deepEqual(problemsOf(packed()), []);
});

test("what is too big, missing or of no use is named", () => {
  const files = [{ path: "dist/x.test.js" }, { path: "dist/bench/a.js" }];
  const problems = problemsOf({ size: MOST_BYTES + 1, files });
  assert.match(
    problems.join("\n"),
    /more than 2000000\n[\s\S]*LICENSE is missing\n[\s\S]*dist\/x\.test\.js is of no use/u,
  );
  assert.equal(problems.length, 1 + 10 + 2);
});
