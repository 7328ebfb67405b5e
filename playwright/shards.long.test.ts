/** Playwright's own shards: each exercises only its part, and `merge-reports` makes one report of their blobs. */
import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { temporaryFolder } from "../cli/testing/folder.js";
import { startEmulator } from "../emulator/index.js";
import type { Report } from "../reports/report.js";
import { readReport } from "../reports/report-file.js";
import { configFor, ended, startPlay } from "./testing/play.js";

const folder = temporaryFolder();
const GREP = "listener-description.(chinese|read-back|chinese-length|optional)";

const outcomesIn = ({ requirements }: Report) =>
  Object.fromEntries(
    requirements.filter(({ cases }) => cases > 0).map(({ id, outcome, cases }) => [id, [outcome, cases]]),
  );

it("Playwright's shards divide the exercise, and their blobs are one report", { timeout: 900_000 }, async () => {
  const emulator = await startEmulator({
    auth: "none",
    idleLoadBalancers: 6,
    transitionMs: 20,
    mutant: "description-lost",
  });
  const output = (name: string) => join(folder, name);
  const play = (name: string, words: readonly string[]) =>
    ended(
      startPlay(words, {
        GWLB_CONFORMANCE_CONFIG: configFor(folder, emulator, { profile: "smoke", output: output(name) }),
        GWLB_CONFORMANCE_TIME_LIMIT: "10m",
        PLAYWRIGHT_BLOB_OUTPUT_DIR: output(`blob-${name}`),
      }),
    );
  try {
    const whole = await play("whole", ["--grep", GREP]);
    assert.equal(whole.code, 1, whole.output);
    for (const index of [1, 2]) {
      const { code, output: printed } = await play(`s${index}`, [
        "--grep",
        GREP,
        `--shard=${index}/2`,
        "--reporter=blob",
      ]);
      assert.equal(code, 1, printed);
      cpSync(output(`blob-s${index}`), output("blobs"), { recursive: true });
    }
    const [one, two] = await Promise.all(["s1", "s2"].map((name) => readReport(join(output(name), "report.json"))));
    assert.ok(one !== undefined && two !== undefined);
    const [first, second] = [one, two].map((report) => Object.keys(outcomesIn(report)));
    assert.ok(first?.length && second?.length);
    assert.deepEqual(
      first.filter((id) => second.includes(id)),
      [],
    );
    assert.equal(readdirSync(output("blobs")).length, 2);

    const variables = { GWLB_CONFORMANCE_OUTPUT: output("merged") };
    const merge = await ended(startPlay(["-c", "playwright.config.ts", output("blobs")], variables, "merge-reports"));
    assert.equal(merge.code, 1, merge.output);
    assert.match(merge.output, /NOT CONFORMANT: .* \(exit code of `gwlb-conformance merge`: 1\)/u);
    const [merged, expected] = [
      await readReport(join(output("merged"), "report.json")),
      await readReport(join(output("whole"), "report.json")),
    ];
    assert.deepEqual(outcomesIn(merged), outcomesIn(expected));
    assert.equal(merged.run.shardProblems, undefined);
  } finally {
    await emulator.close();
  }
});
