import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { certifiedReport } from "../../reports/testing/consistent.js";
import { writeReports } from "../../reports/write.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const text = (name: string) => readFileSync(join(folder, name), "utf8");

await writeReports(folder, certifiedReport());
writeFileSync(
  join(folder, "edited.json"),
  text("report.json").replace('"verdict": "conformant"', '"verdict": "inconclusive"'),
);
writeFileSync(join(folder, "other.json"), '{"reportVersion": 1}');
writeFileSync(join(folder, "text.json"), "not JSON");

describe("verify", { concurrency: 2 }, () => {
  it("looks at what a written report holds, and ends with 1 for what the suite never wrote so", async () => {
    // A made-up report of a few records is not what a run writes: the seeds of its clauses are none that a run gives.
    const { code, stdout, stderr } = await run(["verify", "report.json", "--json"], inFolder);
    assert.deepEqual([code, stderr], [1, ""]);
    const { findings }: { findings: { about: string; problem: string }[] } = JSON.parse(stdout);
    assert.ok(findings.length > 0);
    assert.deepEqual(
      findings.filter(({ problem }) => !/^its seed is 42, and has to be /u.test(problem)),
      [],
    );
  });

  it("says first what was changed", async () => {
    const { code, stdout } = await run(["verify", "edited.json"], inFolder);
    assert.equal(code, 1);
    assert.match(stdout, /^edited\.json: NOT consistent, \d+ findings\n\n {2}- digest does not fit the content/u);
    assert.match(stdout, /- judgement the verdict is "inconclusive", and has to be "conformant"/u);
    assert.match(stdout, /This does not establish:\n {2}- who wrote it/u);
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
