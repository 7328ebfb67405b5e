import assert from "node:assert/strict";
import { test } from "node:test";
import { withRunsCounted } from "./repetition.js";

test("a text of one character many times over is told by its count, in characters and not in units", () => {
  assert.equal(withRunsCounted("中".repeat(86)), "中 × 86");
  assert.equal(withRunsCounted("\u{20000}".repeat(256)), "\u{20000} × 256");
});

test("a long run within a text is told within it, a short one stays", () => {
  assert.equal(withRunsCounted(`ab${"k".repeat(126)}é`), "ab‹k × 126›é");
  assert.equal(withRunsCounted("aaaaaaaaaaa"), "aaaaaaaaaaa");
  assert.equal(withRunsCounted(""), "");
});
