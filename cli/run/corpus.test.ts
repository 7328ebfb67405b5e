/** Failures that exploring found: kept one for each cause, tried first by later runs, listed, and taken out once they are mended. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type RunningEmulator, startEmulator } from "../../emulator/index.js";
import type { Report } from "../../reports/report.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";
import { night } from "../testing/night.js";

const folder = temporaryFolder();
const inFolder = { cwd: folder };
const CLAUSE = "create-listener.tcp-idle-timeout.minimum";
let faulty: RunningEmulator;
let mended: RunningEmulator;

before(async () => {
  faulty = await startEmulator({ auth: "none", idleLoadBalancers: 4, mutant: "timeout-59-accepted" });
  mended = await startEmulator({ auth: "none", idleLoadBalancers: 4 });
});
after(() => Promise.all([faulty.close(), mended.close()]));

async function runAt({ endpoint, situations }: RunningEmulator, output: string, seed: string): Promise<Report> {
  const config = join(folder, `${output}.json`);
  writeFileSync(config, JSON.stringify({ target: { endpoint, auth: "none" }, situations }));
  const flags = { profile: "smoke", lens: "dry-run", only: [CLAUSE], corpus: join(folder, "corpus"), seed };
  await night({ file: config, env: {}, flags: { ...flags, output: join(folder, output) } });
  return JSON.parse(readFileSync(join(folder, output, "report.json"), "utf8"));
}

const outcomeOf = ({ requirements }: Report) => requirements.find(({ id }) => id === CLAUSE)?.outcome;
const inCorpus = () => readdirSync(join(folder, "corpus"));

test("what another seed than the default finds is kept, tried by a later run elsewhere, and pruned once it passes", async () => {
  mkdirSync(join(folder, "corpus"));
  assert.equal(outcomeOf(await runAt(faulty, "fixed", "20240415")), "fail");
  assert.deepEqual(inCorpus(), [], "the default seed finds it again by itself");

  const exploring = await runAt(faulty, "exploring", "7");
  assert.deepEqual(
    inCorpus(),
    exploring.causes.map(({ id }) => `${id}.json`),
  );
  assert.equal(inCorpus().length, 1);
  const listed = await run(["corpus", "list", "corpus"], inFolder);
  assert.match(
    listed.stdout,
    new RegExp(`^cause-\\S+\\.json: ${CLAUSE}: .+, first seen \\d{4}-\\d\\d-\\d\\d at http`, "u"),
  );

  const again = await runAt(faulty, "elsewhere", "8");
  assert.equal(outcomeOf(again), "fail");
  assert.equal(inCorpus().length, 1, "one for each cause");
  writeFileSync(join(folder, "corpus/broken.json"), "{");
  const untried = await run(["corpus", "prune", "corpus"], inFolder);
  assert.match(untried.stdout, /^removed broken\.json: cannot be read: it is not JSON\n1 left\n$/u);
  const failing = await run(["corpus", "prune", "corpus", "--report", "elsewhere/report.json"], inFolder);
  assert.equal(failing.stdout, "1 left\n");

  const passing = await runAt(mended, "mended", "9");
  assert.equal(outcomeOf(passing), "pass");
  assert.equal(inCorpus().length, 1, "nothing is taken out unasked");
  const pruned = await run(["corpus", "prune", "corpus", "--report", "mended/report.json"], inFolder);
  assert.match(pruned.stdout, /^removed cause-\S+\.json: .*\n0 left\n$/u);
});
