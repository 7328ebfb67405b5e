/** A recording through the program: interrupted, gone on with, within its budget, discreet, and used. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { QUESTIONS } from "../../contract/questions.js";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import type { Truth } from "../../evidence/truth/truth.js";
import { readTruth } from "../../evidence/truth/truth-file.js";
import type { Report } from "../../reports/report.js";
import { run, start } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const RECORD = ["record", "-c", "c.json", "-o", "truth.json", "--token-minutes", "0.01"];

function configure(cwd: string, { endpoint, region, credentials, situations }: RunningEmulator): void {
  writeFileSync(join(cwd, "c.json"), JSON.stringify({ target: { endpoint, region }, credentials, situations }));
}

/** Begins a recording and stops it as soon as it has some answers. */
async function interrupted(cwd: string): Promise<void> {
  const child = start(RECORD, { cwd });
  let said = "";
  let isAsked = false;
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    // A second time would end it at once.
    if (isAsked || !/^20 of /mu.test(said)) return;
    isAsked = true;
    child.kill("SIGINT");
  });
  child.stdout.resume();
  const [code] = await once(child, "close");
  assert.equal(code, 5, said);
  assert.match(said, /the same command goes on from there/u);
}

/** Every text of a value that could give its owner away. */
const textsIn = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

it("a recording that was interrupted goes on where it stopped, keeps to its budget, and tells no id and no secret", async () => {
  const cwd = temporaryFolder();
  const sent: Record<string, number> = {};
  const made: string[] = [];
  const emulator = await startEmulator({
    transitionMs: 10,
    logger: ({ action }) => {
      sent[action] = (sent[action] ?? 0) + 1;
    },
  });
  try {
    configure(cwd, emulator);
    const plan = await run([...RECORD, "--plan"], { cwd });
    await interrupted(cwd);
    assert.ok(!existsSync(join(cwd, "truth.json")));
    const before = { ...sent };
    const { code, stdout, stderr } = await run(RECORD, { cwd });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /going on with .*truth\.json\.partial: \d\d of 102 clauses have their answers/u);
    assert.ok(!existsSync(join(cwd, "truth.json.partial")));
    const truth: Truth = await readTruth(join(cwd, "truth.json"));
    assert.ok(stdout.includes(truth.digest));
    assert.deepEqual(
      new Set(truth.clauses.map(({ clause }) => clause)),
      new Set(QUESTIONS.map(({ clause }) => clause)),
    );
    for (const [, most, action] of plan.stdout.matchAll(/^ +(\d+) {2}([A-Z]\w+)$/gmu)) {
      const whole = sent[action ?? ""] ?? 0;
      assert.ok(whole - (before[action ?? ""] ?? 0) <= Number(most), `${action}: ${whole} sent, ${most} planned`);
    }
    const ledger = readFileSync(join(cwd, "reports", "output", "ledger.jsonl"), "utf8");
    for (const [id] of ledger.matchAll(/lsn-[a-z\d]+/gu)) made.push(id);
    const text = readFileSync(join(cwd, "truth.json"), "utf8");
    assert.ok(made.length > 20);
    const telling = [...made, ...textsIn([emulator.situations, emulator.credentials]), emulator.endpoint];
    assert.deepEqual(
      telling.filter((one) => one.length > 5 && text.includes(one)),
      [],
    );
  } finally {
    await emulator.close();
  }
});

it("a run against a truth fails for what is built in, and nothing else, and `diff` lists it", async () => {
  const cwd = temporaryFolder();
  const variant = await startEmulator({ transitionMs: 10, variant: "tag-without-value-refused" });
  try {
    const correct = await run(["record", "-o", "truth.json", "--token-minutes", "0"], { cwd });
    assert.equal(correct.code, 0, correct.stderr);
    configure(cwd, variant);
    const only = ["--only", "create-listener.tag-value.*"];
    const words = [
      "run",
      "-c",
      "c.json",
      "--profile",
      "smoke",
      ...only,
      "--output",
      "out",
      "--against",
      "truth.json",
      "--strict-truth",
    ];
    const { code, stdout, stderr } = await run(words, { cwd });
    assert.equal(code, 1, stdout + stderr);
    const report: Report = JSON.parse(readFileSync(join(cwd, "out", "report.json"), "utf8"));
    const failed = report.requirements.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);
    assert.deepEqual(failed, ["create-listener.tag-value.missing"]);
    const diff = await run(["diff", "truth.json", "out/report.json", "--exit-code"], { cwd });
    assert.equal(diff.code, 1);
    assert.match(diff.stdout, /1 thing to mend\./u);
    assert.match(
      diff.stdout,
      /tag-value\.missing: answer "dry run passed", not "HTTP 400 MissingParam\.TagValue", to: left out/u,
    );
  } finally {
    await variant.close();
  }
});
