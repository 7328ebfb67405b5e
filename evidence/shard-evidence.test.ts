import assert from "node:assert/strict";
import { test } from "node:test";
import { parseShard, type ShardEvidence, shardText } from "./shard-evidence.js";
import { counterexampleOf, HOSTILE, MINIMUM } from "./testing/records.js";
import { shardOf } from "./testing/shards.js";

const told = shardOf(1, {}, { outcome: "fail", reason: HOSTILE, counterexamples: [counterexampleOf(MINIMUM)] });
const text = shardText(told);

test("evidence reads back as it was written", () => {
  assert.deepEqual(parseShard(text), JSON.parse(JSON.stringify(told)));
  assert.deepEqual(parseShard(JSON.stringify(JSON.parse(text), null, 2)), JSON.parse(JSON.stringify(told)));
});

test("evidence that was changed in any place, or is not whole, is known", () => {
  const middle = Math.floor(text.length / 2);
  for (const changed of [
    text.replace('"outcome":"fail"', '"outcome":"pass"'),
    text.replace('"seed":7', '"seed":8'),
    text.slice(0, middle),
    text.replace("HTTP 200", "HTTP 201"),
    text.replace('"digest":"sha256:', '"digest":"sha256:0'),
    "",
    "{}",
    '{"digest":"sha256:0"}',
    "null",
  ]) {
    assert.notEqual(changed, text);
    assert.match(problemIn(changed), /digest does not fit|not the evidence of a shard/u, changed.slice(0, 80));
  }
});

test("evidence of another form is refused by what is wrong with it, even with a digest that fits", () => {
  const odd: ShardEvidence = JSON.parse(JSON.stringify({ ...told, records: [{}] }));
  assert.match(problemIn(shardText({ ...told, shard: { index: 4, count: 3 } })), /no such shard/u);
  assert.match(problemIn(shardText({ ...told, shard: { index: 1, count: 2 } })), /no such shard/u);
  assert.match(problemIn(shardText({ ...told, startedAt: "yesterday" })), /startedAt .*date-time/u);
  assert.match(problemIn(shardText(odd)), /records\.0 /u);
});

function problemIn(content: string): string {
  const read = parseShard(content);
  return "problem" in read ? read.problem : "no problem";
}
