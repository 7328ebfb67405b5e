import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { run, start } from "./testing/binary.js";

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);

/** Each is called wrongly: what is said of it on standard error. */
const MISUSES: readonly (readonly [words: string, message: RegExp])[] = [
  ["", /^Usage: gwlb-conformance/u],
  ["rum", /unknown command 'rum'\n\(Did you mean run\?\)/u],
  ["run --onyl x", /unknown option '--onyl'\n\(Did you mean --only\?\)/u],
  ["run --seed", /option '--seed <n\|today>' argument missing/u],
  ["run stray", /too many arguments for 'run'/u],
  ["explain", /missing required argument 'id'/u],
  ["list --kind strict", /Allowed choices are required, advisory, probe/u],
  ["emulator --port 65536", /must be a whole number from 0 to 65535/u],
  ["diff one.json", /missing required argument 'after'/u],
  ["self-test --seeds 0", /must be a whole number from 1 to 10000/u],
];

describe("the command line", { concurrency: 2 }, () => {
  for (const [words, message] of MISUSES) {
    it(`ends with 2 for "${words}"`, async () => {
      const { code, stdout, stderr } = await run(words.split(" ").filter(Boolean));
      assert.equal(code, 2);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ {4}at /mu);
      assert.equal(stdout, "");
    });
  }

  it("prints its version", async () => {
    assert.deepEqual(await run(["--version"]), { code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("prints help on standard output, with every command and exit code", async () => {
    const { code, stdout } = await run(["--help"]);
    assert.equal(code, 0);
    for (const name of ["run", "list", "explain", "emulator", "init", "doctor", "sweep", "diff", "self-test"]) {
      assert.match(stdout, new RegExp(`^ {2}${name} `, "mu"));
    }
    for (const exitCode of [0, 1, 2, 3, 4, 5, 6]) assert.match(stdout, new RegExp(`^ {2}${exitCode} {2}\\S`, "mu"));
  });

  it("does not mind a reader that has gone", async () => {
    const child = start(["list", "--json"]);
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("refuses an unknown variable of its own, with the nearest name", async () => {
    const { code, stderr } = await run(["doctor"], { env: { GWLB_CONFORMANCE_PROFIL: "smoke" } });
    assert.equal(code, 2);
    assert.match(stderr, /^error: GWLB_CONFORMANCE_PROFIL: unknown.*GWLB_CONFORMANCE_PROFILE\?\n$/u);
  });
});
