import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Profile } from "../../contract/profile.js";
import { mutants, variants } from "../../emulator/index.js";
import { citeProof } from "./citation.js";
import { failedJob, type JobResult, type MutantState } from "./job.js";
import { isPerfect, makeProof, scoreOf, summaryOf } from "./proof.js";
import { proofSummary, readProof, writeProof } from "./proof-file.js";
import { renderProof } from "./table.js";

const [first, second, third] = mutants;
const [calm, odd] = variants;
assert.ok(first && second && third && calm && odd);

const suite = { name: "gwlb-conformance", version: "1.2.3", contractRevision: "r1" };
let id = 0;

function mutantResult(name: string, state: MutantState): JobResult {
  id += 1;
  return {
    is: "mutant",
    id,
    name,
    state,
    profile: "standard",
    fired: state === "not-fired" ? 0 : 3,
    requests: 40,
    ms: 12,
    violated: [],
  };
}

function variantResult(name: string, seed: number, conformant: boolean, profile: Profile = "standard"): JobResult {
  id += 1;
  const reason = "x".repeat(3_000);
  const accused = conformant
    ? []
    : [{ requirement: "create-listener.tag.count" as const, outcome: "fail" as const, reason }];
  return { is: "variant", profile, id, name, seed, conformant, fired: 1, requests: 9_000, ms: 4_000, accused };
}

function proofOf(results: readonly JobResult[], finished = true, whole = false) {
  const selection = {
    mutants: [first, second, third].flatMap((one) => one ?? []),
    variants: [calm, odd].flatMap((one) => one ?? []),
    everything: true,
  };
  return makeProof({
    suite,
    subject: "endpoint",
    selection,
    results,
    startedAt: new Date("2026-01-15T10:00:00Z"),
    durationMs: 90_000.4,
    whole,
    finished,
  });
}

const good = [
  mutantResult(second.name, "killed"),
  mutantResult(first.name, "killed"),
  mutantResult(third.name, "killed"),
  variantResult(calm.name, 2, true),
  variantResult(calm.name, 1, true),
  variantResult(odd.name, 1, true),
];

test("a proof holds mutants and variants in the emulator's order, whatever the order of the results", () => {
  const proof = proofOf(good);
  assert.deepEqual(
    proof.mutants.map(({ name }) => name),
    [first.name, second.name, third.name],
  );
  assert.deepEqual(
    proof.variants.map(({ name, seed }) => [name, seed]),
    [
      [calm.name, 1],
      [calm.name, 2],
      [odd.name, 1],
    ],
  );
  assert.equal(isPerfect(proof.score), true);
});

test("a mutant in any other state than killed spoils the score", () => {
  for (const state of ["survived", "not-fired", "error"] as const) {
    const { score } = proofOf([...good.slice(1), mutantResult(second.name, state)]);
    assert.equal(score.killed, 2, state);
    assert.equal(isPerfect(score), false, state);
  }
});

test("a variant accused with one seed is one false alarm", () => {
  const { score } = proofOf([...good, variantResult(odd.name, 2, false), variantResult(odd.name, 3, false)]);
  assert.deepEqual([score.variants, score.falseAlarms], [2, 1]);
  assert.equal(isPerfect(score), false);
});

test("a difference that never took effect is held against the suite, but for the few requests of the smoke profile", () => {
  const silent = (profile: Profile) => ({ name: "odd", conformant: true, fired: 0, profile });
  assert.equal(scoreOf([], [silent("standard")]).falseAlarms, 1);
  assert.equal(scoreOf([], [silent("smoke")]).falseAlarms, 0);
  assert.equal(scoreOf([], [{ ...silent("smoke"), conformant: false }]).falseAlarms, 1);
});

test("a job that could not be carried out is neither a kill nor a conformant variant", () => {
  const { score } = proofOf([
    failedJob({ is: "mutant", subject: "endpoint", id: 1, name: first.name, seed: 1, aim: "aimed" }, "gone"),
    failedJob({ is: "variant", subject: "endpoint", id: 2, name: calm.name, seed: 1, profile: "standard" }, "gone"),
  ]);
  assert.deepEqual(score, { mutants: 1, killed: 0, survived: 0, notFired: 0, errors: 1, variants: 1, falseAlarms: 1 });
});

test("variants that were only run with the smoke profile are no proof of the whole", () => {
  assert.equal(proofOf([...good, variantResult(odd.name, 2, true)]).complete, true);
  assert.equal(proofOf([...good, variantResult(odd.name, 2, true, "smoke")]).complete, false);
});

test("a report cites a complete proof, and no other", () => {
  const proof = proofOf([...good.slice(1), mutantResult(second.name, "error")]);
  assert.deepEqual(summaryOf(proof), {
    provedAt: "2026-01-15T10:00:00.000Z",
    suiteVersion: "1.2.3",
    contractRevision: "r1",
    mutants: 3,
    killed: 2,
    survived: 1,
    notFired: 0,
    variants: 2,
    falseAlarms: 0,
  });
  assert.equal(summaryOf(proofOf(good, false)), undefined);
});

test("the table names what was not killed and who was accused", () => {
  const text = renderProof(
    proofOf([...good.slice(1), mutantResult(second.name, "survived"), variantResult(odd.name, 2, false)]),
  );
  assert.match(text, new RegExp(`${second.name} \\(survived, fired 3\\)`));
  assert.match(text, new RegExp(`${odd.name}, seed 2`));
  assert.match(text, /2 of 3 mutants killed by aimed checks \(66\.7 %\), 1 of 2 variants conformant/);
  assert.doesNotMatch(renderProof(proofOf(good)), /Not killed|Not found conformant|others failed/);
  assert.match(renderProof(proofOf(good, true, true)), /others failed/);
});

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gwlb-proof-test-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("a written proof fits its schema and is read back as it was, long texts cut", async () => {
  const file = join(folder, "proof.json");
  const proof = proofOf([...good, variantResult(odd.name, 2, false)]);
  await writeProof(file, proof);
  assert.deepEqual(await readProof(file), proof);
  assert.deepEqual(await proofSummary(file, "endpoint"), summaryOf(proof));
  assert.equal(await proofSummary(file, "sdk"), undefined);
  assert.deepEqual(await readdir(folder), ["proof.json"]);
  assert.ok(proof.variants.every(({ accused }) => accused.every(({ reason }) => reason.length < 1_000)));
});

test("no proof is no fault; one that cannot be read is", async () => {
  assert.equal(await proofSummary(join(folder, "absent.json"), "endpoint"), undefined);
  const file = join(folder, "odd.json");
  await writeFile(file, "{");
  await assert.rejects(proofSummary(file, "endpoint"), /odd\.json: not JSON; run gwlb-conformance self-test again/);
  await writeFile(file, '{"proofVersion":1}');
  await assert.rejects(proofSummary(file, "endpoint"), /not a proof of this version: at the top level/);
  await assert.rejects(proofSummary(folder, "endpoint"), /not a regular file/);
});

test("a proof that cannot be written says where", async () => {
  await assert.rejects(writeProof(join(folder, "absent", "proof.json"), proofOf(good)), /cannot be written \(ENOENT\)/);
});

test("a report cites the proof of its own suite only, and says so of another one", async () => {
  const file = join(folder, "cited.json");
  const proof = proofOf(good);
  assert.deepEqual(await citeProof(file, suite), {});
  await writeProof(file, proof);
  assert.deepEqual(await citeProof(file, suite), { proof: summaryOf(proof) });
  const { proof: cited, problem } = await citeProof(file, { ...suite, version: "1.2.4" });
  assert.equal(cited, undefined);
  assert.match(problem ?? "", /proves suite 1\.2\.3, contract revision r1/);
  await writeFile(file, "[]");
  assert.match((await citeProof(file, suite)).problem ?? "", /not a proof of this version/);
});

test("what was killed only when put again alone is named", () => {
  const again = { ...mutantResult(first.name, "killed"), alone: true as const };
  const text = renderProof(proofOf([again, mutantResult(second.name, "killed")]));
  assert.match(text, new RegExp(`only when put again with no other beside them: ${first.name}\\n`, "u"));
  assert.doesNotMatch(renderProof(proofOf([mutantResult(first.name, "killed")])), /put again/u);
});

test("whole runs say how well their causes lead to the fault, in the file and in the table", async () => {
  const results = [first, second, third].map((mutant, index) => ({
    ...mutantResult(mutant?.name ?? "", "killed"),
    causes: { count: index + 1, place: index === 2 ? 0 : 1 },
  }));
  const proof = proofOf(results, true, true);
  assert.deepEqual(proof.causes, { mutants: 3, trueFirst: 2, median: 2 });
  assert.match(
    renderProof(proof),
    /true cause first 66\.7 % \(2 of 3\), median 2 causes a mutant\n {2}\S+: true cause in none of 3/u,
  );
  assert.equal(proofOf([mutantResult(first?.name ?? "", "killed")]).causes, undefined);
  const file = join(folder, "causes.json");
  await writeProof(file, proof);
  assert.deepEqual((await readProof(file))?.causes, proof.causes);
});
