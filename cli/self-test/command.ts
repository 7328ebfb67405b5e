/** The command `self-test`: the suite against every mutant and every variant of the bundled emulator. */
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import { counted } from "../../contract/words.js";
import { mutants, variants } from "../../emulator/index.js";
import { visibleJson } from "../../evidence/text.js";
import { ensureWritable } from "../../reports/write.js";
import { differences } from "../../sdk/reference/differences/index.js";
import { faults } from "../../sdk/reference/faults/index.js";
import { EXIT_CODES } from "../../verdict/judgement.js";
import { suiteIdentity } from "../run/suite.js";
import { listenForStop } from "../stopping.js";
import { JOB_BOUNDS, type Job, type JobResult } from "./job.js";
import { Progress, type ProgressStream } from "./progress.js";
import { isPerfect, makeProof } from "./proof.js";
import { writeProof } from "./proof-file.js";
import { jobsOf, type Selection, type SelectionOptions, select } from "./selection.js";
import { renderProof } from "./table.js";
import { runJobs } from "./worker-pool.js";

export interface SelfTestOptions extends SelectionOptions {
  /** Worker processes; absent: two for each processor, four at most. */
  readonly jobs?: number;
  /** How many mutants at most that were not killed are put once more, with no other beside them; absent: none. */
  readonly againAlone?: number;
  /** The proof itself on standard output, in place of tables. */
  readonly json?: boolean;
  /** File of the proof; absent: `proof.json` in the current folder, for client libraries `proof-sdk.json`. */
  readonly output?: string;
}

interface SelfTestIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
}

/** A run spends half its time waiting for transitions: twice as many processes as processors share the work well. */
const DEFAULT_JOBS = Math.min(2 * availableParallelism(), 4);
const WORKER = fileURLToPath(new URL("./worker.js", import.meta.url));

/**
 * Proves the suite and writes the proof.
 * @param options what to run, and where to write
 * @param io standard output and error
 * @returns exit code: 0 when every mutant was killed and every variant found conformant, 1 when not, 5 when it was stopped before its end
 * @throws UsageError for a pattern that matches nothing, OutputError when the proof cannot be written
 */
export async function selfTestCommand(options: SelfTestOptions, io: SelfTestIo): Promise<number> {
  const file = resolve(options.output ?? (options.sdk ? "proof-sdk.json" : "proof.json"));
  const selection = select(options, options.sdk ? { mutants: faults, variants: differences } : { mutants, variants });
  await ensureWritable(dirname(file), "name another file with --output");
  return prove(selection, options, file, io);
}

async function prove(selection: Selection, options: SelfTestOptions, file: string, io: SelfTestIo): Promise<number> {
  const startedAt = new Date();
  const begun = performance.now();
  const jobs = jobsOf(selection, options);
  const results = await resultsOf(jobs, options.jobs ?? DEFAULT_JOBS, io);
  if (results.length === jobs.length) await repeatAlone(jobs, results, options.againAlone ?? 0, io);
  const finished = results.length === jobs.length;
  const proof = makeProof({
    suite: { ...suiteIdentity(), contractRevision: CONTRACT_REVISION },
    subject: options.sdk ? "sdk" : "endpoint",
    selection,
    whole: options.whole ?? false,
    results,
    startedAt,
    durationMs: performance.now() - begun,
    finished,
  });
  await writeProof(file, proof);
  io.stdout.write(options.json ? `${visibleJson(proof)}\n` : renderProof(proof));
  io.stderr.write(`proof written to ${file}\n`);
  if (!finished) return EXIT_CODES.certifiesNothing;
  return isPerfect(proof.score) ? EXIT_CODES.conformant : EXIT_CODES.violation;
}

/**
 * Puts the result of a run with nothing beside it in the place of that of a mutant that was not killed: the processes of a self-test take each
 * other's time, and on a busy machine that can hide what a user would see. The proof names each of them. A variant that is accused stays so: a
 * target must not be blamed because the machine of the suite is busy.
 */
async function repeatAlone(jobs: readonly Job[], results: JobResult[], most: number, io: SelfTestIo): Promise<void> {
  const wrong = results.flatMap((result) => (result.is === "mutant" && result.state !== "killed" ? [result.id] : []));
  if (wrong.length === 0 || wrong.length > most) return;
  io.stderr.write(`self-test: ${counted(wrong.length, "mutant")} put once more, with no other beside it\n`);
  const again = await resultsOf(
    jobs.filter(({ id }) => wrong.includes(id)),
    1,
    io,
  );
  for (const result of again)
    if (result.is === "mutant") results[results.findIndex(({ id }) => id === result.id)] = { ...result, alone: true };
}

/** Runs the jobs; when asked to stop, what was found until then stays. */
async function resultsOf(jobs: readonly Job[], workers: number, io: SelfTestIo): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const progress = new Progress(io.stderr, jobs.length);
  const stopping = listenForStop();
  const folder = await mkdtemp(join(tmpdir(), "gwlb-self-test-"));
  try {
    await runJobs(
      jobs,
      { script: WORKER, size: workers, folder, endMs: ({ is }) => JOB_BOUNDS[is].endMs, signal: stopping.signal },
      (result) => {
        results.push(result);
        progress.add(result);
      },
    );
  } finally {
    progress.end();
    stopping.end();
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}
