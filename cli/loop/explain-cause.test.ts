import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { counterexampleOf, HOSTILE, MINIMUM, recordOf } from "../../evidence/testing/records.js";
import { buildReport } from "../../reports/report.js";
import { runOf } from "../../reports/testing/runs.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const cwd = temporaryFolder();
const counterexamples = [counterexampleOf(MINIMUM, { got: HOSTILE })];
const records = [recordOf(MINIMUM, { outcome: "fail", counterexamples })];
const report = buildReport(runOf({ records, planned: [MINIMUM] }), REQUIREMENTS);
const [cause] = report.causes;
mkdirSync(join(cwd, "out"));
writeFileSync(join(cwd, "out", "report.json"), JSON.stringify(report));

for (const command of [["explain"], ["sdk", "explain"]]) {
  it(`\`${command.join(" ")}\` tells a cause of the last report, with every clause that it explains`, async () => {
    assert.ok(cause !== undefined);
    assert.ok(cause.clauses.includes(MINIMUM));
    const { code, stdout, stderr } = await run([...command, cause.id, "--output", "out"], { cwd });
    assert.deepEqual([code, stderr], [0, ""]);
    assert.ok(stdout.includes(cause.id) && stdout.includes(MINIMUM));
    assert.ok(stdout.replaceAll(/\s+/gu, " ").includes(REQUIREMENTS[MINIMUM].statement));
    assert.ok(!stdout.includes("\u001b") && !stdout.includes("\u202e"));
    const asJson = await run([...command, cause.id, "--output", "out", "--json"], { cwd });
    const { id, clauses }: { id: string; clauses: { id: string }[] } = JSON.parse(asJson.stdout);
    assert.deepEqual([id, clauses.map((one) => one.id)], [cause.id, [MINIMUM]]);
  });
}

for (const [output, message] of [
  ["none", /^error: cause-0: there is no report in .*none; name the folder of the run with --output\n$/u],
  ["out", /^error: cause-0: the last report in .*out has no such cause; its causes are cause-/u],
] as const) {
  it(`ends with 2 for a cause that is not there: ${output}`, async () => {
    const { code, stderr } = await run(["explain", "cause-0", "--output", output], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, message);
  });
}
