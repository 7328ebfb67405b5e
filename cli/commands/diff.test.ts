import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { buildReport, type RunResult } from "../../reports/report.js";
import { passingRunOf } from "../../reports/testing/runs.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };

function writeReport(name: string, changes: Partial<RunResult>): void {
  writeFileSync(join(folder, name), JSON.stringify(buildReport(passingRunOf(changes), REQUIREMENTS)));
}
writeReport("before.json", {});
writeReport("after.json", {
  records: [recordOf(MINIMUM, { outcome: "fail", reason: "took 59" }), recordOf(MAXIMUM), recordOf(TAG_COUNT)],
});
writeFileSync(join(folder, "text.json"), "not JSON");
writeFileSync(join(folder, "other.json"), '{"reportVersion": 1}');

describe("diff", { concurrency: 2 }, () => {
  it("says in words what differs, and ends with 0", async () => {
    const { code, stdout, stderr } = await run(["diff", "before.json", "after.json"], inFolder);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^Compared with before\.json, after\.json differs:/u);
    assert.match(stdout, /minimum: there it held, here it was violated/u);
  });

  it("gives JSON, and with --exit-code 1 for a difference", async () => {
    const { code, stdout } = await run(["diff", "before.json", "after.json", "--json", "--exit-code"], inFolder);
    assert.equal(code, 1);
    const { verdict }: { verdict: unknown } = JSON.parse(stdout);
    assert.deepEqual(verdict, { before: "conformant", after: "not-conformant" });
  });

  it("ends with 0 for equal reports even with --exit-code", async () => {
    const { code, stdout } = await run(["diff", "before.json", "before.json", "--exit-code"], inFolder);
    assert.deepEqual([code, stdout], [0, "Compared with before.json, before.json shows no difference.\n"]);
  });

  for (const [name, message] of [
    ["absent.json", /^error: absent\.json: cannot be read \(ENOENT/u],
    ["text.json", /^error: text\.json: not JSON;/u],
    ["other.json", /^error: other\.json: not a report of this version: /u],
  ] as const) {
    it(`ends with 2 for ${name}`, async () => {
      const { code, stderr } = await run(["diff", "before.json", name], inFolder);
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }
});
