/** The command `self-test`: the suite against every mutant and every variant of the bundled emulator. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CONTRACT_REVISION } from "../../contract/catalogue.js";
import { mutants, variants } from "../../emulator/index.js";
import { visibleJson } from "../../reports/text.js";
import { EXIT_CODES } from "../../reports/verdict.js";
import type { Job, JobResult } from "./job.js";
import { Progress, type ProgressStream } from "./progress.js";
import { isPerfect, makeProof, type Proof } from "./proof.js";
import { ensureProofWritable, ProofFileError, writeProof } from "./proof-file.js";
import { jobsOf, type Selection, SelectionError, type SelectionOptions, select } from "./selection.js";
import { renderProof } from "./table.js";
import { runJobs } from "./worker-pool.js";

export interface SelfTestOptions extends SelectionOptions {
  /** Worker processes; absent: one per processor, two at most. */
  readonly jobs?: number;
  /** The proof itself on standard output, in place of tables. */
  readonly json?: boolean;
  /** File of the proof; absent: `proof.json` in the current folder. */
  readonly output?: string;
}

export interface SelfTestIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
}

/** A run against one mutant takes a second, all checks of a slow variant some ten. */
const PATIENCE_MS = 60_000;
const JOB_MS = 120_000;
const DEFAULT_WORKERS = 2;

/**
 * Proves the suite and writes the proof.
 * @param options what to run, and where to write
 * @param io standard output and error
 * @returns exit code: 0 when every mutant was killed and every variant found conformant, 1 when not, 2 for options that
 * cannot be met, 5 when it was interrupted
 */
export async function selfTestCommand(options: SelfTestOptions, io: SelfTestIo): Promise<number> {
  const file = resolve(options.output ?? "proof.json");
  try {
    const selection = select(options, { mutants, variants });
    await ensureProofWritable(file);
    return await prove(selection, options, file, io);
  } catch (error) {
    if (!(error instanceof SelectionError || error instanceof ProofFileError)) throw error;
    io.stderr.write(`${error.message}\n`);
    return EXIT_CODES.usage;
  }
}

async function prove(selection: Selection, options: SelfTestOptions, file: string, io: SelfTestIo): Promise<number> {
  const startedAt = new Date();
  const begun = performance.now();
  const jobs = jobsOf(selection, options);
  const results = await resultsOf(jobs, options, io);
  const finished = results.length === jobs.length;
  const proof = makeProof({
    suite: await thisSuite(),
    selection,
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

/** Runs the jobs; a signal to stop keeps the results until then. */
async function resultsOf(jobs: readonly Job[], options: SelfTestOptions, io: SelfTestIo): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const progress = new Progress(io.stderr, jobs.length);
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const folder = await mkdtemp(join(tmpdir(), "gwlb-self-test-"));
  try {
    await runJobs(
      jobs,
      {
        size: options.jobs ?? Math.min(DEFAULT_WORKERS, availableParallelism()),
        folder,
        patienceMs: PATIENCE_MS,
        jobMs: JOB_MS,
        signal: interruption.signal,
      },
      (result) => {
        results.push(result);
        progress.add(result);
      },
    );
  } finally {
    progress.end();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

async function thisSuite(): Promise<Proof["suite"]> {
  const manifest = new URL("../../../package.json", import.meta.url);
  const { name, version }: { name: string; version: string } = JSON.parse(await readFile(manifest, "utf8"));
  return { name, version, contractRevision: CONTRACT_REVISION };
}
