import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentsOf, locatorOf } from "./fragments.js";

test("a page is cut into sentences, each with its line", () => {
  const page = "Heading\n\nFirst one. Second one? Third!\r\n  • bullet\n* star";
  assert.deepEqual(
    fragmentsOf(page).map(({ text, line }) => [line, text]),
    [
      [1, "Heading"],
      [3, "First one."],
      [3, "Second one?"],
      [3, "Third!"],
      [4, "bullet"],
      [5, "star"],
    ],
  );
});

test("a locator does not depend on white space, bullets or place", () => {
  const [first, second] = fragmentsOf("A  sentence\tof words.\n   • A sentence of words. And more.");
  assert.equal(first?.locator, second?.locator);
  assert.equal(locatorOf("- A sentence of\u00a0words."), first?.locator);
  assert.match(locatorOf("anything"), /^[0-9a-f]{16}$/u);
});

test("a locator depends on every letter", () => {
  const texts = ["Up to 20 tags.", "Up to 21 tags.", "up to 20 tags.", "Up to 20 tags"];
  assert.equal(new Set(texts.map(locatorOf)).size, texts.length);
});

test("dots inside words and numbers do not cut", () => {
  assert.equal(fragmentsOf("400 MissingParam.TagKey uses 1.5 dots").length, 1);
  assert.deepEqual(fragmentsOf("\n \n"), []);
});
