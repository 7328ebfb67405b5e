/** A run on the command line, whatever it judges: begun, carried out by Playwright's projects, shown, and ended in order whenever somebody asks for it. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { REPORTS_FOR_PEOPLE } from "../../reports/names.js";
import { AnotherRun } from "../../target/ledger/run-lock.js";
import { EXIT_CODES, type ExitCode } from "../../verdict/judgement.js";
import { faultOf } from "../faults.js";
import type { Io } from "../io.js";
import { STOP_SIGNALS } from "../stopping.js";
import { announcementOf, type BegunRun } from "./begin.js";
import { filesOf } from "./brief.js";
import { type CorpusOfRun, growCorpus } from "./corpus.js";
import { type KeptRun, keepResult, type RunEnd, readyToKeep } from "./keep-result.js";
import { TargetUnusable, tellLeft } from "./prepare.js";
import { runProjects } from "./projects-process.js";
import { RunShow } from "./show.js";

/** A run that somebody asked for. */
export interface WantedRun {
  /** Absolute path of its output folder. */
  readonly output: string;
  /** What is told of it besides its reports. */
  readonly kept: KeptRun & CorpusOfRun;
  /** What becomes of what was made, when the run is stopped in order, and at once. */
  readonly ifStopped: { readonly inOrder: string; readonly atOnce: string };
  /**
   * Begins it.
   * @param signal gives up
   * @throws TargetUnusable or AnotherRun, and errors for people
   */
  begin(signal: AbortSignal): Promise<BegunRun>;
}

const EXIT_CODE_OF: Readonly<Record<TargetUnusable["blame"], ExitCode>> = {
  environment: EXIT_CODES.environment,
  configuration: EXIT_CODES.usage,
  adapter: EXIT_CODES.suiteFault,
  interruption: EXIT_CODES.certifiesNothing,
};

/**
 * Carries a run out, from its beginning to its verdict and reports.
 * @returns the exit code. Source: the exit codes of the verdict engine
 * @throws what beginning it throws for people
 */
export async function carryOut(wanted: WantedRun, io: Io): Promise<number> {
  const startedAt = new Date();
  await readyToKeep(wanted.kept);
  const end = await endOf(wanted, io).catch(async (error: unknown) => {
    const { exitCode, text } = faultOf(error, {});
    // What is told of the run is told of its own error, whatever else cannot be written.
    await keepResult(wanted.kept, startedAt, { exitCode, reason: text }).catch(() => {});
    throw error;
  });
  await keepResult(wanted.kept, startedAt, end);
  if (end.report !== undefined) growCorpus(wanted.kept, wanted.output, end.report);
  return end.exitCode;
}

async function endOf(wanted: WantedRun, io: Io): Promise<RunEnd> {
  const interruption = interruptible(wanted, io);
  try {
    const run = await wanted.begin(interruption.signal);
    return await runBegun(run, interruption.signal, io);
  } catch (error) {
    if (error instanceof AnotherRun) return refuse(error, io);
    if (!(error instanceof TargetUnusable)) throw error;
    io.stderr.write(`${error.message}\n`);
    if (error.blame !== "configuration") writePaths(wanted.output, io);
    return { exitCode: EXIT_CODE_OF[error.blame], reason: error.message };
  } finally {
    interruption.end();
  }
}

/** Nothing was created, and no report is written: the folder is that of the other run. */
function refuse({ message }: AnotherRun, io: Io): RunEnd {
  io.stderr.write(`error: ${message}\n`);
  return { exitCode: EXIT_CODES.environment, reason: message };
}

async function runBegun(run: BegunRun, signal: AbortSignal, io: Io): Promise<RunEnd> {
  const { output } = run.plan.config.run;
  for (const warning of run.warnings) io.stderr.write(`warning: ${warning}\n`);
  io.stderr.write(`${announcementOf(run)}\n`);
  const show = new RunShow(run.plan, io);
  try {
    const end = await runProjects(run.variables, signal);
    const report = await show.end({ interrupted: signal.aborted, words: end.output });
    return { exitCode: report.judgement.exitCode, report };
  } finally {
    show.close();
    tellLeft(await run.release(), io);
    rmSync(filesOf(output).work, { recursive: true, force: true });
    writePaths(output, io);
  }
}

/** Names the reports that are there for people, last of all. */
function writePaths(output: string, io: Io): void {
  const paths = REPORTS_FOR_PEOPLE.map((name) => join(output, name)).filter((path) => existsSync(path));
  if (paths.length > 0) io.stdout.write(`reports: ${paths.join("\n         ")}\n`);
}

/** The first Ctrl-C, SIGTERM or SIGHUP ends the checks in order, cleans up and writes what there is; a second one ends the process. */
function interruptible({ ifStopped }: WantedRun, io: Io): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      io.stderr.write(`stopped at once${ifStopped.atOnce}\n`);
      process.exit(EXIT_CODES.certifiesNothing);
    }
    io.stderr.write(`\nstopping: ${ifStopped.inOrder}\n`);
    controller.abort();
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  const end = () => {
    for (const name of STOP_SIGNALS) process.off(name, stop);
  };
  return { signal: controller.signal, end };
}
