import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Job, JobResult } from "./job.js";
import { type PoolOptions, runJobs } from "./worker-pool.js";

/** A worker that does what the job's name says, and tells its process in `requests`. */
const SCRIPT = `
process.on("disconnect", () => process.exit());
process.on("message", ({ id, name }) => {
  if (name === "die") process.exit(3);
  if (name === "hang") return;
  if (name === "babble") process.send({ id: id + 1000 });
  process.send({ is: "mutant", subject: "endpoint", id, name, state: "killed", fired: 1, requests: process.pid, ms: 1, violated: [] });
});
`;

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gwlb-pool-test-"));
  await writeFile(join(folder, "worker.mjs"), SCRIPT);
});
after(() => rm(folder, { recursive: true, force: true }));

const jobsNamed = (...names: readonly string[]): Job[] =>
  names.map((name, id) => ({ is: "mutant", subject: "endpoint", id, name, seed: 1, aim: "aimed" }));

async function resultsOf(jobs: readonly Job[], options: Partial<PoolOptions> = {}): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const script = join(folder, "worker.mjs");
  const signal = new AbortController().signal;
  await runJobs(jobs, { script, size: 1, folder, endMs: () => 5_000, signal, ...options }, (result) =>
    results.push(result),
  );
  return results;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("one process carries out one job after the other and is gone at the end", async () => {
  const results = await resultsOf(jobsNamed("a", "b", "babble", "c"));
  assert.deepEqual(
    results.map(({ name }) => name),
    ["a", "b", "babble", "c"],
  );
  const [pid, ...others] = [...new Set(results.map(({ requests }) => requests))];
  assert.ok(pid !== undefined && others.length === 0);
  for (let i = 0; i < 40 && isAlive(pid); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(isAlive(pid), false);
});

test("a job whose process dies is an error, and the next one gets a new process", async () => {
  const results = await resultsOf(jobsNamed("a", "die", "b"));
  assert.deepEqual(
    results.map((result) => (result.is === "mutant" ? result.state : "")),
    ["killed", "error", "killed"],
  );
  assert.equal(results[1]?.problem, "its process ended (exit code 3)");
  assert.notEqual(results[0]?.requests, results[2]?.requests);
});

test("a job that does not end is ended", async () => {
  const results = await resultsOf(jobsNamed("hang", "a"), { endMs: ({ name }) => (name === "hang" ? 100 : 5_000) });
  assert.equal(results[0]?.problem, "not done after 0.1 s");
  assert.equal(results[1]?.problem, undefined);
});

test("several processes share the jobs, each job once", async () => {
  const results = await resultsOf(jobsNamed(..."abcdefgh"), { size: 3 });
  assert.deepEqual(results.map(({ name }) => name).sort(), [..."abcdefgh"]);
});

test("when asked to stop, what is under way stays without a result", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const begun = performance.now();
  const results = await resultsOf(jobsNamed("hang", "a"), { signal: stop.signal });
  assert.deepEqual(results, []);
  assert.ok(performance.now() - begun < 4_000);
});
