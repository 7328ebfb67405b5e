/** A few worker processes that carry out jobs, each with a bound on its time; none outlives the pool. */
import { type ChildProcess, fork } from "node:child_process";
import { failedJob, type Job, type JobResult } from "./job.js";

const WORKER_MEMORY_MIB = 1_024;

export interface PoolOptions {
  /** File that a worker process runs: it takes jobs as messages and sends back their results. */
  readonly script: string;
  /** Processes at most. */
  readonly size: number;
  /** Existing folder for the workers' files. */
  readonly folder: string;
  /** Milliseconds after which the process of a job is ended. */
  readonly endMs: (job: Job) => number;
  /** Ends the pool; jobs without a result stay without. */
  readonly signal: AbortSignal;
}

/**
 * Carries out jobs, first come first served.
 * @param onResult called once per job that was carried out, in the order in which they end
 */
export async function runJobs(
  jobs: readonly Job[],
  options: PoolOptions,
  onResult: (result: JobResult) => void,
): Promise<void> {
  const queue = jobs.values();
  const lanes = Array.from({ length: Math.min(options.size, jobs.length) }, () => runLane(queue, options, onResult));
  await Promise.all(lanes);
}

/** One process after the other takes jobs: a new one only after the last was lost with its job. */
async function runLane(
  queue: Iterator<Job>,
  options: PoolOptions,
  onResult: (result: JobResult) => void,
): Promise<void> {
  let worker: ChildProcess | undefined;
  try {
    while (!options.signal.aborted) {
      const next = queue.next();
      if (next.done) return;
      worker ??= startWorker(options);
      const result = await resultOf(next.value, worker, options);
      if (options.signal.aborted) return;
      onResult(result);
      if (worker.killed || !worker.connected) worker = undefined;
    }
  } finally {
    worker?.kill("SIGKILL");
  }
}

function startWorker({ script, folder }: PoolOptions): ChildProcess {
  return fork(script, [folder], {
    execArgv: [`--max-old-space-size=${WORKER_MEMORY_MIB}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function resultOf(job: Job, worker: ChildProcess, { endMs, signal }: PoolOptions): Promise<JobResult> {
  return new Promise((resolve) => {
    const settle = (result: JobResult) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      worker.off("error", onError);
      signal.removeEventListener("abort", onAbort);
      resolve(result);
    };
    const lose = (problem: string) => {
      worker.kill("SIGKILL");
      settle(failedJob(job, problem));
    };
    const onMessage = (message: unknown) => {
      if (isResultOf(job, message)) settle(message);
    };
    const onExit = (code: number | null, by: string | null) => lose(`its process ended (${by ?? `exit code ${code}`})`);
    const onError = (error: Error) => lose(`its process could not be used: ${error.message}`);
    const onAbort = () => lose("interrupted");
    const end = endMs(job);
    const timer = setTimeout(() => lose(`not done after ${end / 1_000} s`), end);
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.on("error", onError);
    signal.addEventListener("abort", onAbort);
    worker.send(job, (error) => {
      if (error !== null) onError(error);
    });
  });
}

function isResultOf(job: Job, message: unknown): message is JobResult {
  return typeof message === "object" && message !== null && "id" in message && message.id === job.id;
}
