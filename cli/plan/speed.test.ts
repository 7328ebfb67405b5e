/** Tests of how a target's speed is taken before a run. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { loadConfig } from "../../target/config/load-config.js";
import { openClient } from "../target-client.js";
import { timed } from "./speed.js";

let emulator: RunningEmulator;
before(async () => {
  emulator = await startEmulator({ auth: "none", latencyMs: 20 });
});
after(() => emulator.close());

test("a client that takes times is a client: it calls, sends together and says what it has learned", async () => {
  const config = loadConfig({ flags: { endpoint: emulator.endpoint, auth: "none" }, env: {} });
  const times: number[] = [];
  const client = timed(openClient(config, emulator.endpoint), times);
  try {
    const ask = () => client.call("GetListenerAttribute", [["ListenerId", "lsn-none"]]);
    await ask();
    await client.together(2, () => Promise.all([ask(), ask()]));
    assert.equal(client.requests(), 3);
    assert.deepEqual([client.throttled(), client.resent(), client.gaveUp().calls], [0, 0, 0]);
    assert.equal(times.length, 3);
    assert.ok(
      times.every((ms) => ms >= 15),
      times.join(", "),
    );
  } finally {
    await client.close();
  }
});
