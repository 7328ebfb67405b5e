/** Shards of a run, put together, are the run: the same seed gives the same outcomes, cases and counterexamples, however many there are. */
import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { REQUIREMENT_IDS, REQUIREMENTS } from "../../contract/catalogue.js";
import type { Shard } from "../../contract/shard.js";
import { startEmulator } from "../../emulator/index.js";
import type { RequirementRecord } from "../../evidence/record.js";
import { loadChecks, runChecks } from "../../exercise/run-checks.js";
import { ownPart } from "../../exercise/shards/division.js";
import { PARTITION } from "../../generators/partition.js";
import { buildReport, type Report } from "../../reports/report.js";
import { readReport } from "../../reports/report-file.js";
import { endpointSubject } from "../run/report-run.js";
import { suiteIdentity } from "../run/suite.js";
import { writeShard } from "../run/write-shard.js";
import { openEmulatedTarget } from "../self-test/emulated-target.js";
import { run } from "../testing/binary.js";
import { temporaryFolder } from "../testing/folder.js";
import { readShards } from "./read-shards.js";
import { reportShards } from "./report-shards.js";

const folder = temporaryFolder();
const PLANNED = REQUIREMENT_IDS.filter((id) => REQUIREMENTS[id].profiles.includes("smoke"));
const NOTHING_ELSE = { faults: [], schedules: [], notes: [], strangers: [] } as const;

/** Only time may cut what a run does: how busy this machine is must not. */
const AMPLE = { minutes: 60, waits: { listenerRunning: 60_000, listenerGone: 60_000, loadBalancerReady: 60_000 } };

/** Runs a shard, or all, against an emulator of its own. */
async function exercised(name: string, mutant: string | undefined, shard?: Shard) {
  const options = { profile: "smoke", seed: 7, transitionMs: 5, folder, nonce: name, ...AMPLE } as const;
  const target = await openEmulatedTarget(mutant === undefined ? options : { ...options, mutant });
  const { config } = target.session;
  const planned = ownPart(PLANNED, shard === undefined ? config.run : { ...config.run, shard });
  const checks = (await loadChecks()).filter(({ requirement }) => planned.includes(requirement));
  const records: RequirementRecord[] = [];
  for await (const record of runChecks(target.session, checks)) records.push(record);
  await target.close();
  return { config, planned, records, subject: endpointSubject(config, true) };
}

async function unsharded(mutant: string | undefined): Promise<Report> {
  const { records, planned, subject } = await exercised("whole", mutant);
  const facts = { filtered: false, interrupted: false, timeStretched: false, faults: [], coverageFloor: 0.9 };
  const times = { startedAt: new Date(), endedAt: new Date() };
  const asked = { suite: suiteIdentity(), target: subject, profile: "smoke", seed: 7, config: {}, facts } as const;
  return buildReport({ ...asked, ...times, planned, records, partition: PARTITION, waitBudgets: {} }, REQUIREMENTS);
}

async function merged(mutant: string | undefined, count: number): Promise<Report> {
  const places: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const shard = { index, count };
    const { config, subject, ...seen } = await exercised(`s${count}x${index}`, mutant, shard);
    const output = join(folder, `${mutant ?? "correct"}-${index}-of-${count}`);
    await mkdir(output);
    const end = { ...NOTHING_ELSE, ...seen, selection: PLANNED, interrupted: false, timeStretched: false };
    const brief = { startedAt: new Date().toISOString(), baseline: [], asked: {} };
    await writeShard(shard, { config: { ...config, run: { ...config.run, output } }, target: subject }, brief, end);
    places.push(output);
  }
  const { found, problems } = await readShards(places.toReversed());
  const [first, ...others] = found;
  assert.ok(first);
  return reportShards([first, ...others], problems, join(folder, `${mutant ?? "correct"}-of-${count}`));
}

/** What must be the same: everything but times, numbers of requests and names made for the run. */
function essenceOf({ requirements, judgement, certificate, coverage }: Report) {
  return {
    judgement,
    granted: certificate.granted,
    coverage,
    requirements: requirements.map(({ id, outcome, seed, cases, cut, counterexamples }) => ({
      ...{ id, outcome, seed, cases, cut },
      counterexamples: counterexamples.map(({ violation, lens, kind, expected, got, path, reproducible }) =>
        [violation, lens, kind, expected, got, path, reproducible].join(" | "),
      ),
    })),
  };
}

for (const [mutant, counts] of [
  [undefined, [1, 2, 3, 5]],
  ["description-lost", [2, 5]],
] as const) {
  test(`any number of shards is the whole run: ${mutant ?? "the correct emulator"}`, {
    timeout: 1_800_000,
  }, async () => {
    const whole = essenceOf(await unsharded(mutant));
    assert.equal(whole.granted, mutant === undefined, JSON.stringify(whole.judgement));
    for (const count of counts) assert.deepEqual(essenceOf(await merged(mutant, count)), whole, `${count} shards`);
  });
}

test("shards at once on the load balancers of one configuration do not take each other for strangers", {
  timeout: 900_000,
}, async () => {
  const emulator = await startEmulator({
    auth: "none",
    idleLoadBalancers: 6,
    transitionMs: 20,
    mutant: "description-lost",
  });
  const cwd = join(folder, "program");
  await mkdir(cwd);
  const target = { endpoint: emulator.endpoint, region: emulator.region, auth: "none" };
  const only = [
    "create-listener.listener-description.read-back",
    "create-listener.listener-description.chinese-length",
  ];
  await writeFile(
    join(cwd, "c.json"),
    JSON.stringify({
      target,
      situations: emulator.situations,
      limits: { minutes: 10 },
      run: { profile: "smoke", only },
    }),
  );
  const asked = ["run", "-c", "c.json"];
  try {
    const whole = await run([...asked, "--output", "whole"], { cwd });
    assert.equal(whole.code, 1, whole.stdout + whole.stderr);
    const shards = await Promise.all(
      ["1/2", "2/2"].map((shard) => run([...asked, "--shard", shard, "--output", `s${shard[0]}`], { cwd })),
    );
    for (const { code, stdout, stderr } of shards) {
      assert.ok(code === 1 || code === 5, stdout + stderr);
      assert.match(stdout, /it is shard [12]\/2, and a shard is no certificate/u);
      assert.doesNotMatch(stdout + stderr, /somebody else|another run/u);
    }
    const merge = await run(["merge", "s1", "s2", "-o", "merged"], { cwd });
    assert.equal(merge.code, 1, merge.stdout + merge.stderr);
    const essence = async (name: string) => essenceOf(await readReport(join(cwd, name, "report.json")));
    assert.deepEqual(await essence("merged"), await essence("whole"));
    for (const name of ["s1", "merged"]) {
      const verified = await run(["verify", join(name, "report.json")], { cwd });
      assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    }
    const report = await readReport(join(cwd, "merged", "report.json"));
    const replays = report.requirements.flatMap(({ counterexamples }) => counterexamples.map(({ replay }) => replay));
    assert.ok(replays.some((replay) => replay?.includes("merged/failures/")));

    await rm(join(cwd, "s1"), { recursive: true });
    const alone = await run(["merge", "s1", "s2", "-o", "alone"], { cwd });
    assert.match(alone.stdout, /shard 1\/2 is missing\n.*s1: no evidence of a shard/u, alone.stdout + alone.stderr);
    const none = await run(["merge", "s1", "-o", "none"], { cwd });
    assert.deepEqual([none.code, none.stderr.startsWith("error: s1: no evidence of a shard")], [2, true], none.stderr);
    assert.equal((await run(["merge", "s2", "-o", "s2"], { cwd })).code, 2);
  } finally {
    await emulator.close();
  }
});
