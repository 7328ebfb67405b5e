/** A second run with the same ledger creates nothing, and says why. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import { Ledger } from "../../target/ledger/ledger.js";
import { lockLedger } from "../../target/ledger/run-lock.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const served: string[] = [];
let emulator: RunningEmulator;

before(async () => {
  emulator = await startEmulator({ auth: "none", idleLoadBalancers: 2, logger: ({ action }) => served.push(action) });
});
after(() => emulator.close());

test("a run beside another one, and a sweep of what is under way, end with 3 before they send anything", async () => {
  const ledger = join(folder, "ledger.jsonl");
  Ledger.open(ledger, emulator.endpoint).close();
  const lock = await lockLedger(ledger);
  const at = ["--endpoint", emulator.endpoint, "--auth", "none"];
  try {
    for (const words of [
      ["run", ...at, "--output", folder],
      ["sweep", ...at, "--ledger", ledger, "--yes"],
    ]) {
      const { code, stderr } = await run(words);
      assert.equal(code, 3, stderr);
      assert.match(stderr, new RegExp(`another run is under way with the same ledger \\(process ${process.pid}`, "u"));
    }
    assert.deepEqual(served, []);
    assert.equal((await run(["sweep", ...at, "--ledger", ledger])).code, 0, "a look at it is allowed");
  } finally {
    lock.release();
  }
});
