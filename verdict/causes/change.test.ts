import assert from "node:assert/strict";
import { test } from "node:test";
import { changeBetween } from "./change.js";

for (const [meant, came, change] of [
  ["aB", "ab", "in lower case"],
  [" a ", "a", "without the blanks at its ends"],
  ["a b", "a+b", "with plus signs for blanks, or blanks for plus signs"],
  ["abc", "ab", "cut"],
  ["\u{20000}a", "\uFFFDa", "with characters replaced"],
  ["a<b", "a&lt;b", "escaped"],
  ["ＡＢ", "AB", "in another normal form"],
  ["abc", "xyz", undefined],
  ["abc", "abc", undefined],
] as const) {
  test(`${JSON.stringify(meant)} that comes as ${JSON.stringify(came)}: ${change}`, () => {
    assert.equal(changeBetween(`tag "k" = ${JSON.stringify(meant)}`, JSON.stringify(came)), change);
  });
}

test("what is no text was changed in no way that is known", () => {
  assert.equal(changeBetween('ListenerDescription "ab"', "ListenerDescription absent"), undefined);
  assert.equal(changeBetween("TcpIdleTimeout 60", "TcpIdleTimeout 350"), undefined);
  assert.equal(changeBetween('"broken \\x"', '"a"'), undefined);
});
