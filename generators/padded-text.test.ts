import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lengthOf } from "../contract/characters.js";
import { paddedText, replaceAt } from "./padded-text.js";

const ASTRAL = "\u{20000}";
const description = paddedText({
  minLength: 2,
  maxLength: 256,
  alphabet: ["a", "b", "-", "中"],
  fillers: ["a", "中", ASTRAL],
});

test("text keeps to its bounds, in code points, and to its characters", () => {
  for (const text of fc.sample(description, { numRuns: 5_000, seed: 1 })) {
    const length = lengthOf(text);
    assert.ok(length >= 2 && length <= 256, `${length}`);
    assert.ok([...text].every((character) => ["a", "b", "-", "中", ASTRAL].includes(character)));
  }
});

test("every hundred cases reach both bounds and their neighbours, also with characters of two UTF-16 units", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const texts = fc.sample(description, { numRuns: 100, seed });
    const lengths = new Set(texts.map(lengthOf));
    for (const bound of [2, 3, 255, 256]) assert.ok(lengths.has(bound), `length ${bound} with seed ${seed}`);
    assert.ok(
      texts.some((text) => text.length > 256),
      `seed ${seed}`,
    );
  }
});

test("bounds that are close together or equal", () => {
  const lengthsOf = (minLength: number, maxLength: number) =>
    [
      ...new Set(
        fc
          .sample(paddedText({ minLength, maxLength, alphabet: ["x"], fillers: ["a"] }), { numRuns: 200, seed: 1 })
          .map(lengthOf),
      ),
    ].sort();
  assert.deepEqual(lengthsOf(1, 1), [1]);
  assert.deepEqual(lengthsOf(1, 2), [1, 2]);
  assert.deepEqual(lengthsOf(0, 1), [0, 1]);
});

/** Faults of a server, and the shortest text that shows each. */
const FAULTS: readonly (readonly [name: string, fails: (text: string) => boolean, shortest: number])[] = [
  ["200 characters and more", (text) => lengthOf(text) >= 200, 200],
  ["more than 255 UTF-16 units", (text) => text.length > 255, 128],
  ["a Chinese character", (text) => text.includes("中"), 2],
  ["every text", () => true, 2],
];

for (const [name, fails, shortest] of FAULTS) {
  test(`shrinks in a few steps to a short text: ${name}`, () => {
    for (let seed = 0; seed < 20; seed += 1) {
      let executions = 0;
      const property = fc.property(description, (text) => {
        executions += 1;
        return !fails(text);
      });
      const { counterexample, numRuns, failed } = fc.check(property, { seed, numRuns: 1_000 });
      const [text] = counterexample ?? [""];
      assert.ok(failed && fails(text), `seed ${seed}`);
      assert.ok(executions - numRuns <= 40, `${executions - numRuns} executions with seed ${seed}`);
      assert.ok(lengthOf(text) <= 256 && lengthOf(text) >= shortest, `${lengthOf(text)} characters with seed ${seed}`);
      assert.ok(new Set(text).size <= 2, `${new Set(text).size} different characters with seed ${seed}`);
    }
  });
}

test("a replaced character leaves length and the rest alone", () => {
  assert.equal(replaceAt("abcde", 0, "X"), "Xbcde");
  assert.equal(replaceAt("abcde", 0.5, "X"), "abXde");
  assert.equal(replaceAt("abcde", 1, "X"), "abcdX");
  assert.equal(replaceAt(`${ASTRAL}a${ASTRAL}`, 1, "X"), `${ASTRAL}aX`);
  assert.equal(replaceAt("a", 1, ASTRAL), ASTRAL);
});
