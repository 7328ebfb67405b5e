/** `run --plan`, and the run that is compared with it, through the real program. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import type { Report } from "../../reports/report.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

test("a plan sends its target no more than a look takes, and the report of the run that follows says how true it was", async () => {
  const folder = temporaryFolder();
  const emulator = await startEmulator({ transitionMs: 50 });
  try {
    const { endpoint, credentials, situations } = emulator;
    writeFileSync(join(folder, "gwlb.json"), JSON.stringify({ target: { endpoint }, credentials, situations }));
    const words = ["run", "-c", "gwlb.json", "--only", "create-listener.tag.count", "--output", "out"];
    const plan = await run([...words, "--plan", "--transition", "50"], { cwd: folder });
    assert.equal(plan.code, 0, plan.stderr);
    assert.match(plan.stdout, /^A run will take about .* minutes, \d+ requests, \d+ creations/u);
    assert.match(plan.stdout, /^ +\d+ {2}CreateListener$/mu);
    assert.ok(emulator.requests() < 50, `${emulator.requests()}`);
    assert.equal((await run(words, { cwd: folder })).code, 5);
    const report: Report = JSON.parse(readFileSync(join(folder, "out/report.json"), "utf8"));
    assert.ok(report.notes.some((note) => /^the run took \d+ requests \(\d+ planned/u.test(note)));
  } finally {
    await emulator.close();
  }
});
