import assert from "node:assert/strict";
import { test } from "node:test";
import { counted } from "../contract/words.js";
import { HOSTILE } from "./testing/records.js";
import { cut, visible, visibleJson, visibleLines } from "./text.js";

test("visible leaves no control, format or unpaired character, and one line", () => {
  const shown = visible(`${HOSTILE}\u2028\u200b\ud800\u0085`);
  assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
  assert.match(shown, /\\u\{1b\}\[31mred/u);
  assert.match(shown, /\\u\{202e\}gnp\.exe \\u\{0\} \\u\{fffe\}/u);
  assert.match(shown, /\\r\\nnext line 你好/u);
});

test("visible keeps letters of any script and paired surrogates", () => {
  assert.equal(visible("监听 😀 é"), "监听 😀 é");
});

test("visibleLines keeps line feeds and tabs only", () => {
  assert.equal(visibleLines("a\r\nb\tc\rd\u0007"), "a\nb\tc\\rd\\u{7}");
});

test("cut keeps whole characters and says how much is gone", () => {
  assert.equal(cut("你好", 6), "你好");
  assert.equal(cut("你好", 4), "你… [cut: 4 of 6 bytes]");
});

test("counted chooses the number of the noun", () => {
  assert.equal(counted(1, "request"), "1 request");
  assert.equal(counted(0, "entry", "entries"), "0 entries");
});

test("visibleJson shows no hidden character and means the same", () => {
  const value = { [HOSTILE]: [`${HOSTILE}\u{e0001}\ud800`, 1, null] };
  const json = visibleJson(value);
  assert.doesNotMatch(json, /[^\P{C}\n]/u);
  assert.deepEqual(JSON.parse(json), value);
});
