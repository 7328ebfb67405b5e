import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const text = (name: string) => readFileSync(join(folder, name), "utf8");

// A clause of a real run; only what a run wrote shows that verify accuses no run.
const ran = await run([
  "run",
  "--profile",
  "smoke",
  "--only",
  "create-listener.tcp-idle-timeout.minimum",
  "--output",
  folder,
]);
writeFileSync(
  join(folder, "edited.json"),
  text("report.json").replace('"verdict": "inconclusive"', '"verdict": "conformant"'),
);
writeFileSync(join(folder, "twice.json"), text("report.json").replace("{", '{"seed": 1,'));
writeFileSync(join(folder, "other.json"), '{"reportVersion": 1}');
writeFileSync(join(folder, "text.json"), "not JSON");

describe("verify", { concurrency: 2 }, () => {
  it("ends with 0 for a report as a run wrote it, and says what that does not establish", async () => {
    assert.equal(ran.code, 5, ran.stderr);
    const { code, stdout, stderr } = await run(["verify", "report.json"], inFolder);
    assert.deepEqual([code, stderr], [0, ""], stdout);
    assert.match(stdout, /^report\.json: consistent\n\nThis establishes:/u);
    assert.match(stdout, /This does not establish:\n {2}- who wrote it/u);
  });

  it("gives JSON", async () => {
    const { code, stdout } = await run(["verify", "report.json", "--json"], inFolder);
    assert.deepEqual([code, JSON.parse(stdout)], [0, { findings: [], limits: [] }]);
  });

  it("says first what was changed", async () => {
    const { code, stdout } = await run(["verify", "edited.json"], inFolder);
    assert.equal(code, 1);
    assert.match(stdout, /^edited\.json: NOT consistent, \d+ findings\n\n {2}- digest does not fit the content/u);
    assert.match(stdout, /- judgement the verdict is "conformant", and has to be "inconclusive"/u);
  });

  it("sees a member that stands there twice, of which a person reads the other one", async () => {
    const { code, stdout } = await run(["verify", "twice.json"], inFolder);
    assert.equal(code, 1);
    assert.match(stdout, /NOT consistent, 1 finding\n\n {2}- the file has members of one name twice/u);
  });

  it("ends with 1 for what does not fit the schema", async () => {
    const { code, stdout } = await run(["verify", "other.json"], inFolder);
    assert.equal(code, 1);
    assert.match(stdout, /the top level does not fit the schema: must have required property/u);
  });

  for (const [words, message] of [
    [["absent.json"], /^error: absent\.json: cannot be read \(ENOENT/u],
    [["text.json"], /^error: text\.json: not JSON;/u],
    [[], /missing required argument 'report'/u],
  ] as const) {
    it(`ends with 2 for ${words[0] ?? "no file"}`, async () => {
      const { code, stderr } = await run(["verify", ...words], inFolder);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});
