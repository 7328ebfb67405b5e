/** What is left of a run for those who were not there: history and notice, however the run ended. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readHistory } from "../../reports/history/history-file.js";
import { seedOfDay } from "../../target/config/seed-of-the-day.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const KEPT = ["--history", "nights", "--notify-file", "notice.json", "--output", "out"];
const ONE = ["--profile", "smoke", "--only", "create-listener.tcp-idle-timeout.minimum"];
const noticeIn = (): { verdict: string; exitCode: number; text: string } =>
  JSON.parse(readFileSync(join(folder, "notice.json"), "utf8"));

test("a run adds itself to the history and leaves a notice; the seed of the day is a number in both", async () => {
  const before = seedOfDay(new Date());
  const { code, stderr } = await run(["run", ...ONE, ...KEPT, "--seed", "today"], inFolder);
  const seed = [before, seedOfDay(new Date())].find((one) => stderr.includes(`, seed ${one}, `));
  assert.equal(code, 5, stderr);
  const report: { seed: number } = JSON.parse(readFileSync(join(folder, "out/report.json"), "utf8"));
  assert.equal(report.seed, seed);
  const [entry] = await readHistory(join(folder, "nights"));
  assert.deepEqual([entry?.is, entry?.seed, entry?.subject], ["judged", seed, "embedded emulator"]);
  assert.match(noticeIn().text, /^embedded emulator: inconclusive, .*exit code 5$/u);
  const allure: { testResults: object } = JSON.parse(readFileSync(join(folder, "nights/allure.jsonl"), "utf8"));
  assert.ok(Object.keys(allure.testResults).length > 0, "Allure has a history of its own");
});

test("the report of a run that did not add itself is added by `history`, once, and the table is printed", async () => {
  const words = ["history", "other-nights", "--add", "out/report.json", "--notify-file", "n.json"];
  const first = await run(words, inFolder);
  const second = await run(words, inFolder);
  assert.deepEqual([first.code, second.code], [0, 0], first.stderr);
  assert.match(first.stdout, /^# History of runs\n\n## embedded emulator, profile smoke\n/u);
  assert.equal(second.stdout, first.stdout);
  assert.equal((await readHistory(join(folder, "other-nights"))).length, 1);
  assert.ok(existsSync(join(folder, "n.txt")));
  const empty = await run(["history", "nothing"], inFolder);
  assert.deepEqual([empty.code, empty.stderr], [2, "error: nothing: holds no run; `run --history` adds one\n"]);
});

test("a run without a verdict says so, and nothing is left of the notice before", async () => {
  const unreachable = ["--endpoint", "http://127.0.0.1:9", "--auth", "none"];
  const { code } = await run(["run", ...ONE, ...KEPT, ...unreachable], inFolder);
  assert.equal(code, 3);
  assert.deepEqual([noticeIn().verdict, noticeIn().exitCode], ["not-run", 3]);
  writeFileSync(join(folder, "bad.yaml"), "- requirement: no-such-clause\n");
  const wrong = await run(["run", ...ONE, ...KEPT, "--baseline", "bad.yaml"], inFolder);
  assert.equal(wrong.code, 2, wrong.stderr);
  assert.deepEqual([noticeIn().verdict, noticeIn().exitCode], ["not-run", 2]);
  const entries = await readHistory(join(folder, "nights"));
  assert.deepEqual(
    entries.map(({ is }) => is),
    ["judged", "unjudged", "unjudged"],
  );
});

test("files that cannot be written are told before the run", async () => {
  writeFileSync(join(folder, "file"), "");
  for (const [words, expected] of [
    [["--history", "file"], /file: cannot be written to .*--history/u],
    [["--notify-file", "file/n.json"], /file: cannot be written to .*--notify-file/u],
    [["--notify-file", "n.txt"], /--notify-file .*n\.txt: the JSON goes there; let it end in \.json/u],
  ] as const) {
    const { code, stdout, stderr } = await run(["run", ...ONE, "--output", "other", ...words], inFolder);
    assert.deepEqual([code, stdout], [2, ""], stderr);
    assert.match(stderr, expected);
  }
});
