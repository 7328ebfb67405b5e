import assert from "node:assert/strict";
import { test } from "node:test";
import { type CharacterClass, characterClass, lengthOf } from "./characters.js";

/** Characters whose class is beyond doubt, and those of which the page does not say what they are. */
const CLASSES: Record<CharacterClass, readonly string[]> = {
  letter: [..."azAZmM"],
  digit: [..."059"],
  punctuation: [...",.;/@_-"],
  chinese: ["\u4e00", "\u9fa5", "中", "文"],
  "forbidden-ascii": [...` !"#$%&'()*+:<=>?[\\]^\`{|}~`],
  "forbidden-control": [
    "\0",
    "\t",
    "\n",
    "\r",
    "\u001f",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u2028",
    "\u202e",
    "\u3000",
    "\ufeff",
  ],
  "forbidden-symbol": [
    "，",
    "。",
    "；",
    "／",
    "＠",
    "＿",
    "－",
    "、",
    "《",
    "“",
    "…",
    "€",
    "©",
    "★",
    "😀",
    "🚀",
    "\ufffd",
  ],
  // Iteration mark, zero, extensions A and B, compatibility, radical, just past the undisputed block; full width, accents, kana, hangul,
  // digits of other scripts, combining marks, private use, a lone surrogate.
  unspecified: [
    ...["々", "〇", "㐀", "\u{20000}", "\uf900", "⼀", "\u9fa6"],
    ...["Ａ", "９", "é", "ß", "あ", "カ", "한", "Ж", "٣", "²", "\u0301", "\ue000", "\ud800"],
  ],
};

for (const [name, characters] of Object.entries(CLASSES)) {
  test(`class ${name}`, () => {
    for (const character of characters) {
      const codePoint = character.codePointAt(0)?.toString(16);
      assert.equal(characterClass(character), name, `U+${codePoint}`);
      assert.equal(characterClass(character), name, `U+${codePoint} asked again`);
    }
  });
}

test("every ASCII character has a class, and exactly the listed ones are allowed", () => {
  const allowed = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => !characterClass(character).startsWith("forbidden"),
  );
  assert.equal(allowed.join(""), ",-./0123456789;@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
  assert.ok(allowed.every((character) => characterClass(character) !== "unspecified"));
});

test("the undisputed ideographs are those from U+4E00 to U+9FA5: 20,902", () => {
  let count = 0;
  for (let code = 0x3000; code <= 0xffff; code += 1)
    if (characterClass(String.fromCodePoint(code)) === "chinese") count += 1;
  assert.equal(count, 20_902);
});

test("classes do not depend on how many characters were asked before", () => {
  for (let code = 0x10000; code < 0x10000 + 12_000; code += 1) characterClass(String.fromCodePoint(code));
  assert.equal(characterClass("龥"), "chinese");
  assert.equal(characterClass("\u{1F680}"), "forbidden-symbol");
});

test("length counts code points: not UTF-16 units, not UTF-8 bytes, not graphemes", () => {
  assert.equal(lengthOf(""), 0);
  assert.equal(lengthOf("abc"), 3);
  assert.equal(lengthOf("中".repeat(256)), 256);
  assert.equal(lengthOf("\u{20000}".repeat(129)), 129);
  assert.equal(lengthOf("e\u0301"), 2);
  assert.equal(lengthOf("👩‍👩‍👧"), 5);
  assert.equal(lengthOf("\ud800a"), 2);
});
