import assert from "node:assert/strict";
import { test } from "node:test";
import { WaitSamples } from "./wait-samples.js";

test("samples by name, to a tenth of a millisecond", () => {
  const waits = new WaitSamples();
  waits.add("listenerRunning", 1.234);
  waits.add("listenerRunning", 10);
  waits.add("listenerGone", 0);
  assert.deepEqual(waits.all(), { listenerRunning: [1.2, 10], listenerGone: [0] });
});

test("samples are bounded, and the longest are kept", () => {
  const waits = new WaitSamples();
  for (let ms = 1; ms <= 10_000; ms += 1) waits.add("listenerRunning", (ms * 7_919) % 10_007);
  const kept = waits.all().listenerRunning ?? [];
  assert.ok(kept.length <= 500, `${kept.length}`);
  assert.equal(Math.max(...kept), 10_006);
});
