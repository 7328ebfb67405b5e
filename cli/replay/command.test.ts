import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { startEmulator } from "../../emulator/index.js";
import type { Counterexample } from "../../evidence/counterexample.js";
import { storedFailureOf } from "../../evidence/stored-failure.js";
import type { RetryResult } from "../../exercise/replay/retry-stored.js";
import { ACCEPTED_59 } from "../../exercise/testing/counterexample.js";
import { type Ending, run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";
import { fateOf } from "./fate.js";

const folder = temporaryFolder();
const KIND = "case|tcp-idle-timeout.too-small|dry-run|dry-run-passed 400";

const counterexample = ACCEPTED_59;

function writeFailure(name: string, changes: Partial<Counterexample> = {}, target?: string): string {
  const file = join(folder, name);
  const stored = storedFailureOf({ ...counterexample, ...changes }, "2026-01-01T00:00:00.000Z", "0.1.0", target);
  writeFileSync(file, JSON.stringify(stored));
  return file;
}

/** Replays a file against an emulator with a fault. */
async function replayOn(mutant: string, file: string, more: readonly string[] = []): Promise<Ending> {
  const emulator = await startEmulator({ auth: "none", transitionMs: 5, mutant });
  try {
    const idle = emulator.situations["load-balancer/idle"];
    const config = join(folder, `${mutant}.json`);
    const situations = {
      "load-balancer/idle": idle,
      "server-group/available": emulator.situations["server-group/available"],
    };
    writeFileSync(config, JSON.stringify({ target: { endpoint: emulator.endpoint, auth: "none" }, situations }));
    return await run(["replay", file, "--config", config, "--output", folder, ...more]);
  } finally {
    await emulator.close();
  }
}

describe("replay", () => {
  const file = writeFailure("failure.json");

  it("says that a failure is fixed, and ends with 0", async () => {
    const { code, stdout, stderr } = await run(["replay", file, "--output", folder]);
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^Target embedded emulator\n[\s\S]*got then {2}HTTP 400 DryRunOperation\n[\s\S]*fixed: it passed 3 times in a row\n$/u,
    );
  });

  it("says that it is still failing, and ends with 1", async () => {
    const { code, stdout, stderr } = await replayOn("timeout-59-accepted", file);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /still failing: it failed in the same way 3 of 3 times\n$/u);
  });

  it("runs a whole check again where there is no case to be singled out", async () => {
    const { violation: _, ...rest } = counterexample;
    const check = { ...rest, lens: "create", byValue: { is: "check", profile: "smoke" } } as const;
    const kind = "case|valid|create|refused 400 OperationDenied.TooManyListeners";
    const requirement = "create-listener.client-token.no-second-listener";
    const stored = storedFailureOf({ ...check, requirement, kind }, "2026-01-01T00:00:00.000Z", "0.1.0");
    const whole = join(folder, "whole.json");
    writeFileSync(whole, JSON.stringify(stored));
    const broken = await replayOn("token-ignored", whole);
    assert.deepEqual([broken.code, broken.stderr], [1, ""]);
    assert.match(broken.stdout, /still failing: it failed in the same way 3 of 3 times\n$/u);
    assert.equal((await run(["replay", whole, "--output", folder])).code, 0);
  });

  it("says that it fails differently, and ends with 1", async () => {
    const other = writeFailure("other.json", { kind: "case|tcp-idle-timeout.too-small|dry-run|refused 400 Other" });
    const { code, stdout, stderr } = await replayOn("timeout-59-accepted", other);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /different: it fails, but not in the way it did\n$/u);
  });

  it("does not replay on the embedded emulator what was seen at an endpoint", async () => {
    const seen = writeFailure("seen.json", {}, "http://seen.example");
    const { code, stdout, stderr } = await run(["replay", seen, "--output", folder]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /was seen at http:\/\/seen\.example, .*give --config FILE or --endpoint http:\/\/seen\.example\n$/u,
    );
  });

  it("says where it was seen when that is not where it is replayed", async () => {
    const elsewhere = writeFailure("elsewhere.json", {}, "http://seen.example");
    const { code, stdout, stderr } = await replayOn("timeout-59-accepted", elsewhere);
    assert.equal(code, 1, stderr);
    const [, now = ""] = stdout.match(/^Target (http:\S+)\n/u) ?? [];
    assert.equal(stderr, `warning: seen at http://seen.example, replayed on ${now}\n`);
  });

  it("says that the target is unreachable, and ends with 3", async () => {
    const at = ["--endpoint", "http://127.0.0.1:9", "--auth", "none"];
    const { code, stdout } = await run(["replay", file, ...at, "--output", folder]);
    assert.equal(code, 3);
    assert.match(stdout, /^unreachable: .*connection refused/u);
  });

  it("refuses a file that is no stored failure with 2 and a line", async () => {
    const empty = join(folder, "empty.json");
    writeFileSync(empty, "{}");
    for (const [bad, words] of [
      [empty, "it lacks format"],
      [join(folder, "absent.json"), "cannot be read \\(ENOENT\\)"],
    ] as const) {
      const { code, stdout, stderr } = await run(["replay", bad]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, new RegExp(`^error: .*${words}.*\n$`, "u"));
    }
  });

  it("does not create where only dry runs are allowed", async () => {
    const created = writeFailure("created.json", { lens: "create" });
    const { code, stderr } = await run(["replay", created, "--lens", "dry-run", "--output", folder]);
    assert.equal(code, 2);
    assert.match(stderr, /^error: .*needs the create lens/u);
  });
});

describe("what has become of a failure", () => {
  const passes: RetryResult = { is: "passes" };
  const unanswered: RetryResult = { is: "unanswered", reason: "silence" };

  it("is fixed only when it passed every time", () => {
    assert.equal(fateOf({ kind: KIND }, [passes, passes, passes]), "fixed");
    assert.equal(fateOf({ kind: KIND }, [passes, unanswered, passes]), "unreachable");
    assert.equal(fateOf({ kind: KIND }, [unanswered, unanswered, unanswered]), "unreachable");
  });
});
