import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { loadConfig } from "../../target/config/load-config.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };

describe("init", () => {
  it("writes a commented file that changes nothing", async () => {
    const { code, stdout } = await run(["init"], inFolder);
    assert.equal(code, 0);
    assert.match(stdout, /^gwlb-conformance\.yaml is written: /u);
    assert.match(readFileSync(join(folder, "gwlb-conformance.yaml"), "utf8"), /^# yaml-language-server: \$schema=/u);
    const withFile = loadConfig({ file: "gwlb-conformance.yaml", cwd: folder, env: {} });
    assert.deepEqual(withFile, loadConfig({ cwd: folder, env: {} }));
  });

  it("overwrites only when forced", async () => {
    const file = join(folder, "mine.yaml");
    writeFileSync(file, "run: {seed: 7}\n");
    const refused = await run(["init", "mine.yaml"], inFolder);
    assert.deepEqual(refused, {
      code: 2,
      stdout: "",
      stderr: "error: mine.yaml: exists already; --force overwrites it\n",
    });
    assert.equal(readFileSync(file, "utf8"), "run: {seed: 7}\n");
    assert.equal((await run(["init", "mine.yaml", "--force"], inFolder)).code, 0);
    assert.notEqual(readFileSync(file, "utf8"), "run: {seed: 7}\n");
  });

  it("says why a file cannot be written", async () => {
    mkdirSync(join(folder, "taken"));
    for (const [words, reason] of [
      [["absent/config.yaml"], "ENOENT"],
      [["taken", "--force"], "EISDIR"],
    ] as const) {
      const { code, stderr } = await run(["init", ...words], inFolder);
      assert.equal(code, 2);
      assert.equal(stderr, `error: ${words[0]}: cannot be written (${reason}); name another file\n`);
    }
  });
});
