/** `--failed` and `--watch` through the real program: a target is mended, and what was red is run again. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { startEmulator } from "../../emulator/index.js";
import { buildReport, type Report } from "../../reports/report.js";
import { runOf } from "../../reports/testing/runs.js";
import { run, start } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const COUNT = "create-listener.tag.count";

const reportIn = (output: string): Report => JSON.parse(readFileSync(join(folder, output, "report.json"), "utf8"));

function writeReport(output: string): void {
  mkdirSync(join(folder, output));
  writeFileSync(join(folder, output, "report.json"), JSON.stringify(buildReport(runOf(), REQUIREMENTS)));
}

describe("the loop", { concurrency: 2 }, () => {
  it("runs again what was red as soon as the target has come back, and ends with the code of the last run", async () => {
    const faulty = await startEmulator({ mutant: "tags-20-refused", auth: "none" });
    const { endpoint, situations } = faulty;
    writeFileSync(join(folder, "c.json"), JSON.stringify({ target: { endpoint, auth: "none" }, situations }));
    const words = ["run", "-c", "c.json", "--only", COUNT, "--only", "*.tag-key.minimum", "--watch", "--output", "w"];
    const child = start(words, inFolder);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stdout.resume();
    const ended = once(child, "close");
    const hasSaid = async (pattern: RegExp) => {
      while (!pattern.test(said)) {
        await Promise.race([once(child.stderr, "data"), ended]);
        assert.equal(child.exitCode, null, said);
      }
    };
    await hasSaid(/watching: 1 red clause again when it is another build; Ctrl-C ends \(exit 1\)/u);
    assert.equal(reportIn("w").requirements.length, 2);
    await faulty.close();
    const mended = await startEmulator({ port: Number(new URL(endpoint).port), auth: "none" });
    try {
      await hasSaid(
        /it was away and is there again: again[\s\S]*watching: nothing is red; all is run again .*\(exit 5\)/u,
      );
      assert.deepEqual(
        reportIn("w").requirements.map(({ id, outcome }) => [id, outcome]),
        [[COUNT, "pass"]],
      );
      child.kill("SIGINT");
      const [code] = await ended;
      assert.equal(code, 5, said);
    } finally {
      await mended.close();
    }
  });

  it("never runs at the embedded emulator what was red elsewhere", async () => {
    writeReport("elsewhere");
    const { code, stderr } = await run(["run", "--failed", "--output", "elsewhere"], inFolder);
    assert.equal(code, 2);
    assert.match(stderr, /is of http:\/\/127\.0\.0\.1:4010, and no endpoint is named now; give --config FILE/u);
    assert.equal(reportIn("elsewhere").seed, 42, "the report is kept");
  });

  it("refuses a client library what was red at an endpoint", async () => {
    writeReport("sdk");
    const { code, stderr } = await run(
      ["sdk", "run", "--bundled", "typescript", "--failed", "--output", "sdk"],
      inFolder,
    );
    assert.equal(code, 2);
    assert.match(stderr, /^error: --failed: the last report in .*sdk is one of `run`; use that command\n$/u);
  });

  for (const [words, message] of [
    ["run --failed --output none", /^error: --failed: there is no report in .*none; run without --failed first/u],
    ["run --watch", /^error: --watch: the embedded emulator never changes; give --config FILE or --endpoint URL\n$/u],
    ["sdk run --bundled typescript --watch", /^error: --watch: there is nothing here that could change/u],
  ] as const) {
    it(`ends with 2 for "${words}"`, async () => {
      const { code, stderr } = await run(words.split(" "), inFolder);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});
