import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { REQUIREMENTS } from "../../contract/catalogue.js";
import { ADVISORY, MAXIMUM, MINIMUM, recordOf, TAG_COUNT } from "../../evidence/testing/records.js";
import { buildReport } from "../../reports/report.js";
import { passingRunOf } from "../../reports/testing/runs.js";
import { parseBaseline } from "../../verdict/baseline.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";

const cwd = temporaryFolder();
const UNTIL = "2999-12-31";
const records = [
  recordOf(MINIMUM, { outcome: "fail" }),
  recordOf(MAXIMUM, { outcome: "flaky" }),
  recordOf(TAG_COUNT),
  recordOf(ADVISORY, { outcome: "fail" }),
];
const planned = records.map(({ requirement }) => requirement);
const write = (name: string, content: string) => writeFileSync(join(cwd, name), content);
const read = (name: string) => readFileSync(join(cwd, name), "utf8");
write("red.json", JSON.stringify(buildReport(passingRunOf({ records, planned }), REQUIREMENTS)));
write("green.json", JSON.stringify(buildReport(passingRunOf(), REQUIREMENTS)));

it("write, check and prune go together: what is red is excused, and what passes by now is taken out again", async () => {
  write("b.yaml", `# Ours.\nexcuses:\n  - requirement: ${MINIMUM}\n    reason: long known\n    expires: "${UNTIL}"\n`);
  const inB = ["--baseline", "b.yaml"];
  const written = await run(["baseline", "write", "red.json", "--until", UNTIL, "--reason", "ticket 7", ...inB], {
    cwd,
  });
  assert.deepEqual([written.code, written.stderr], [0, ""]);
  assert.match(written.stdout, /^1 excuse written to b\.yaml, 1 there already$/mu);
  assert.deepEqual(parseBaseline(read("b.yaml"), "b.yaml"), [
    { requirement: MINIMUM, reason: "long known", expires: UNTIL },
    { requirement: MAXIMUM, reason: "ticket 7", expires: UNTIL },
  ]);
  assert.ok(read("b.yaml").startsWith("# Ours.\n"));

  const good = await run(["baseline", "check", "b.yaml", "--report", "red.json"], { cwd });
  assert.deepEqual([good.code, good.stdout], [0, `b.yaml: 2 excuses, all good; the first expires on ${UNTIL}\n`]);
  const stale = await run(["baseline", "check", "b.yaml", "--report", "green.json"], { cwd });
  assert.equal(stale.code, 6);
  assert.match(stale.stdout, /minimum: passes now; remove the excuse\n[\s\S]*2 of 2 excuses to be changed\n$/u);

  const pruned = await run(["baseline", "prune", "b.yaml", "--report", "green.json"], { cwd });
  assert.equal(pruned.code, 0);
  assert.match(pruned.stdout, /b\.yaml: 2 removed, 0 left\n$/u);
  assert.deepEqual(parseBaseline(read("b.yaml"), "b.yaml"), []);
});

it("write leaves the file alone where nothing is violated, and prune what only a person can complete", async () => {
  const words = ["baseline", "write", "green.json", "--until", UNTIL, "--reason", "x", "-b", "none.yaml"];
  const { code, stdout } = await run(words, { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /shows no violation that needs an excuse/u);
  assert.throws(() => read("none.yaml"), { code: "ENOENT" });

  write("i.yaml", `excuses:\n  - requirement: ${MINIMUM}\n  - requirement: ${ADVISORY}\n`);
  const pruned = await run(["baseline", "prune", "i.yaml"], { cwd });
  assert.match(pruned.stdout, /^removed, .*needs no excuse\nleft, .*gives no reason.*\ni\.yaml: 1 removed, 1 left\n$/u);
  assert.deepEqual(parseBaseline(read("i.yaml"), "i.yaml"), [{ requirement: MINIMUM }]);
});

for (const [words, message] of [
  ["baseline check none.yaml", /^error: none\.yaml: the baseline cannot be read/u],
  ["baseline write none.json --until 2999-01-01 --reason x", /^error: none\.json: cannot be read/u],
  ["baseline write red.json --reason x", /required option '--until <day>' not specified/u],
  ["baseline write red.json --until 2020-01-01 --reason x", /must be a day, YYYY-MM-DD, today or later/u],
  ["baseline write red.json --until 2999-02-30 --reason x", /must be a day/u],
] as const) {
  it(`ends with 2 for "${words}"`, async () => {
    const { code, stderr } = await run(words.split(" "), { cwd });
    assert.equal(code, 2);
    assert.match(stderr, message);
  });
}
